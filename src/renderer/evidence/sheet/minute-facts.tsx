import type { MachineMinute } from "../../../shared/contract/traces.ts";
import { EXPRESSIONS, strongestExpression } from "../../../shared/expression.ts";
import { formatClock, minuteStartMs } from "../../../shared/time.ts";
import { formatShare } from "../../app/format.ts";
import { curveName } from "../../rating-room/strips/curve-labels.tsx";
import { curveVariable } from "../../rating-room/strips/strip-colors.ts";
import { LOW_COVERAGE } from "../../study/attention.ts";
import type { QualityMinute } from "../quality/quality-words.ts";
import classes from "./sheet.module.css";

interface MinuteFactsProps {
  readonly minute: number;
  readonly quality: QualityMinute | undefined;
  readonly machine: MachineMinute | undefined;
}

/** What the run says about the minute beside its stills: coverage and the means of the seven expressions. */
export function MinuteFacts({ minute, quality, machine }: MinuteFactsProps): React.JSX.Element {
  const coverage = quality?.coverage ?? null;
  const low = coverage !== null && coverage < LOW_COVERAGE;
  const means = machine?.means ?? null;
  const strongest = means === null ? null : strongestExpression(means);
  return (
    <div className={classes.facts}>
      <h3>
        Minute {minute}
        <span>{formatClock(minuteStartMs(minute))}</span>
      </h3>
      <p className={classes.coverage}>
        <span data-low={low || undefined}>
          {low && "▲ "}
          {coverage === null ? "no frames" : `coverage ${formatShare(coverage)}`}
        </span>
        {quality !== undefined && quality.medianFaceHeight !== null && (
          <span title="Median height of the face">{Math.round(quality.medianFaceHeight)} px</span>
        )}
      </p>
      {means !== null && (
        <dl className={classes.means} aria-label="Means of the expressions">
          {EXPRESSIONS.map((expression) => {
            const { letter, name } = curveName(expression);
            const mean = means[expression];
            return (
              <div
                key={expression}
                className={classes.mean}
                data-strongest={expression === strongest || undefined}
                title={`${name} ${mean.toFixed(3)}`}
              >
                <dt>
                  <span aria-hidden="true">{letter}</span>
                  <span className={classes.unseen}>{name}</span>
                </dt>
                <dd>
                  <span className={classes.meanBar} aria-hidden="true">
                    <span
                      className={classes.meanFill}
                      style={{ width: `${mean * 100}%`, background: curveVariable(expression) }}
                    />
                  </span>
                  <b>{mean.toFixed(2).replace(/^0/, "")}</b>
                </dd>
              </div>
            );
          })}
        </dl>
      )}
    </div>
  );
}
