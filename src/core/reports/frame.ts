import type { ReportDocument } from "../../shared/reports/document.ts";
import { REPORT_TITLES, type ReportName, type ReportOptions } from "../../shared/reports/report-options.ts";
import type { ReportTables } from "./report-tables.ts";

type Content = Omit<ReportDocument, "report" | "title" | "study" | "program" | "computedAt" | "provenance">;

/** The report with what all reports state: study, program, data version, model, codebook, seed. */
export function framed(
  report: ReportName,
  tables: ReportTables,
  options: ReportOptions,
  content: Content,
): ReportDocument {
  const { study, program, computedAt } = tables;
  return {
    report,
    title: REPORT_TITLES[report],
    study,
    program,
    computedAt,
    provenance: [
      { label: "Data version", value: tables.dataVersion, hash: true },
      ...modelLines(tables.model),
      {
        label: "Codebook",
        value: `${tables.codebook.title} (${tables.codebook.key}, version ${tables.codebook.version})`,
        hash: false,
      },
      {
        label: "Bootstrap",
        value: options.resamples === 0 ? "none" : `${options.resamples} replicates, seed ${options.seed}`,
        hash: false,
      },
      { label: "Study", value: study.studyId, hash: true },
      { label: "Computed with", value: `${program.name} ${program.version}`, hash: false },
    ],
    ...content,
  };
}

function modelLines(model: ReportTables["model"]): ReportDocument["provenance"] {
  if (model === null) return [];
  const single = model.parts.length === 1;
  return [
    { label: "Expression model", value: `${model.name} (${model.modelId})`, hash: false },
    ...model.parts.flatMap(({ modelId, sha256, weight }) => [
      { label: `SHA-256 of ${modelId}`, value: sha256, hash: true },
      ...(single ? [] : [{ label: "Weight of its log-probabilities", value: String(weight), hash: false }]),
    ]),
    ...(model.temperature === 1
      ? []
      : [{ label: "Log-probabilities divided by", value: String(model.temperature), hash: false }]),
  ];
}
