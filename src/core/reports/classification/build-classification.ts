import { syntheticNotice } from "../../../shared/figures/agreement-words.ts";
import type { ReportDocument } from "../../../shared/reports/document.ts";
import type { ReportOptions } from "../../../shared/reports/report-options.ts";
import type { BuildReport, ReportProgress } from "../built-report.ts";
import { computedFrom } from "../computed.ts";
import { framed } from "../frame.ts";
import { numbering } from "../numbering.ts";
import type { LabelTable, ReportTables } from "../report-tables.ts";
import type { SectionParts } from "../section-parts.ts";
import { bring, whatIsMissing } from "../what-is-missing.ts";
import { accuracySection } from "./accuracy-section.ts";
import { agreementSection } from "./agreement-section.ts";
import { nestings } from "./class-order.ts";
import { classSection } from "./class-section.ts";
import { CHOICES, DEFINITIONS, methods, REFERENCES } from "./classification-words.ts";
import { clipsFlow, clipsSection } from "./clips-section.ts";
import { comparisonSection } from "./comparison-section.ts";
import { confusionSection } from "./confusion-section.ts";
import { type DimensionResults, dimensionResults } from "./dimension-results.ts";
import { dimensionAnswers } from "./label-answers.ts";
import { labelData } from "./label-data.ts";
import { nestedAnswers } from "./nested-dimension.ts";
import { nestedSection } from "./nested-section.ts";
import type { Place } from "./place.ts";
import { capital, slug } from "./words.ts";

const IMPORT = bring("labels", "import-labels");

/** What people and models read in labelled clips, against the truth and against each other. */
export const buildClassification: BuildReport = (tables, options, progress) => {
  const { labels } = tables;
  const missing = whatIsMissing("classification", tables) ?? lacking(labels);
  if (labels === null || missing !== null) {
    return { document: framed("classification", tables, options, { ...EMPTY, missing }), data: [] };
  }
  return {
    document: framed("classification", tables, options, content({ ...tables, labels }, options, progress)),
    data: [labelData(labels)],
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

/** Why nothing can be computed; null when something can. */
function lacking(labels: LabelTable | null): string | null {
  if (labels === null || labels.clips.length === 0) return `The study holds no labelled clips. ${IMPORT}`;
  if (labels.judges.length === 0) return `The set “${labels.set}” names no judge. ${IMPORT}`;
  const answered = labels.clips.some(({ truth, judged }) =>
    labels.dimensions.some(
      (dimension) =>
        (truth[dimension] ?? null) !== null &&
        labels.judges.some(({ name }) => (judged[name]?.[dimension] ?? null) !== null),
    ),
  );
  return answered
    ? null
    : `No clip of the set “${labels.set}” has both a true label and an answer. ${IMPORT}`;
}

function content(
  tables: ReportTables & { readonly labels: LabelTable },
  options: ReportOptions,
  progress: ReportProgress,
): Omit<ReportDocument, "report" | "title" | "study" | "program" | "computedAt" | "provenance"> {
  const { labels } = tables;
  const { dimensions } = labels;
  const results = dimensions.map((dimension, i) =>
    dimensionResults(
      dimensionAnswers(labels, dimension),
      { replicates: options.resamples, seed: options.seed },
      (share) => progress(`Judges of ${dimension}`, (i + share) / dimensions.length),
    ),
  );
  const numbered = numbering();
  const ids = identifiers(dimensions);
  const sections: SectionParts[] = [
    clipsSection(
      labels,
      dimensions.map((dimension) => dimensionAnswers(labels, dimension)),
      {
        id: "answers",
        title: "",
        numbered,
      },
    ),
    ...results.flatMap((result, i) =>
      result.judges.length === 0
        ? []
        : dimensionSections(result, { id: ids[i] ?? "", title: capital(dimensions[i] ?? ""), numbered }),
    ),
    ...nestings(labels).map((nesting, i) =>
      nestedSection(nesting, nestedAnswers(labels, nesting), { id: `nested-${i + 1}`, title: "", numbered }),
    ),
  ];
  const numbers = sections.flatMap((parts) => parts.numbers);
  return {
    notices: notices(labels, results),
    missing: null,
    flow: clipsFlow(
      labels,
      dimensions.map((dimension) => dimensionAnswers(labels, dimension)),
    ),
    sections: sections.map(({ section }) => section),
    methods: methods(tables, options, results, computedFrom(numbers)),
    choices: CHOICES,
    definitions: DEFINITIONS,
    references: [...REFERENCES],
    numbers,
  };
}

function dimensionSections(result: DimensionResults, place: Place): SectionParts[] {
  return [accuracySection, classSection, confusionSection, comparisonSection, agreementSection].flatMap(
    (section) => section(result, place) ?? [],
  );
}

function notices(labels: LabelTable, results: readonly DimensionResults[]): string[] {
  const kinds = new Set(labels.judges.map(({ kind }) => kind));
  const silent = results
    .filter(({ judges }) => judges.length === 0)
    .map(({ answers }) => `Nobody judged the ${answers.dimension} of a clip whose truth is known.`);
  return [
    syntheticNotice(labels.judges.filter(({ kind }) => kind === "human").map(({ name }) => name)),
    kinds.has("model") ? null : "No model is among the judges: what compares models with people is left out.",
    kinds.has("human")
      ? null
      : "No person is among the judges: what compares models with people is left out.",
    ...silent,
  ].filter((words) => words !== null);
}

/** Names of the dimensions as parts of keys and file names, each once. */
function identifiers(dimensions: readonly string[]): string[] {
  const slugs = dimensions.map(slug);
  return slugs.map((name, i) => (slugs.indexOf(name) === i ? name : `${name}-${i + 1}`));
}
