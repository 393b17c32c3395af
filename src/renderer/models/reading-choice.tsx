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
  /** Of a report, which can rest on imported minutes too; those have no frames to be shown elsewhere. */
  readonly inReport?: boolean;
}

/** Which reading of the expressions is shown here, of all that the models of this computer allow. */
export function ReadingChoice(props: ReadingChoiceProps): React.JSX.Element {
  const { modelId, onModel, low = false, inReport = false } = props;
  const known = useQuery(orpc.models.readings.queryOptions()).data ?? [];
  const readings = known.filter(({ kind }) => inReport || kind !== "imported");
  const ofStudy = useStudy().study?.defaultModelId ?? "";
  const usual = (inReport && known.find(({ usualInReports }) => usualInReports)?.id) || ofStudy;
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
        label: id === ofStudy && id === usual ? `${readingName(id)} (the study's)` : readingName(id),
      }))}
    />
  );
}
