import type { ReportName } from "../../shared/reports/report-options.ts";
import { buildActionUnits } from "./action-units/build-action-units.ts";
import { buildAgreement } from "./agreement/build-agreement.ts";
import type { BuildReport } from "./built-report.ts";
import { buildClassification } from "./classification/build-classification.ts";
import { buildOutcome } from "./outcome/build-outcome.ts";
import { buildReliability } from "./reliability/build-reliability.ts";

export const REPORT_BUILDERS: Readonly<Record<ReportName, BuildReport>> = {
  reliability: buildReliability,
  agreement: buildAgreement,
  outcome: buildOutcome,
  "action-units": buildActionUnits,
  classification: buildClassification,
};
