import type { DataTable } from "../../built-report.ts";
import { type AgreementRow, minuteKey } from "../agreement-rows.ts";
import { column } from "../columns.ts";
import { dataTable } from "../data-tables.ts";
import { type FittedLabel, fittedLabels } from "./label-counts.ts";
import type { LabelResult } from "./label-models.ts";

/** What the models say of patients that they have not seen: the scores of every minute, and the cut for every patient. */
export function labelData(rows: readonly AgreementRow[], results: readonly LabelResult[]): DataTable[] {
  const labels = fittedLabels(results).filter(({ model }) => model.heldOut.groups > 0);
  const design = labels[0]?.model.prepared.design;
  if (design === undefined) return [];
  const seen = new Set<string>();
  const minutes = rows.flatMap((row, at) => {
    const key = minuteKey(row);
    if (seen.has(key)) return [];
    seen.add(key);
    return { row, cell: design.cellOf[at] as number };
  });
  const known = (value: number | null | undefined): number | null =>
    value === undefined || value === null || Number.isNaN(value) ? null : value;
  const scoreColumn = ({ label, model }: FittedLabel) =>
    column<(typeof minutes)[number]>(
      label.key,
      label.title,
      "fixed4",
      `Probability of ${label.word} by the fixed effects of the model fitted without the patient; empty where the patient could not be left out.`,
      ({ cell }) => known(model.heldOut.scores[cell]),
    );
  const cutColumn = ({ label, model }: FittedLabel) =>
    column<{ readonly patient: string; readonly level: number }>(
      label.key,
      label.title,
      "fixed4",
      `Cut for ${label.word} chosen without the patient; empty where the patient could not be left out.`,
      ({ level }) => known(model.heldOut.cuts[level]),
    );
  return [
    dataTable("label-scores-left-out", minutes, [
      column("patient", "Patient", "text", "Pseudonym.", ({ row }) => row.patient),
      column("session", "Session", "count", "Number within the patient.", ({ row }) => row.session),
      column("minute", "Minute", "count", "From 1.", ({ row }) => row.minute),
      ...labels.map(scoreColumn),
    ]),
    dataTable(
      "label-cuts-left-out",
      design.group.levels.map((patient, level) => ({ patient, level })),
      [
        column("patient", "Patient", "text", "The patient that was left out.", ({ patient }) => patient),
        ...labels.map(cutColumn),
      ],
    ),
  ];
}
