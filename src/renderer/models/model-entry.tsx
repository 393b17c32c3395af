import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { Model, ModelCheck } from "../../shared/contract/models.ts";
import { client, orpc, queryClient } from "../app/client.ts";
import { FailureNote } from "../app/failure-note.tsx";
import { TASK_WORDS, trialWords } from "./model-words.ts";
import classes from "./models-dialog.module.css";

/** One model: licence and origin at once, the rest of its card on request. */
export function ModelEntry(props: {
  readonly model: Model;
  readonly check: ModelCheck | null;
}): React.JSX.Element {
  const { model, check } = props;
  const [open, setOpen] = useState(false);
  const remove = useMutation({
    mutationFn: () => client.models.remove({ modelId: model.modelId }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: orpc.models.key() }),
  });
  return (
    <li className={classes.entry}>
      <div className={classes.title}>
        <h3>{model.name}</h3>
        <span>
          {model.origin === "lab" && (
            <Button
              size="compact-xs"
              variant="subtle"
              loading={remove.isPending}
              onClick={() => remove.mutate()}
              aria-label={`Remove ${model.modelId}`}
            >
              Remove
            </Button>
          )}
          <Button
            size="compact-xs"
            variant="subtle"
            aria-expanded={open}
            aria-label={`Card of ${model.modelId}`}
            onClick={() => setOpen(!open)}
          >
            {open ? "Less" : "Card"}
          </Button>
        </span>
      </div>
      <p className={classes.meta}>
        {model.modelId} · {TASK_WORDS[model.task]} ·{" "}
        {model.origin === "lab" ? "added on this computer" : "comes with Minutewise"} · licence:{" "}
        {model.licence}
      </p>
      {check && (
        <p className={classes.found} data-outcome={check.outcome} role="status">
          {check.outcome === "ok" ? "Checked: " : "Not well: "}
          {check.detail}
          {check.trial && ` ${trialWords(check.trial)}`}
        </p>
      )}
      <FailureNote error={remove.error} />
      {open && <Card model={model} />}
    </li>
  );
}

function Card({ model }: { readonly model: Model }): React.JSX.Element {
  return (
    <dl className={classes.facts}>
      <dt>Source</dt>
      <dd>{model.source}</dd>
      <dt>Training data</dt>
      <dd>{model.trainingData}</dd>
      <dt>Input</dt>
      <dd>
        {model.inputSizePx} × {model.inputSizePx} pixels
      </dd>
      {model.labels && (
        <>
          <dt>Labels</dt>
          <dd>{model.labels.join(", ")}</dd>
        </>
      )}
      {model.calibration && (
        <>
          <dt>Calibration</dt>
          <dd>
            temperature {model.calibration.temperature}, fitted on {model.calibration.on}
          </dd>
        </>
      )}
      <dt>Measured</dt>
      <dd>
        {model.accuracy.length === 0 ? (
          "nothing stated"
        ) : (
          <ul>
            {model.accuracy.map(({ on, n, measure, value, unit }) => (
              <li key={`${on} ${measure}`}>
                {measure}: {value}
                {unit === "%" ? "%" : ""} on {on}
                {n === null ? "" : ` (n = ${n.toLocaleString("en-US")})`}
              </li>
            ))}
          </ul>
        )}
      </dd>
      <dt>Limits</dt>
      <dd>
        <ul>
          {model.limits.map((limit) => (
            <li key={limit}>{limit}</li>
          ))}
        </ul>
      </dd>
      <dt>SHA-256</dt>
      <dd>
        <code>{model.sha256}</code>
      </dd>
    </dl>
  );
}
