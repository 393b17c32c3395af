import { NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { orpc } from "../app/client.ts";
import { useStudy } from "../app/study.ts";
import { readingName } from "../evidence/readings.ts";
import classes from "./reading-choice.module.css";

interface ReadingChoiceProps {
  /** Null: the study's. */
  readonly modelId: string | null;
  readonly onModel: (modelId: string) => void;
  /** Low enough for a strip's bar. */
  readonly low?: boolean;
}

/** Which reading of the expressions is shown here, of all that the models of this computer allow. */
export function ReadingChoice({ modelId, onModel, low = false }: ReadingChoiceProps): React.JSX.Element {
  const readings = useQuery(orpc.models.readings.queryOptions()).data ?? [];
  const usual = useStudy().study?.defaultModelId ?? "";
  const shown = modelId ?? usual;
  const ids = readings.map(({ id }) => id);
  const about = readings.find(({ id }) => id === shown);
  return (
    <NativeSelect
      size="xs"
      miw={240}
      className={classes.choice ?? ""}
      aria-label="Reading"
      title={about ? `${about.name}. ${about.description}` : shown}
      value={shown}
      onChange={(event) => onModel(event.currentTarget.value)}
      {...(low ? { classNames: { input: classes.low ?? "" } } : {})}
      data={(ids.includes(shown) ? ids : [shown, ...ids]).map((id) => ({
        value: id,
        label: id === usual ? `${readingName(id)} (the study's)` : readingName(id),
      }))}
    />
  );
}
