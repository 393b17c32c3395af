import type { Group } from "../reports/outcome-group.ts";
import { type FigureSpec, type FigureTheme, figure, INKS } from "./figure-spec.ts";
import { GROUP_MARKS, groupEncodings } from "./outcome-marks.ts";
import { spreadLabels } from "./spread-labels.ts";

const HEIGHT = 360;
const LABEL_GAP = 15;

export interface PatientChange {
  readonly patient: string;
  readonly group: Group;
  readonly pre: number;
  readonly post: number;
  /** pre - post. */
  readonly delta: number;
}

/** Mean rank before and after treatment, a line for each patient, good and poor outcome beside each other. */
export function outcomeChange(changes: readonly PatientChange[], theme: FigureTheme): FigureSpec {
  const { ink, muted } = INKS[theme];
  const ranks = changes.flatMap(({ pre, post }) => [pre, post]);
  const [low, high] = [Math.floor(Math.min(...ranks, 1)), Math.ceil(Math.max(...ranks, 2))];
  const gap = (LABEL_GAP / HEIGHT) * (high - low);
  const { color, strokeDash, shape } = groupEncodings(theme);
  const panel = (group: Group, first: boolean): FigureSpec => {
    const own = changes.filter((change) => change.group === group);
    const labelled = spreadLabels(
      own.map(({ post }) => post),
      { gap, low, high },
    );
    const ends = own.flatMap(({ patient, pre, post, delta }) => [
      { patient, group, time: "before", rank: pre, delta },
      { patient, group, time: "after", rank: post, delta },
    ]);
    const y = {
      field: "rank",
      type: "quantitative",
      scale: { domain: [low, high], nice: false, zero: false },
      axis: { title: first ? "Mean rank (higher: worse)" : null, grid: true, tickMinStep: 1 },
    };
    const x = {
      field: "time",
      type: "ordinal",
      scale: { domain: ["before", "after"], padding: 0.15 },
      sort: null,
      axis: { title: null, labelAngle: 0, domain: false, ticks: false },
    };
    return {
      width: 220,
      height: HEIGHT,
      title: {
        text: `${GROUP_MARKS[group].label} outcome, n ${own.length}`,
        fontSize: 12,
        fontWeight: "normal",
        color: ink,
      },
      encoding: { x, y },
      layer: [
        {
          data: { values: ends },
          mark: { type: "line", strokeWidth: 1.8 },
          encoding: { color, strokeDash, detail: { field: "patient" } },
        },
        {
          data: { values: ends },
          mark: { type: "point", filled: true, opacity: 1, size: 46 },
          encoding: {
            color,
            shape,
            tooltip: ["patient", "time", "rank", "delta"].map((field) => ({ field })),
          },
        },
        {
          data: {
            values: own.map(({ patient, post }, i) => ({
              ...{ patient, post, time: "after", rank: labelled[i] as number },
            })),
          },
          // From each point to its name, which may have had to move.
          layer: [
            {
              mark: { type: "rule", color: muted, strokeWidth: 0.8, xOffset: 8, x2Offset: 24 },
              encoding: {
                x2: { field: "time" },
                y: { ...y, field: "post" },
                y2: { field: "rank" },
              },
            },
            {
              mark: { type: "text", align: "left", dx: 28, fontSize: 11 },
              encoding: { text: { field: "patient" } },
            },
          ],
        },
      ],
    };
  };
  return figure(theme, { hconcat: [panel("good", true), panel("poor", false)], spacing: 60 });
}
