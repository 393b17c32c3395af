import { labelOptimism, type OptimismRow } from "../../../../shared/figures/label-optimism.ts";
import { labelRoc, type RocPanel } from "../../../../shared/figures/label-roc.ts";
import { formatCount, formatR, formatShare } from "../../../../shared/figures/statistic-text.ts";
import type { Inline } from "../../../../shared/reports/document.ts";
import { figureBlock, text, warning } from "../../blocks.ts";
import type { ReportPart } from "../part.ts";
import { chanceTable } from "./chance-table.ts";
import { optimismValues, rocValues } from "./figure-values.ts";
import { heldOutTable } from "./held-out-table.ts";
import { inSampleTable } from "./in-sample-table.ts";
import { MEANS } from "./label-columns.ts";
import { type FittedLabel, fittedLabels, meanOf, sharesOf } from "./label-counts.ts";
import type { LabelResult } from "./label-models.ts";
import { labelWarnings } from "./label-warnings.ts";

/** Table 1 of the article as it stands there, and what is left of it for patients that the models have not seen. */
export function recognitionSection(results: readonly LabelResult[]): ReportPart {
  const labels = fittedLabels(results);
  const inSample = inSampleTable(results);
  const heldOut = heldOutTable(results);
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
              text(...heldOutSentence(labels)),
              figureBlock({
                id: "labels-optimism",
                caption:
                  "Sensitivity, specificity and area under the curve of each label: in the rows that model and cut were made from (hollow), and for patients left out (filled). Broken line: .5.",
                description:
                  "Dot plot with a row per label and three columns; a line joins the value in sample with the value for patients left out.",
                draw: (theme) => labelOptimism(labels.flatMap(optimismRows), theme),
                data: optimismValues(labels.flatMap(optimismRows)),
              }),
              heldOut.block,
              text(...curveSentence(labels)),
              figureBlock({
                id: "labels-roc",
                caption:
                  "ROC curves of each label: in sample (thin, grey) and for patients left out (strong), each with its area.",
                description:
                  "Small figures, one per label: sensitivity against 1 − specificity; the broken diagonal is chance.",
                draw: (theme) => labelRoc(labels.map(rocPanel), theme),
                data: rocValues(labels.map(rocPanel)),
              }),
              text(
                "For patients left out, total correct beats always naming the more frequent answer (one-sided exact binomial, p < .05) in ",
                {
                  text: `${formatCount(chance.better)} of ${formatCount(chance.of)} labels`,
                  hover: "Labels with patients left out; p not corrected for their number.",
                },
                ".",
              ),
              chance.block,
            ],
    },
    numbers: [...inSample.numbers, ...heldOut.numbers, ...chance.numbers],
    notices: [],
  };
}

function inSampleSentence(results: readonly LabelResult[], labels: readonly FittedLabel[]): Inline[] {
  const shares = labels.flatMap(({ model }) =>
    model.conditional.youden === null ? [] : [sharesOf(model.conditional.youden)],
  );
  const n = `n = ${formatCount(results[0]?.n ?? 0)} rows, ${labels.length} labels.`;
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
  const n = `n = ${held.length} labels.`;
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
    "; Youden's J falls from ",
    mean(
      labels.map(({ model }) => model.conditional.youden?.j ?? null),
      formatR,
      `Mean over labels. ${MEANS.inSample} n = ${labels.length} labels.`,
    ),
    " to ",
    mean(
      held.map(({ j }) => j),
      formatR,
      `Mean over labels. ${MEANS.heldOut} ${n}`,
    ),
    ".",
  ];
}

function curveSentence(labels: readonly FittedLabel[]): Inline[] {
  const held = labels.filter(({ model }) => model.heldOut.roc !== null);
  const sure = held.filter(({ model }) => (model.heldOut.roc?.interval.low ?? 0) > 0.5);
  return [
    "The mean area under the curve is ",
    mean(
      labels.map(({ model }) => model.conditional.auc),
      formatR,
      `${MEANS.auc} ${MEANS.inSample} n = ${labels.length} labels.`,
    ),
    " in sample and ",
    mean(
      held.map(({ model }) => model.heldOut.roc?.auc ?? null),
      formatR,
      `${MEANS.auc} ${MEANS.heldOut} n = ${held.length} labels.`,
    ),
    " for patients left out; there its interval lies above .5 in ",
    { text: `${sure.length} of ${held.length} labels`, hover: MEANS.delong },
    ".",
  ];
}

function mean(values: readonly (number | null)[], format: (value: number) => string, hover: string): Inline {
  const value = meanOf(values);
  return value === null ? "not defined" : { text: format(value), hover };
}

function optimismRows({ label, events, model }: FittedLabel): OptimismRow[] {
  const { conditional, heldOut } = model;
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
    row("AUC", conditional.auc, heldOut.roc?.auc ?? null),
  ];
}

function rocPanel({ label, model: { conditional, curves, heldOut } }: FittedLabel): RocPanel {
  return {
    key: label.key,
    title: label.title,
    inSample: { auc: conditional.auc, points: curves.inSample },
    heldOut: heldOut.roc === null ? null : { auc: heldOut.roc.auc, points: curves.heldOut },
  };
}
