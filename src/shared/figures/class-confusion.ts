import { type FigureSpec, type FigureTheme, type FigureValue, figure, INKS } from "./figure-spec.ts";
import { DEEP_FROM, SHADES } from "./share-shades.ts";
import { formatCount, formatShare } from "./statistic-text.ts";

interface ClassConfusion {
  readonly classes: readonly string[];
  /** Neighbouring classes of one group belong together. */
  readonly groups: readonly (string | null)[];
  /** `counts[i][j]` answers j to clips of the true class i. */
  readonly counts: readonly (readonly number[])[];
}

/** Side of a cell: few classes get room for the share beside the count. */
function cellSide(few: boolean): { width: number; height: number } {
  return few ? { width: 96, height: 56 } : { width: 44, height: 28 };
}

/**
 * Counts by the truth (rows) and the answer (columns), shaded by the share of the row; the diagonal is framed, lines part
 * the groups.
 */
export function classConfusion({ classes, groups, counts }: ClassConfusion, theme: FigureTheme): FigureSpec {
  const { ink, muted } = INKS[theme];
  const { range, inkOnDeep } = SHADES[theme];
  const few = classes.length <= 4;
  const { width, height } = cellSide(few);
  const totals = counts.map((line) => line.reduce((sum, count) => sum + count, 0));
  const cells = counts.flatMap((line, i) =>
    line.map((count, j) => {
      const total = totals[i] ?? 0;
      return {
        row: classes[i] ?? "",
        column: classes[j] ?? "",
        what: `${classes[i]} named ${classes[j]}`,
        count: formatCount(count),
        of: `of ${formatCount(total)} answers`,
        share: total === 0 ? null : count / total,
        both: `${formatCount(count)} (${formatShare(count / Math.max(total, 1))})`,
        shareText: total === 0 ? "" : formatShare(count / total),
        same: i === j,
      };
    }),
  );
  const band = (field: string): { readonly [key: string]: FigureValue } => ({
    field,
    type: "nominal",
    sort: null,
    scale: { domain: classes, paddingInner: 0.05, paddingOuter: 0 },
  });
  const axis = { labelPadding: 6, domain: false, ticks: false, labelLimit: 200 };
  const borders = groups.flatMap((group, i) => (i > 0 && group !== groups[i - 1] ? [i] : []));
  return figure(theme, {
    width: width * classes.length,
    height: height * classes.length,
    layer: [
      {
        data: { values: cells },
        encoding: {
          x: {
            ...band("column"),
            axis: { ...axis, title: "Named", orient: "top", labelAngle: few ? 0 : -50 },
          },
          y: { ...band("row"), axis: { ...axis, title: "Truth" } },
        },
        layer: [
          {
            mark: { type: "rect", cornerRadius: 2 },
            encoding: {
              color: {
                condition: { test: { field: "share", valid: false }, value: "transparent" },
                field: "share",
                type: "quantitative",
                scale: { domain: [0, 1], range },
                legend: null,
              },
              tooltip: ["what", "count", "of", "shareText"].map((field) => ({ field })),
            },
          },
          {
            transform: [{ filter: { field: "same", equal: true } }],
            mark: { type: "rect", filled: false, stroke: ink, strokeWidth: 1.5, cornerRadius: 2 },
          },
          {
            transform: [{ filter: { field: "share", gt: 0 } }],
            mark: { type: "text", fontSize: few ? 13 : 11 },
            encoding: {
              text: { field: few ? "both" : "count" },
              color: {
                condition: { test: { field: "share", gte: DEEP_FROM }, value: inkOnDeep },
                value: ink,
              },
            },
          },
        ],
      },
      ...borders.flatMap((at) => [
        border(muted, { y: at * height - height * 0.025, x: 0, x2: "width" }),
        border(muted, { x: at * width - width * 0.025, y: 0, y2: "height" }),
      ]),
      ...groupLabels(groups, width * classes.length, height, muted),
    ],
  });
}

/** A line between two groups, at fixed places of the figure. */
function border(color: string, places: Readonly<Record<string, number | string>>): FigureSpec {
  return {
    data: { values: [{ border: true }] },
    mark: { type: "rule", color, strokeWidth: 1.5 },
    encoding: Object.fromEntries(Object.entries(places).map(([channel, value]) => [channel, { value }])),
  };
}

/** The name of each group at the right end of its rows. */
function groupLabels(
  groups: readonly (string | null)[],
  right: number,
  height: number,
  color: string,
): FigureSpec[] {
  const runs = groups.flatMap((group, i) =>
    group !== null && group !== groups[i - 1] ? [{ group, start: i }] : [],
  );
  return runs.map(({ group, start }) => {
    const end = groups.findIndex((other, i) => i > start && other !== group);
    const rows = (end === -1 ? groups.length : end) - start;
    return {
      data: { values: [{ group }] },
      mark: {
        type: "text",
        align: "left",
        baseline: "middle",
        x: right + 8,
        y: (start + rows / 2) * height,
        color,
      },
      encoding: { text: { field: "group" } },
    };
  });
}
