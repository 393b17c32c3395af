import { counted } from "../../../../shared/figures/agreement-words.ts";
import { labelOptimism, type OptimismRow } from "../../../../shared/figures/label-optimism.ts";
import { labelRoc, type RocPanel } from "../../../../shared/figures/label-roc.ts";
import { formatCount, formatR, formatShare } from "../../../../shared/figures/statistic-text.ts";
import type { Inline } from "../../../../shared/reports/document.ts";
import type { ReportOptions } from "../../../../shared/reports/report-options.ts";
import { figureBlock, text, warning } from "../../blocks.ts";
import type { ReportPart } from "../part.ts";
import { areaTable } from "./area-table.ts";
import { chanceTable } from "./chance-table.ts";
import { optimismValues, rocValues } from "./figure-values.ts";
import { heldOutTable } from "./held-out-table.ts";
import { inSampleTable } from "./in-sample-table.ts";
import { MEANS } from "./label-columns.ts";
import { type FittedLabel, fittedLabels, meanOf } from "./label-counts.ts";
import type { LabelResult } from "./label-models.ts";
import { labelWarnings } from "./label-warnings.ts";
import { sharesOf } from "./shares.ts";

/** Table 1 of the article as it stands there, and what is left of it for patients that the models have not seen. */
export function recognitionSection(
  results: readonly LabelResult[],
  options: Pick<ReportOptions, "resamples" | "seed">,
): ReportPart {
  const labels = fittedLabels(results);
  const inSample = inSampleTable(results);
  const heldOut = heldOutTable(results, options);
  const areas = areaTable(results);
  const chance = chanceTable(labels);
  const warnings = labelWarnings(results);
  const reason = results.find(({ model }) => typeof model === "string")?.model;
  return {
    section: {
      id: "labels",
      title: "Labels told from expressions",
      blocks:
        labels.length === 0
          ? [text(`No label has a model. ${typeof reason === "string" ? reason : ""}`), inSample.block]
          : [
              text(...inSampleSentence(results, labels)),
              ...warnings.map(warning),
              inSample.block,
              inSample.intervals,
              text(...heldOutSentence(labels)),
              figureBlock({
                id: "labels-optimism",
                caption:
                  "Sensitivity, specificity and area under the curve within patients of each label: in the rows that model and cut were made from (hollow), and for patients left out (filled). Broken line: .5, the chance level of the area within patients.",
                description:
                  "Dot plot with a row per label and three columns; a line joins the value in sample with the value for patients left out.",
                draw: (theme) => labelOptimism(labels.flatMap(optimismRows), theme),
                data: optimismValues(labels.flatMap(optimismRows)),
              }),
              heldOut.block,
              heldOut.intervals,
              text(...curveSentence(labels)),
              text(...chanceLevelSentence(labels)),
              figureBlock({
                id: "labels-roc",
                caption:
                  "ROC curves of each label: in sample (thin, grey), for the pooled scores of patients left out (strong), and of a constant for patients left out (dotted), against which the strong one is to be read; the broken diagonal is chance for the thin one. Areas stand in each figure; above it the area within patients left out.",
                description: "Small figures, one per label: sensitivity against 1 − specificity.",
                draw: (theme) => labelRoc(labels.map(rocPanel), theme),
                data: rocValues(labels.map(rocPanel)),
              }),
              areas.block,
              text(
                "For patients left out, total correct beats always naming the more frequent answer (one-sided exact binomial, p < .05) in ",
                {
                  text: `${formatCount(chance.better)} of ${counted(chance.of, "label")}`,
                  hover: "Labels with patients left out; p not corrected for their number.",
                },
                ".",
              ),
              chance.block,
            ],
    },
    numbers: [...inSample.numbers, ...heldOut.numbers, ...areas.numbers, ...chance.numbers],
    notices: [],
  };
}

function inSampleSentence(results: readonly LabelResult[], labels: readonly FittedLabel[]): Inline[] {
  const shares = labels.flatMap(({ model }) =>
    model.conditional.youden === null ? [] : [sharesOf(model.conditional.youden)],
  );
  const n = `n = ${formatCount(results[0]?.n ?? 0)} rows, ${counted(labels.length, "label")}.`;
  return [
    "Six expressions and the patient tell each label apart in a logistic model; at the cut that fits the same rows best, ",
    mean(
      shares.map(({ correct }) => correct),
      formatShare,
      `Mean over labels. ${MEANS.correct} ${n}`,
    ),
    " of the rows are called rightly on average, with sensitivity ",
    mean(
      shares.map(({ sensitivity }) => sensitivity),
      formatR,
      `Mean over labels. ${MEANS.sensitivity} ${n}`,
    ),
    " and specificity ",
    mean(
      shares.map(({ specificity }) => specificity),
      formatR,
      `Mean over labels. ${MEANS.specificity} ${n}`,
    ),
    ". These values describe the rows from which they were made; those for new patients follow.",
  ];
}

