import type { ReportDocument } from "../../shared/reports/document.ts";
import {
  REPORT_TITLES,
  type ReportName,
  type ReportOptions,
  readsOption,
} from "../../shared/reports/report-options.ts";
import { foldEmpty } from "./fold-empty.ts";
import { readingName } from "./reading-words.ts";
import type { ReportTables } from "./report-tables.ts";

type Content = Omit<ReportDocument, "report" | "title" | "study" | "program" | "computedAt" | "provenance">;

/** Reports that hold ratings by a codebook. */
const RATES_AROUSAL: ReadonlySet<ReportName> = new Set(["reliability", "agreement", "outcome"]);

/** The report with what all reports state: study, program, data version; model, codebook and seed where it reads them. */
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
      ...(readsOption(report, "modelId") ? modelLines(tables.model) : []),
      ...(RATES_AROUSAL.has(report) ? [codebookLine(tables.codebook)] : []),
      ...(readsOption(report, "resamples") ? [bootstrapLine(options)] : []),
      { label: "Study", value: study.studyId, hash: true },
      { label: "Computed with", value: `${program.name} ${program.version}`, hash: false },
    ],
    ...content,
    sections: content.sections.map((section) => ({ ...section, blocks: foldEmpty(section.blocks) })),
  };
}

type Line = ReportDocument["provenance"][number];

function codebookLine({ title, key, version }: ReportTables["codebook"]): Line {
  return { label: "Codebook", value: `${title} (${key}, version ${version})`, hash: false };
}

function bootstrapLine({ resamples, seed }: ReportOptions): Line {
  const value = resamples === 0 ? "none" : `${resamples} replicates, seed ${seed}`;
  return { label: "Bootstrap", value, hash: false };
}

function modelLines(model: ReportTables["model"]): ReportDocument["provenance"] {
  if (model === null) return [];
  const single = model.parts.length === 1;
  return [
    { label: "Expression model", value: readingName(model), hash: false },
    ...model.parts.flatMap(({ modelId, sha256, weight }) => [
      { label: `SHA-256 of ${modelId}`, value: sha256, hash: true },
      ...(single ? [] : [{ label: "Weight of its log-probabilities", value: String(weight), hash: false }]),
    ]),
    ...(model.temperature === 1
      ? []
      : [{ label: "Log-probabilities divided by", value: String(model.temperature), hash: false }]),
  ];
}
