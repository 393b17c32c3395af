import { GROUPS, type Group } from "../reports/outcome-group.ts";
import { type FigureSpec, type FigureTheme, figure, INKS } from "./figure-spec.ts";
import { GROUP_MARKS, groupEncodings, type ScoreName, scoreLabel } from "./outcome-marks.ts";
import { spreadLabels } from "./spread-labels.ts";

const WIDTH = 300;
const HEIGHT = 150;
const LABEL_GAP = 13;
const KEY_STEP = 140;
const KEY_LINE = 46;

export interface CurvePoint {
  readonly score: ScoreName;
  readonly group: Group;
  readonly minute: number;
  readonly n: number;
  /** Of the z values; null: no minute with a face. */
  readonly mean: number | null;
  /** null: fewer than two. */
  readonly se: number | null;
}

export interface GroupMean {
  readonly score: ScoreName;
  readonly group: Group;
  readonly mean: number;
}

/**
 * Figure 3a-g: each expression by minute of the session, mean and standard error of the z values of each group; the
 * level lines are the groups' means over all minutes and carry their names.
 */
export function outcomeCurves(
  points: readonly CurvePoint[],
  means: readonly GroupMean[],
  theme: FigureTheme,
): FigureSpec {
  const { ink } = INKS[theme];
  const scores = [...new Set(points.map(({ score }) => score))];
  const { color, strokeDash } = groupEncodings(theme);
  const last = Math.max(1, ...points.map(({ minute }) => minute));
  const panel = (score: ScoreName, index: number): FigureSpec => {
    const own = points
      .filter((point) => point.score === score)
      .map(({ group, minute, n, mean, se }) => ({
        group,
        minute,
        n,
        mean,
        low: mean === null || se === null ? null : mean - se,
        high: mean === null || se === null ? null : mean + se,
      }));
    const levels = means.filter((level) => level.score === score);
    const [low, high] = range([
      ...own.flatMap((point) => [point.low ?? point.mean, point.high ?? point.mean]),
      ...levels.map(({ mean }) => mean),
    ]);
    const labels = spreadLabels(
      levels.map(({ mean }) => mean),
      { gap: (LABEL_GAP / HEIGHT) * (high - low), low, high },
    );
    const x = {
      field: "minute",
      type: "quantitative",
      scale: { domain: [0.5, last + 0.5], nice: false, zero: false },
      axis: {
        title: index >= scores.length - 2 ? "Minute of the session" : null,
        grid: false,
        values: [1, 10, 20, 30, 40, 50],
      },
    };
    const y = (field: string): FigureSpec => ({
      field,
      type: "quantitative",
      scale: { domain: [low, high], nice: false, zero: false },
      axis: { title: index % 2 === 0 ? "z" : null, grid: true, tickCount: 5, titleAngle: 0 },
    });
    return {
      width: WIDTH,
      height: HEIGHT,
      title: {
        text: `${String.fromCharCode(97 + index)}   ${scoreLabel(score)}`,
        anchor: "start",
        fontSize: 13,
        fontWeight: 600,
        color: ink,
        offset: 6,
      },
      layer: [
        {
          data: { values: own },
          mark: { type: "area", opacity: 0.1, clip: true },
          encoding: { x, y: y("low"), y2: { field: "high" }, color },
        },
        // Where bands of two groups lie over each other, their edges tell them apart without the colour.
        ...["low", "high"].map((edge) => ({
          data: { values: own },
          mark: { type: "line", strokeWidth: 0.6, opacity: 0.75, clip: true },
          encoding: { x, y: y(edge), color, strokeDash },
        })),
        {
          data: {
            values: levels.flatMap(({ group, mean }) => [
              { group, minute: 0.5, level: mean },
              { group, minute: last + 0.5, level: mean },
            ]),
          },
          mark: { type: "line", strokeWidth: 1 },
          encoding: { x, y: y("level"), color, strokeDash },
        },
        {
          data: { values: own },
          mark: { type: "line", strokeWidth: 1.7, clip: true },
          encoding: { x, y: y("mean"), color, strokeDash },
        },
        {
          data: { values: own },
          mark: { type: "point", size: 60, opacity: 0, filled: true },
          encoding: {
            x,
            y: y("mean"),
            tooltip: ["group", "minute", "mean", "low", "high", "n"].map((field) => ({ field })),
          },
        },
        {
          data: {
            values: levels.map(({ group }, i) => ({
              group,
              label: GROUP_MARKS[group].label,
              minute: last + 0.5,
              at: labels[i] as number,
            })),
          },
          mark: { type: "text", align: "left", dx: 6, fontSize: 11 },
          encoding: { x, y: y("at"), text: { field: "label" }, color },
        },
      ],
    };
  };
  const drawn = GROUPS.filter((group) => points.some((point) => point.group === group));
  return figure(theme, {
    vconcat: [key(drawn, theme), { concat: scores.map(panel), columns: 2, spacing: { row: 22, column: 24 } }],
    spacing: 14,
  });
}

/** The lines of the groups as they are drawn, with their names. */
function key(groups: readonly Group[], theme: FigureTheme): FigureSpec {
  const { color, strokeDash } = groupEncodings(theme);
  const values = groups.map((group, i) => ({
    group,
    from: KEY_STEP * i,
    to: KEY_STEP * i + KEY_LINE,
    label: `${GROUP_MARKS[group].label} ± SE`,
  }));
  const x = {
    field: "from",
    type: "quantitative",
    scale: { domain: [0, 2 * WIDTH], nice: false },
    axis: null,
  };
  return {
    width: 2 * WIDTH,
    height: 16,
    data: { values },
    layer: [
      { mark: { type: "rect", opacity: 0.1, y: 1, y2: 15 }, encoding: { x, x2: { field: "to" }, color } },
      ...[1, 8, 15].map((at) => ({
        mark: { type: "rule", y: at, strokeWidth: at === 8 ? 1.7 : 0.6 },
        encoding: { x, x2: { field: "to" }, color, strokeDash },
      })),
      {
        mark: { type: "text", align: "left", baseline: "middle", dx: 8, y: 8 },
        encoding: { x: { ...x, field: "to" }, text: { field: "label" } },
      },
    ],
  };
}

function range(values: readonly (number | null)[]): [number, number] {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return [-1, 1];
  const [low, high] = [Math.min(...known, 0), Math.max(...known, 0)];
  const margin = 0.06 * (high - low || 1);
  return [low - margin, high + margin];
}
