import type { ArousalPoint } from "../../../shared/figures/outcome-arousal.ts";
import type { PatientChange } from "../../../shared/figures/outcome-change.ts";
import type { ComponentFigure } from "../../../shared/figures/outcome-components.ts";
import type { CorrelationCell } from "../../../shared/figures/outcome-correlations.ts";
import type { CurvePoint } from "../../../shared/figures/outcome-curves.ts";
import type { EffectMark } from "../../../shared/figures/outcome-effects.ts";
import type { FirstMinutesPoint } from "../../../shared/figures/outcome-first-minutes.ts";
import { scoreLabel } from "../../../shared/figures/outcome-marks.ts";
import type { FigureData } from "../../../shared/reports/document.ts";
import { figureData } from "../figure-data.ts";

/** Values of the figures of the outcome report. */

const PATIENT = "pseudonym";
const GROUP = "outcome group";
const EXPRESSION = "expression, or 1 − neutral";

export function changeValues(changes: readonly PatientChange[]): FigureData {
  return figureData(changes, {
    patient: [PATIENT, ({ patient }) => patient],
    group: [GROUP, ({ group }) => group],
    pre: ["mean rank before treatment (higher: worse)", ({ pre }) => pre],
    post: ["mean rank after treatment (higher: worse)", ({ post }) => post],
    delta: ["pre − post", ({ delta }) => delta],
  });
}

export function arousalValues(points: readonly ArousalPoint[]): FigureData {
  return figureData(points, {
    patient: [PATIENT, ({ patient }) => patient],
    group: [GROUP, ({ group }) => group],
    share: ["share of rated minutes with high arousal, 0 to 1", ({ share }) => share],
    delta: ["change of the mean rank (higher: better)", ({ delta }) => delta],
    n: ["rated minutes", ({ n }) => n],
  });
}

export function curveValues(points: readonly CurvePoint[]): FigureData {
  return figureData(points, {
    expression: [EXPRESSION, ({ score }) => scoreLabel(score)],
    group: [GROUP, ({ group }) => group],
    minute: ["minute of the session, from 1", ({ minute }) => minute],
    mean: ["mean of the z values; empty: no minute with a face", ({ mean }) => mean],
    se: ["standard error of the mean; empty: fewer than two", ({ se }) => se],
    n: ["minutes with a face", ({ n }) => n],
  });
}

export function effectValues(marks: readonly EffectMark[]): FigureData {
  return figureData(marks, {
    pair: ["groups compared, first less second", ({ pair }) => pair],
    expression: [EXPRESSION, ({ score }) => scoreLabel(score)],
    level: ["level of the analysis", ({ level }) => level],
    d: ["difference in standard deviations", ({ d }) => d],
    low: ["lower end of the 95% interval; empty: none", ({ low }) => low],
    high: ["upper end of the 95% interval; empty: none", ({ high }) => high],
    n: ["cases of both groups", ({ n }) => n],
  });
}

export function correlationValues(cells: readonly CorrelationCell[]): FigureData {
  return figureData(cells, {
    expression: [EXPRESSION, ({ score }) => scoreLabel(score)],
    outcome: ["measure of the outcome", ({ outcome }) => outcome],
    r: ["Pearson's r over patients; empty: none", ({ r }) => r],
    p: ["two-sided p; empty: none", ({ p }) => p],
    n: ["patients", ({ n }) => n],
  });
}

export function firstMinutesValues(points: readonly FirstMinutesPoint[]): FigureData {
  return figureData(points, {
    patient: [PATIENT, ({ patient }) => patient],
    group: [GROUP, ({ group }) => group],
    level: ["mean probability of happy in the first minutes", ({ level }) => level],
    rise: ["that less the mean of the later minutes; empty: no later minute", ({ rise }) => rise],
    n: ["first minutes with a face", ({ n }) => n],
  });
}

/** Patients' means, then the squares of the groups' minutes; the ellipses follow from the table of places. */
export function componentValues({ patients, groups, binWidth }: ComponentFigure): FigureData {
  const rows = [
    ...patients.map((row) => ({ ...row, what: "patient's mean", share: null })),
    ...groups.flatMap(({ group, n: of, bins }) =>
      bins.map(({ x, y, n }) => ({
        ...{ group, n, what: "square of minutes", patient: null, share: n / of },
        x: x + binWidth / 2,
        y: y + binWidth / 2,
      })),
    ),
  ];
  return figureData(rows, {
    what: ["what the row is: the mean of a patient, or a square with minutes of a group", ({ what }) => what],
    group: [GROUP, ({ group }) => group],
    patient: [`${PATIENT}; empty for squares`, ({ patient }) => patient],
    pc1: ["first component: mean of the patient, middle of the square", ({ x }) => x],
    pc2: ["second component: mean of the patient, middle of the square", ({ y }) => y],
    share: ["share of the group's minutes in the square; empty for patients", ({ share }) => share],
    n: ["minutes", ({ n }) => n],
  });
}
