import { EXPRESSION_MARKS } from "../../../../shared/colors.ts";
import { counted } from "../../../../shared/figures/agreement-words.ts";
import { type CalibrationPanel, calibrationCurves } from "../../../../shared/figures/calibration-curves.ts";
import { formatCount, formatR } from "../../../../shared/figures/statistic-text.ts";
import type { Inline } from "../../../../shared/reports/document.ts";
import { figureBlock, note, text } from "../../blocks.ts";
import { listed } from "../../number-words.ts";
import { exact, type ReportPart } from "../part.ts";
import { type CalibrationLine, calibrationNumbers, calibrationTable } from "./calibration-table.ts";
import { calibrationValues } from "./figure-values.ts";
import { withoutValue } from "./held-out-table.ts";
import { MEANS } from "./label-columns.ts";
import { fittedLabels, meanOf } from "./label-counts.ts";
import { FEW_EVENTS, type Fitting, type LabelResult, RARE_EVENTS } from "./label-models.ts";

interface Curve {
  readonly result: LabelResult;
  readonly fitting: Fitting;
}

/** Whether the probabilities are right: those of the models for patients left out, and the machine's own. */
export function calibrationSection(results: readonly LabelResult[]): ReportPart {
  const labels = fittedLabels(results);
  const held = labels.flatMap((result): Curve[] =>
    result.model.heldOutFitting === null ? [] : [{ result, fitting: result.model.heldOutFitting }],
  );
  const machine = results.flatMap((result): Curve[] =>
    result.machine === null ? [] : [{ result, fitting: result.machine.fitting }],
  );
  return {
    section: {
      id: "calibration",
      title: "Calibration: do the probabilities hold?",
      blocks: [
        ...(held.length === 0
          ? [note("No model could be tried on a patient left out, so there is no calibration of the models.")]
          : [
              text(...heldOutSentence(held)),
              figureBlock({
                id: "labels-calibration-curves",
                caption:
                  "Share of rows with the label against the probability that the model gave them without having seen their patient, in ten bins of equal count with exact 95% intervals. On the broken line the probabilities hold.",
                description:
                  "Small figures, one per label: observed share against mean predicted probability.",
                draw: (theme) =>
                  calibrationCurves(
                    held.map(panelOf),
                    { x: "Predicted, left out", y: "Observed share" },
                    theme,
                  ),
                data: calibrationValues(held.map(panelOf)),
              }),
              calibrationTable(
                labels.map(
                  (result): CalibrationLine => ({
                    label: result.label.title,
                    fitting: result.model.heldOutFitting,
                    why: withoutValue(result),
                  }),
                ),
                {
                  id: "labels-calibration",
                  caption: "Calibration of the models for patients left out.",
                  note: "All rows count as independent here; minutes of a session are alike, so the intervals are too narrow.",
                  withAuc: false,
                },
              ),
            ]),
        ...(machine.length === 0
          ? []
          : [
              text(...machineSentence(machine)),
              figureBlock({
                id: "machine-calibration-curves",
                caption:
                  "Share of rows with the label against the machine's own mean probability of its counterpart in the minute, in ten bins of equal count with exact 95% intervals. No model stands between.",
                description:
                  "Small figures, one per label: observed share against the machine's mean probability.",
                draw: (theme) =>
                  calibrationCurves(
                    machine.map(panelOf),
                    { x: "Machine's mean p", y: "Observed share" },
                    theme,
                  ),
                data: calibrationValues(machine.map(panelOf)),
              }),
              calibrationTable(
                machine.map(
                  ({ result, fitting }): CalibrationLine => ({
                    label: `${result.label.title}: p(${EXPRESSION_MARKS[result.label.expression ?? "neutral"].label.toLowerCase()})`,
                    fitting,
                    auc: result.machine?.roc?.auc ?? null,
                    interval: result.machine?.roc?.interval ?? null,
                    why: "",
                  }),
                ),
                {
                  id: "machine-calibration",
                  caption: "Calibration of the machine's own mean probabilities against the raters' labels.",
                  note: "The machine says how a face looks in a frame, the rater what a minute was about: that both agree in level is not to be expected, and is shown for that reason.",
                  withAuc: true,
                },
              ),
            ]),
      ],
    },
    numbers: [
      ...held.flatMap(({ result, fitting }) =>
        calibrationNumbers(`labels.${result.label.key}.left_out`, fitting),
      ),
      ...machine.flatMap(({ result, fitting }) => [
        ...calibrationNumbers(`labels.${result.label.key}.machine`, fitting),
        exact(`labels.${result.label.key}.machine.auc`, result.machine?.roc?.auc ?? null),
      ]),
    ],
    notices: [],
  };
}

function panelOf({ result: { label, events }, fitting: { bins, measures } }: Curve): CalibrationPanel {
  return {
    key: label.key,
    title: label.title,
    remark: measures.slope === null ? "no slope" : `slope ${formatR(measures.slope.value)}`,
    bins,
    sparse: events < RARE_EVENTS,
    withheld:
      events < FEW_EVENTS
        ? `${events} of ${formatCount(bins.reduce((sum, { n }) => sum + n, 0))} rows: too few for a curve`
        : null,
  };
}

function heldOutSentence(curves: readonly Curve[]): Inline[] {
  const slopes = curves.flatMap(({ fitting }) => fitting.measures.slope?.value ?? []);
  const useful = curves.filter(({ fitting }) => (fitting.measures.brierSkill ?? 0) > 0);
  return [
    "Probabilities for patients left out have a mean calibration slope of ",
    {
      text: slopes.length === 0 ? "(none)" : formatR(meanOf(slopes) ?? 0),
      hover: `Mean over labels of the slope of the label's log odds on the predicted ones; 1 is right. n = ${counted(slopes.length, "label")}.`,
    },
    " where 1 would be right: below 1 they are too extreme. Their Brier score is better than that of the label's share alone in ",
    {
      text: `${useful.length} of ${counted(curves.length, "label")}`,
      hover: "Labels whose Brier skill is above 0.",
    },
    useful.length === 0 ? "." : `: ${listed(useful.map(({ result }) => result.label.word))}.`,
  ];
}

function machineSentence(curves: readonly Curve[]): Inline[] {
  const rocs = curves.flatMap(({ result }) => result.machine?.roc ?? []);
  const above = rocs.filter(({ auc }) => auc > 0.5);
  const found = curves.filter(({ result }) => (result.machine?.roc?.interval.low ?? 0) > 0.5);
  const words = found.map(({ result }) => result.label.word);
  return [
    "The machine's own probability, as it comes, has an area under the curve above .5 in ",
    {
      text: `${above.length} of ${counted(rocs.length, "label")}`,
      hover: "Labels with a counterpart among the seven expressions, in some rows and not in all.",
    },
    "; its 95% interval lies above .5 in ",
    { text: `${found.length}`, hover: MEANS.delong },
    words.length === 0 ? "" : ` (${listed(words)})`,
    ". Love has no counterpart among the seven expressions.",
  ];
}
