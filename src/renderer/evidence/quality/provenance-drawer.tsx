import { Button, CopyButton, Drawer } from "@mantine/core";
import type { Session } from "../../../shared/contract/sessions.ts";
import type { Run } from "../../../shared/contract/traces.ts";
import { provenance, provenanceText, shortHash } from "./provenance-words.ts";
import classes from "./quality.module.css";

interface ProvenanceDrawerProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly run: Run;
  readonly session: Session;
}

const HASH = /[0-9a-f]{40,}/g;

/** Everything that the run was made with; hashes are shortened here and whole in what is copied. */
export function ProvenanceDrawer(props: ProvenanceDrawerProps): React.JSX.Element {
  const { opened, onClose, run, session } = props;
  const groups = provenance(run, session);
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="right"
      size={520}
      title={`Provenance of run ${run.runId}`}
    >
      <CopyButton value={provenanceText(groups)} timeout={4_000}>
        {({ copied, copy }) => (
          <Button variant="default" onClick={copy}>
            {copied ? "Copied" : "Copy as text"}
          </Button>
        )}
      </CopyButton>
      {groups.map(({ title, lines }) => (
        <section key={title} className={classes.group}>
          <h3>{title}</h3>
          <dl className={classes.lines}>
            {lines.map(({ term, value }) => (
              <div key={`${term} ${value}`} className={classes.line}>
                <dt>{term}</dt>
                <dd title={value}>
                  {value.search(HASH) >= 0 ? (
                    <span className={classes.code}>{value.replace(HASH, shortHash)}</span>
                  ) : (
                    value
                  )}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Drawer>
  );
}
