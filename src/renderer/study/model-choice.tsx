import { Checkbox } from "@mantine/core";
import type { Model, ReadingDescription } from "../../shared/contract/models.ts";
import classes from "./dialog.module.css";

/** Which networks read each face, with a word when the reading that the study shows first needs another. */
export function ModelChoice(props: {
  readonly models: readonly Model[];
  readonly description: string;
  readonly chosen: readonly string[];
  readonly onChoose: (modelIds: string[]) => void;
  /** Undefined when this computer does not have its models. */
  readonly shownFirst: ReadingDescription | undefined;
}): React.JSX.Element {
  const { models, description, chosen, onChoose, shownFirst } = props;
  const missing = shownFirst?.parts.filter(({ modelId }) => !chosen.includes(modelId)) ?? [];
  return (
    <>
      <Checkbox.Group
        label="Networks that read each face"
        description={description}
        value={[...chosen]}
        onChange={onChoose}
        error={readsExpressions(models, chosen) ? null : "Choose at least one that reads expressions."}
      >
        {models
          .filter(({ choosable }) => choosable)
          .map(({ modelId, name, task }) => (
            <Checkbox
              key={modelId}
              mt={6}
              value={modelId}
              label={task === "expression" ? name : `${name} (${task})`}
            />
          ))}
      </Checkbox.Group>
      {missing.length > 0 && (
        <p className={classes.text}>
          New analyses will not have the reading shown first: it needs{" "}
          {missing.map(({ modelId }) => modelId).join(" and ")}.
        </p>
      )}
    </>
  );
}

/** Ids of the networks that run unless the study says otherwise: the expression models that come with the program. */
export function usualModels(models: readonly Model[]): string[] {
  return models
    .filter(({ task, origin }) => task === "expression" && origin === "shipped")
    .map(({ modelId }) => modelId);
}

/** An analysis needs at least one network that reads expressions. */
export function readsExpressions(models: readonly Model[], chosen: readonly string[]): boolean {
  return models.some(({ modelId, task }) => task === "expression" && chosen.includes(modelId));
}
