import { Button, Drawer } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { Check } from "../../shared/contract/system.ts";
import { orpc } from "./client.ts";
import classes from "./doctor-panel.module.css";
import { FailureNote } from "./failure-note.tsx";

const OUTCOME_WORDS: Readonly<Record<Check["outcome"], string>> = {
  ok: "ok",
  warning: "Look at",
  failed: "Not well",
};
const OUTCOME_ORDER: readonly Check["outcome"][] = ["failed", "warning", "ok"];

/** What `doctor` found: what is not well comes first. */
export function DoctorPanel(props: {
  readonly opened: boolean;
  readonly onClose: () => void;
}): React.JSX.Element {
  const checks = useQuery(
    orpc.system.doctor.queryOptions({ enabled: props.opened, staleTime: 0, gcTime: 0 }),
  );
  const sorted = [...(checks.data?.checks ?? [])].sort(
    (a, b) => OUTCOME_ORDER.indexOf(a.outcome) - OUTCOME_ORDER.indexOf(b.outcome),
  );
  return (
    <Drawer
      opened={props.opened}
      onClose={props.onClose}
      position="right"
      size={520}
      title="Study and environment"
    >
      <div className={classes.panel}>
        <FailureNote error={checks.error} />
        {checks.isFetching && sorted.length === 0 && <p role="status">Checking …</p>}
        <ul className={classes.list}>
          {sorted.map((check) => (
            <li key={`${check.name} ${check.detail}`} className={classes.check} data-outcome={check.outcome}>
              <span className={classes.outcome}>{OUTCOME_WORDS[check.outcome]}</span>
              <div>
                <strong>{check.name}</strong>
                <p>{check.detail}</p>
                {check.remedy !== null && <p className={classes.remedy}>{check.remedy}</p>}
              </div>
            </li>
          ))}
        </ul>
        <Button variant="default" onClick={() => void checks.refetch()} loading={checks.isFetching}>
          Check again
        </Button>
      </div>
    </Drawer>
  );
}
