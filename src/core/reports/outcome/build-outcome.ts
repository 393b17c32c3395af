import { counted, syntheticNotice } from "../../../shared/figures/agreement-words.ts";
import type { ReportDocument } from "../../../shared/reports/document.ts";
import type { ReportOptions } from "../../../shared/reports/report-options.ts";
import type { BuildReport, ReportProgress } from "../built-report.ts";
import { computedFrom } from "../computed.ts";
import { framed } from "../frame.ts";
import { numbering } from "../numbering.ts";
import type { ReportTables } from "../report-tables.ts";
import type { SectionParts } from "../section-parts.ts";
import { whatIsMissing, whatIsPartlyMissing } from "../what-is-missing.ts";
import { arousalSection } from "./arousal-section.ts";
import { changeSection } from "./change-section.ts";
import { componentsSection } from "./components-section.ts";
import { correlationSection } from "./correlation-section.ts";
import { curvesSection } from "./curves-section.ts";
import { effectsSection } from "./effects-section.ts";
import { firstMinutesSection } from "./first-minutes-section.ts";
import { outcomeFlow } from "./flow.ts";
import { type OutcomeData, outcomeData } from "./outcome-data.ts";
import { outcomeMethods } from "./outcome-methods.ts";
import { outcomeTables } from "./outcome-tables.ts";
import { outcomeChoices, outcomeDefinitions, outcomeReferences } from "./outcome-words.ts";

/** Below this many patients in a group nothing can be said about the group. */
const FEW = 5;

/** Expression over the sessions against the outcome of treatment. */
export const buildOutcome: BuildReport = (tables, options, progress) => {
  const missing = whatIsMissing("outcome", tables);
  if (missing !== null)
    return { document: framed("outcome", tables, options, { ...EMPTY, missing }), data: [] };
  const data = outcomeData(tables);
  return {
    document: framed("outcome", tables, options, content(tables, data, options, progress)),
    data: outcomeTables(tables, data, options),
  };
};

const EMPTY = {
  notices: [],
  flow: { sentence: "", lines: [] },
  sections: [],
  methods: [],
  choices: [],
  definitions: [],
  references: [],
  numbers: [],
};

type Content = Omit<ReportDocument, "report" | "title" | "study" | "program" | "computedAt" | "provenance">;

function content(
  tables: ReportTables,
  data: OutcomeData,
  options: ReportOptions,
  progress: ReportProgress,
): Content {
  const numbered = numbering();
  progress("Ranks and change", 0);
  const sections: (SectionParts | null)[] = [changeSection(data, numbered)];
  if (data.minutes.length > 0) {
    progress("Correlations of persons", 0.1);
    sections.push(correlationSection(data, numbered));
    progress("Curves over the session", 0.2);
    sections.push(curvesSection(data, numbered));
    sections.push(
      effectsSection(data, numbered, (share) => progress("Mixed models of the minutes", 0.3 + 0.5 * share)),
    );
    progress("Principal components", 0.8);
    sections.push(componentsSection(data, numbered));
    progress("First minutes", 0.9);
    sections.push(firstMinutesSection(data, numbered));
  }
  sections.push(arousalSection(tables, data, options, numbered));
  progress("Outcome", 1);
  const built = sections.filter((parts) => parts !== null);
  const numbers = built.flatMap((parts) => parts.numbers);
  const computed = computedFrom(numbers);
  return {
    notices: notices(tables, data),
    missing: null,
    flow: outcomeFlow(tables, data),
    sections: built.map(({ section }) => section),
    methods: outcomeMethods(tables, data, options, computed),
    choices: outcomeChoices(computed),
    definitions: outcomeDefinitions(computed),
    references: outcomeReferences(computed),
    numbers,
  };
}

/** What must be known before any number. */
function notices(tables: ReportTables, data: OutcomeData): string[] {
  const partlyMissing = whatIsPartlyMissing("outcome", tables);
  const synthetic = syntheticNotice([...new Set(tables.ratings.map(({ rater }) => rater))]);
  const { patients } = data.variants.completers;
  const small = (["good", "poor", "dropout"] as const).filter((group) => {
    const n = patients.filter((row) => row.group === group).length;
    return n > 0 && n < FEW;
  });
  return [
    ...(synthetic === null ? [] : [synthetic]),
    ...(partlyMissing === null ? [] : [partlyMissing]),
    ...(patients.filter((row) => row.delta !== null || row.dropout).length > 1
      ? []
      : [
          "Fewer than two patients have an outcome: nothing can be correlated and no groups can be compared.",
        ]),
    ...(small.length === 0
      ? []
      : [
          `${small.map((group) => `Group ${group} has ${counted(patients.filter((row) => row.group === group).length, "patient")}`).join("; ")}: what is said about so few describes them, and can hardly be carried over to others.`,
        ]),
  ];
}
