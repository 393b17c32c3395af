import { GROUPS, type Group } from "../reports/outcome-group.ts";
import { type FigureSpec, type FigureTheme, figure, INKS } from "./figure-spec.ts";
import { GROUP_MARKS, groupEncodings } from "./outcome-marks.ts";
import { formatCount } from "./statistic-text.ts";

const WIDTH = 300;
const ROW = 56;

export interface FirstMinutesPoint {
  readonly patient: string;
  readonly group: Group;
  /** Mean probability in the first minutes, and how much higher it is than in the later ones. */
  readonly level: number;
  readonly rise: number | null;
  readonly n: number;
}

/** An expression in the first minutes of the sessions: a point for each patient, a stroke for the mean of the group. */
export function outcomeFirstMinutes(
  points: readonly FirstMinutesPoint[],
  titles: { readonly level: string; readonly rise: string },
  theme: FigureTheme,
): FigureSpec {
  const { ink, muted } = INKS[theme];
  const { color, shape } = groupEncodings(theme);
  const shown = GROUPS.filter((group) => points.some((point) => point.group === group));
  const label = (group: Group): string =>
    `${GROUP_MARKS[group].label}, n ${formatCount(points.filter((point) => point.group === group).length)}`;
  const panel = (measure: "level" | "rise", index: number): FigureSpec => {
    const values = points.flatMap((point) => {
      const value = point[measure];
      return value === null
        ? []
        : [{ patient: point.patient, group: point.group, row: label(point.group), value, n: point.n }];
    });
    const means = shown.flatMap((group) => {
      const own = values.filter((row) => row.group === group);
      return own.length === 0
        ? []
        : [{ group, row: label(group), value: own.reduce((sum, row) => sum + row.value, 0) / own.length }];
    });
    const x = {
      field: "value",
      type: "quantitative",
      scale: { zero: true, nice: true },
      axis: { title: titles[measure], grid: true, tickCount: 5, format: "~%", labelFlush: false },
    };
    const y = {
      field: "row",
      type: "nominal",
      scale: { domain: shown.map(label) },
      sort: null,
      axis: { title: null, labels: index === 0, ticks: false, domain: false },
    };
    return {
      width: WIDTH,
      height: ROW * shown.length,
      encoding: { y },
      layer: [
        {
          data: { values: [{}] },
          mark: { type: "rule", color: muted },
          encoding: {
            x: { datum: 0, type: "quantitative" },
            y: { value: 0 },
            y2: { value: ROW * shown.length },
          },
        },
        {
          data: { values },
          mark: { type: "point", filled: true, opacity: 0.85, size: 60 },
          encoding: {
            x,
            color,
            shape,
            tooltip: ["patient", "group", "value", "n"].map((field) => ({ field })),
          },
        },
        {
          data: { values: means },
          mark: { type: "tick", thickness: 2.5, size: 34, color: ink },
          encoding: { x },
        },
      ],
    };
  };
  return figure(theme, { hconcat: [panel("level", 0), panel("rise", 1)], spacing: 24 });
}
