import { Button, Group, Popover, Textarea } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { Verdict } from "../../../shared/contract/evidence.ts";
import type { Run } from "../../../shared/contract/traces.ts";
import { client, queryClient } from "../../app/client.ts";
import { FailureNote } from "../../app/failure-note.tsx";
import { formatMoment } from "../../app/format.ts";
import classes from "./quality.module.css";

const STATES: Readonly<Record<Verdict["verdict"], string>> = {
  accepted: "✓ Accepted",
  excluded: "✕ Excluded",
  open: "○ Not decided yet",
};

/** May the run enter the results? Every decision is written down with who took it. */
export function VerdictBox(props: { readonly run: Run; readonly verdict: Verdict }): React.JSX.Element {
  const { run, verdict } = props;
  const [excluding, setExcluding] = useState(false);
  const decide = useMutation({
    mutationFn: (decision: { verdict: Verdict["verdict"]; reason: string }) =>
      client.evidence.decide({ runId: run.runId, ...decision }),
    onSuccess: () => {
      setExcluding(false);
      // Which run counts for the session may have changed, and with it everything that shows its values.
      return queryClient.invalidateQueries();
    },
  });
  return (
    <div className={classes.verdict} data-testid="verdict">
      <p className={classes.state} data-verdict={verdict.verdict} role="status">
        {STATES[verdict.verdict]}
      </p>
      <p className={classes.by}>
        {verdict.verdict === "excluded" && <>{verdict.reason} · </>}
        {verdict.decidedAt === null
          ? "Whether this run may enter the results."
          : `${verdict.actor ?? "somebody"}, ${formatMoment(verdict.decidedAt, new Date())}`}
      </p>
      {verdict.verdict === "excluded" && run.counts && (
        <p className={classes.by}>The session stays out of the results.</p>
      )}
      <div className={classes.buttons}>
        {verdict.verdict === "open" ? (
          <>
            <Button
              variant="default"
              loading={decide.isPending}
              onClick={() => decide.mutate({ verdict: "accepted", reason: "" })}
            >
              Accept
            </Button>
            <Popover
              opened={excluding}
              onChange={setExcluding}
              position="bottom-end"
              shadow="md"
              width={320}
              trapFocus
              returnFocus
            >
              <Popover.Target>
                <Button variant="default" onClick={() => setExcluding((was) => !was)}>
                  Exclude …
                </Button>
              </Popover.Target>
              <Popover.Dropdown>
                <ExcludeForm
                  busy={decide.isPending}
                  onExclude={(reason) => decide.mutate({ verdict: "excluded", reason })}
                />
              </Popover.Dropdown>
            </Popover>
          </>
        ) : (
          <Button
            variant="default"
            loading={decide.isPending}
            onClick={() => decide.mutate({ verdict: "open", reason: "" })}
          >
            Reopen
          </Button>
        )}
      </div>
      <FailureNote error={decide.error} />
    </div>
  );
}

function ExcludeForm(props: {
  readonly busy: boolean;
  readonly onExclude: (reason: string) => void;
}): React.JSX.Element {
  const [reason, setReason] = useState("");
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim() !== "") props.onExclude(reason.trim());
      }}
    >
      <Textarea
        label="Why it is excluded"
        description="Stands with the run and in the audit"
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        maxLength={500}
        rows={3}
        size="xs"
        data-autofocus
      />
      <Group justify="end">
        <Button type="submit" disabled={reason.trim() === ""} loading={props.busy}>
          Exclude
        </Button>
      </Group>
    </form>
  );
}
