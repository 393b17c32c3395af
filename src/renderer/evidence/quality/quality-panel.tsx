import type { PictureRegion, Quality, Track } from "../../../shared/contract/evidence.ts";
import type { Run } from "../../../shared/contract/traces.ts";
import { ClientFact } from "../client/client-fact.tsx";
import classes from "./quality.module.css";
import { type Fact, qualityFacts, spanWords, trackFact } from "./quality-words.ts";
import { VerdictBox } from "./verdict-box.tsx";
import { WarningList } from "./warning-list.tsx";

interface QualityPanelProps {
  readonly run: Run;
  readonly quality: Quality;
  readonly tracks: readonly Track[] | null | undefined;
  /** Undefined while it is not known. */
  readonly client: PictureRegion | null | undefined;
  readonly onChooseClient: () => void;
  readonly onProvenance: () => void;
  readonly onAnalyse: () => void;
  readonly onOpen: (timeMs: number) => void;
}

/** How well the run saw the client, in words; what was noticed; and the decision about it. */
export function QualityPanel(props: QualityPanelProps): React.JSX.Element {
  const { run, quality, tracks, client, onChooseClient, onProvenance, onAnalyse, onOpen } = props;
  const facts = [...qualityFacts(quality), trackFact(tracks ?? null)];
  return (
    <section className={classes.panel} aria-label="Quality of the run">
      <div className={classes.seen}>
        <dl className={classes.facts} data-testid="quality-facts">
          {facts.map((fact) => (
            <FactCell key={fact.term} fact={fact} />
          ))}
          <ClientFact used={run.parameters["client"]} next={client} onChoose={onChooseClient} />
        </dl>
        <WarningList warnings={quality.warnings} onOpen={onOpen} />
      </div>
      <div className={classes.decision}>
        <VerdictBox run={run} verdict={quality.verdict} />
        <p className={classes.made}>
          <span>
            Run {quality.runId} · {spanWords(quality)}
          </span>
          <button type="button" className={classes.more} onClick={onProvenance}>
            Provenance …
          </button>
          <button type="button" className={classes.more} onClick={onAnalyse}>
            Analyse again …
          </button>
        </p>
      </div>
    </section>
  );
}

function FactCell({ fact }: { readonly fact: Fact }): React.JSX.Element {
  const { term, value, note, doubtful } = fact;
  return (
    <div className={classes.fact}>
      <dt>{term}</dt>
      <dd>
        <span className={classes.value} data-doubtful={doubtful || undefined}>
          {doubtful && <span aria-hidden="true">▲ </span>}
          {value}
        </span>
        <span className={classes.note} title={note}>
          {note}
        </span>
      </dd>
    </div>
  );
}
