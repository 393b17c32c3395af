import { GROUPS, type Group } from "../reports/outcome-group.ts";
import { type FigureSpec, type FigureTheme, figure, INKS } from "./figure-spec.ts";
import { GROUP_MARKS, groupEncodings } from "./outcome-marks.ts";
import { formatCount, formatShare } from "./statistic-text.ts";

interface Point {
  readonly x: number;
  readonly y: number;
}

export interface ComponentGroup {
  readonly group: Group;
  readonly n: number;
  readonly centre: Point;
  /** The line that holds half of the group's minutes, were they normally distributed. */
  readonly ellipse: readonly Point[];
  /** Squares of `binWidth` by their lower left corner, with the minutes in them. */
  readonly bins: readonly (Point & { readonly n: number })[];
}

export interface ComponentFigure {
  readonly groups: readonly ComponentGroup[];
  readonly patients: readonly (Point & {
    readonly patient: string;
    readonly group: Group;
    readonly n: number;
  })[];
  readonly binWidth: number;
  /** Both axes, from and to; minutes beyond are not shown. */
  readonly xRange: readonly [number, number];
  readonly yRange: readonly [number, number];
  readonly xTitle: string;
  readonly yTitle: string;
}

/** Degrees along the ellipse at which a group's name stands: apart from each other where ellipses lie alike. */
const LABEL_AT: Readonly<Record<Group, number>> = { good: 135, poor: 315, dropout: 45 };

/** Figure 3h: where the minutes of the groups lie on the first two components, and each patient's mean. */
export function outcomeComponents(data: ComponentFigure, theme: FigureTheme): FigureSpec {
  const { ink, muted } = INKS[theme];
  const { color, strokeDash, shape } = groupEncodings(theme);
  const axis = (field: string, range: readonly [number, number], title: string | null): FigureSpec => ({
    field,
    type: "quantitative",
    scale: { domain: range, nice: false, zero: false },
    axis: { title, grid: true, tickMinStep: 1, tickCount: 5, labelFlush: false, labelOverlap: true },
  });
  const zero: FigureSpec[] = [
    {
      data: { values: [{}] },
      mark: { type: "rule", color: muted, strokeWidth: 0.8 },
      encoding: { x: { datum: 0 } },
    },
    {
      data: { values: [{}] },
      mark: { type: "rule", color: muted, strokeWidth: 0.8 },
      encoding: { y: { datum: 0 } },
    },
  ];
  const ellipses: FigureSpec = {
    data: {
      values: data.groups.flatMap(({ group, ellipse }) =>
        ellipse.map((point, order) => ({ group, ...point, order })),
      ),
    },
    mark: { type: "line", strokeWidth: 2, clip: true },
    encoding: {
      x: axis("x", near(data, "x"), data.xTitle),
      y: axis("y", near(data, "y"), data.yTitle),
      color,
      strokeDash,
      order: { field: "order" },
    },
  };
  const overview: FigureSpec = {
    width: 480,
    height: 340,
    layer: [
      ...zero,
      ellipses,
      {
        data: { values: data.patients.map((row) => ({ ...row })) },
        mark: { type: "point", filled: true, opacity: 0.9, size: 52, clip: true },
        encoding: {
          x: { field: "x", type: "quantitative" },
          y: { field: "y", type: "quantitative" },
          color,
          shape,
          tooltip: ["patient", "group", "x", "y", "n"].map((field) => ({ field })),
        },
      },
      ...GROUPS.map(
        (group): FigureSpec => ({
          data: {
            values: data.groups
              .filter((own) => own.group === group)
              .map(({ ellipse }) => {
                const at = ellipse[Math.round((LABEL_AT[group] / 360) * (ellipse.length - 1))];
                return { group, label: GROUP_MARKS[group].label, x: at?.x ?? 0, y: at?.y ?? 0 };
              }),
          },
          mark: {
            type: "text",
            align: group === "good" ? "right" : "left",
            dx: group === "good" ? -9 : 9,
            fontSize: 12,
            fontWeight: 600,
          },
          encoding: {
            x: { field: "x", type: "quantitative" },
            y: { field: "y", type: "quantitative" },
            text: { field: "label" },
            color,
          },
        }),
      ),
    ],
  };
  const panels = GROUPS.flatMap((group) => data.groups.filter((own) => own.group === group)).map(
    (own, index): FigureSpec => ({
      width: 205,
      height: 150,
      title: {
        text: `${GROUP_MARKS[own.group].label}, n ${formatCount(own.n)}`,
        fontSize: 12,
        fontWeight: "normal",
        color: ink,
        offset: 4,
      },
      layer: [
        {
          data: {
            values: own.bins.map(({ x, y, n }) => ({
              x,
              x2: x + data.binWidth,
              y,
              y2: y + data.binWidth,
              n,
              share: n / own.n,
              shareText: formatShare(n / own.n),
            })),
          },
          mark: { type: "rect", clip: true },
          encoding: {
            x: axis("x", data.xRange, "PC1"),
            x2: { field: "x2" },
            y: axis("y", data.yRange, index === 0 ? "PC2" : null),
            y2: { field: "y2" },
            color: { value: GROUP_MARKS[own.group][theme] },
            opacity: {
              field: "share",
              type: "quantitative",
              scale: { type: "sqrt", domain: [0, densest(data.groups)], range: [0.06, 1] },
              legend: {
                title: "Share of the group's minutes in a square",
                orient: "bottom",
                titleOrient: "left",
                titleLimit: 400,
                titleFontWeight: "normal",
                format: ".1~%",
                values: shadesOf(densest(data.groups)),
                symbolType: "square",
                symbolFillColor: muted,
                symbolStrokeWidth: 0,
                symbolSize: 180,
              },
            },
            tooltip: ["n", "shareText"].map((field) => ({ field })),
          },
        },
        ...zero,
      ],
    }),
  );
  return figure(theme, {
    vconcat: [overview, { hconcat: panels, spacing: 20 }],
    spacing: 26,
  });
}

/** Around the ellipses and the patients' means. */
function near({ groups, patients }: ComponentFigure, of: "x" | "y"): [number, number] {
  const values = [...groups.flatMap(({ ellipse }) => ellipse), ...patients].map((point) => point[of]);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const margin = 0.12 * (high - low);
  return [low - margin, high + margin];
}

/** Shares of the key, from pale to deep. */
function shadesOf(most: number): number[] {
  return [0.02, 0.25, 0.5, 1].map((part) => Number((part * most).toPrecision(2)));
}

/** The highest share of a group's minutes in one square: the shades of all groups mean the same. */
function densest(groups: readonly ComponentGroup[]): number {
  return Math.max(0.001, ...groups.flatMap(({ bins, n }) => bins.map((bin) => bin.n / n)));
}
