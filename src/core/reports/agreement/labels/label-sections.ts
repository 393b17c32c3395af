import type { ReportDocument, ReportNumber, Section } from "../../../../shared/reports/document.ts";
import type { ReportOptions } from "../../../../shared/reports/report-options.ts";
import type { DataTable, ReportProgress } from "../../built-report.ts";
import type { ReportTables } from "../../report-tables.ts";
import type { AgreementRow } from "../agreement-rows.ts";
import { calibrationSection } from "./calibration-section.ts";
import { coefficientsSection } from "./coefficients-section.ts";
import { labelData } from "./label-data.ts";
import { labelResults } from "./label-models.ts";
import { LABEL_DEFINITIONS, LABEL_REFERENCES, labelChoices, labelMethods } from "./label-words.ts";
import { recognitionSection } from "./recognition-section.ts";

export interface LabelPart {
  readonly sections: Section[];
  readonly data: DataTable[];
  readonly numbers: ReportNumber[];
  readonly notices: string[];
  readonly methods: string[];
  readonly choices: ReportDocument["choices"];
  readonly definitions: ReportDocument["definitions"];
  readonly references: readonly string[];
}

/**
 * The raters' labels from the machine's expressions: table 1 of Steppan et al. (2023), what it is worth for new patients,
 * calibration, and the models themselves.
 *
 * @param progress of this part alone, from 0 to 1
 */
export function labelSections(
  rows: readonly AgreementRow[],
  tables: ReportTables,
  options: ReportOptions,
  progress: ReportProgress,
): LabelPart {
  if (rows.length === 0)
    return {
      sections: [],
      data: [],
      numbers: [],
      notices: [],
      methods: [],
      choices: [],
      definitions: [],
      references: [],
    };
  const results = labelResults(rows, options, progress);
  const parts = [
    recognitionSection(results, options),
    calibrationSection(results),
    coefficientsSection(results),
  ].filter((part) => part !== null);
  progress("Labels", 1);
  return {
    sections: parts.map(({ section }) => section),
    data: labelData(rows, results),
    numbers: parts.flatMap(({ numbers }) => numbers),
    notices: parts.flatMap(({ notices }) => notices),
    methods: labelMethods(rows, results, tables, options),
    choices: labelChoices(rows),
    definitions: LABEL_DEFINITIONS,
    references: LABEL_REFERENCES,
  };
}
