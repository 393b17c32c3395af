import type { ReportDocument } from "../../shared/reports/document.ts";
import { formatMoment } from "../app/format.ts";
import classes from "./document.module.css";

/** Where the numbers come from: in one line, and in full when it is opened. */
export function Provenance({ document }: { readonly document: ReportDocument }): React.JSX.Element {
  const { study, computedAt, program, provenance } = document;
  const inShort = provenance.filter(({ hash, label }) => !hash && label !== "Computed with");
  return (
    <details className={classes.provenance}>
      <summary>
        {[
          study.name,
          `computed ${formatMoment(computedAt, new Date())}`,
          ...inShort.map(({ label, value }) => `${lowered(label)} ${value}`),
          `${program.name} ${program.version}`,
        ].join(" · ")}
      </summary>
      <dl>
        {provenance.map(({ label, value, hash }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{hash ? <code>{value}</code> : value}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

const lowered = (label: string): string => `${label.slice(0, 1).toLowerCase()}${label.slice(1)}`;