function heldOutSentence(labels: readonly FittedLabel[]): Inline[] {
  const held = labels.map(({ model }) => model.heldOut).filter(({ groups }) => groups > 0);
  if (held.length === 0) return ["No patient could be left out, so there are no values for new patients."];
  const n = `n = ${counted(held.length, "label")}.`;
  return [
    "For patients whom neither model nor cut has seen, sensitivity is ",
    mean(
      held.map(({ sensitivity }) => sensitivity),
      formatR,
      `Mean over labels. ${MEANS.sensitivity} ${MEANS.heldOut} ${n}`,
    ),
    " and specificity ",
    mean(
      held.map(({ specificity }) => specificity),
      formatR,
      `Mean over labels. ${MEANS.specificity} ${MEANS.heldOut} ${n}`,
    ),
    "; Youden's J is ",
    mean(
      labels.map(({ model }) => model.conditional.youden?.j ?? null),
      formatR,
      `Mean over labels. ${MEANS.inSample} n = ${counted(labels.length, "label")}.`,
    ),
    " in sample, ",
    mean(
      held.map(({ j }) => j),
      formatR,
      `Mean over labels. ${MEANS.heldOut} ${n}`,
    ),
    " over the rows of patients left out, and ",
    mean(
      labels.map(({ model }) => model.leftOut?.measures.jWithin ?? null),
      formatR,
      `Mean over labels. ${MEANS.jWithin} ${MEANS.heldOut} ${n}`,
    ),
    " within them, where 0 is chance.",
  ];
}

function curveSentence(labels: readonly FittedLabel[]): Inline[] {
  const held = labels.filter(({ model }) => model.leftOut?.measures.aucWithin != null);
  const inSample = mean(
    labels.map(({ model }) => model.conditional.auc),
    formatR,
    `${MEANS.auc} ${MEANS.inSample} n = ${counted(labels.length, "label")}.`,
  );
  const start = "The mean area under the curve is ";
  if (held.length === 0) return [start, inSample, " in sample; there is none for patients left out."];
  const known = held.flatMap(({ model }) => model.leftOut?.intervals?.aucWithin ?? []);
  const sure = known.filter(({ low }) => low > 0.5);
  return [
    start,
    inSample,
    " in sample (",
    mean(
      labels.map(({ model }) => model.areaWithin),
      formatR,
      `${MEANS.aucWithin} ${MEANS.inSample} n = ${counted(labels.length, "label")}.`,
    ),
    " within patients), and ",
    mean(
      held.map(({ model }) => model.leftOut?.measures.aucWithin ?? null),
      formatR,
      `${MEANS.aucWithin} ${MEANS.heldOut} n = ${counted(held.length, "label")}.`,
    ),
    " within patients left out, where .5 is chance",
    ...(known.length === 0
      ? ["."]
      : [
          "; there its interval lies above .5 in ",
          { text: `${sure.length} of ${counted(known.length, "label")}`, hover: MEANS.cluster },
          ".",
        ]),
  ];
}

/** What the pooled scores of patients left out are to be read against. */
function chanceLevelSentence(labels: readonly FittedLabel[]): Inline[] {
  const held = labels.flatMap(({ model: { heldOut, leftOut } }) =>
    heldOut.roc === null || leftOut?.constant == null
      ? []
      : [{ pooled: heldOut.roc.auc, constant: leftOut.constant.auc }],
  );
  if (held.length === 0) return ["Scores of patients left out could not be pooled."];
  const better = held.filter(({ pooled, constant }) => pooled > constant);
  const n = `n = ${counted(held.length, "label")}.`;
  return [
    "Pooled over patients left out, the area is ",
    mean(
      held.map(({ pooled }) => pooled),
      formatR,
      `Mean over labels. ${MEANS.heldOut} ${n}`,
    ),
    "; a model without predictors, a constant for each patient, reaches not .5 but ",
    mean(
      held.map(({ constant }) => constant),
      formatR,
      `Mean over labels. ${MEANS.constant} ${n}`,
    ),
    ", as without a patient who often has the label it expects the label too rarely of just this patient. The pooled area is above that of the constant in ",
    { text: `${better.length} of ${counted(held.length, "label")}`, hover: MEANS.constant },
    ".",
  ];
}

function mean(values: readonly (number | null)[], format: (value: number) => string, hover: string): Inline {
  const value = meanOf(values);
  return value === null ? "not defined" : { text: format(value), hover };
}

function optimismRows({ label, events, model }: FittedLabel): OptimismRow[] {
  const { areaWithin, conditional, heldOut, leftOut } = model;
  const row = (measure: OptimismRow["measure"], inSample: number, held: number | null): OptimismRow => ({
    key: label.key,
    title: label.title,
    events,
    measure,
    inSample,
    heldOut: held,
  });
  return [
    ...(conditional.youden === null
      ? []
      : [
          row("Sensitivity", conditional.youden.sensitivity, heldOut.sensitivity),
          row("Specificity", conditional.youden.specificity, heldOut.specificity),
        ]),
    ...(areaWithin === null
      ? []
      : [row("AUC within patients", areaWithin, leftOut?.measures.aucWithin ?? null)]),
  ];
}

function rocPanel({ label, model: { conditional, curves, heldOut, leftOut } }: FittedLabel): RocPanel {
  return {
    key: label.key,
    title: label.title,
    inSample: { auc: conditional.auc, points: curves.inSample },
    heldOut: heldOut.roc === null ? null : { auc: heldOut.roc.auc, points: curves.heldOut },
    constant: leftOut?.constant ?? null,
    within: leftOut?.measures.aucWithin ?? null,
  };
}
