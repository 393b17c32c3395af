import { type FigureSpec, type FigureTheme, type FigureValue, figure, INKS } from "./figure-spec.ts";

interface Scalogram {
  readonly durationS: number;
  readonly rateHz: number;
  readonly samples: number;
  /** Mean power from `t` to `t2` seconds at scales from `s` to `s2` samples. */
  readonly cells: readonly {
    readonly t: number;
    readonly t2: number;
    readonly s: number;
    readonly s2: number;
    readonly power: number;
  }[];
}

interface ScaleOfTime {
  /** Seconds of period by second of scale. */
  readonly periodPerScale: number;
  readonly largestScale: number;
}

/** Points of the border of the cone of influence. */
const CONE_STEPS = 120;

/**
 * Power of a wavelet transform over time (s) and scale (samples; period in seconds on the right), lightness and hue by
 * viridis; what the ends of the series touch is veiled below a dashed line.
 */
export function scalogramFigure(
  { cells, durationS, rateHz, samples }: Scalogram,
  { periodPerScale, largestScale }: ScaleOfTime,
  theme: FigureTheme,
): FigureSpec {
  const { ink, ground } = INKS[theme];
  const powers = cells.map(({ power }) => power).sort((a, b) => a - b);
  const most = powers[Math.floor(0.995 * (powers.length - 1))] ?? 1;
  const cone = Array.from({ length: CONE_STEPS + 1 }, (_, i) => {
    const sample = (i / CONE_STEPS) * (samples - 1);
    const free = Math.min(sample, samples - 1 - sample) / Math.SQRT2;
    return {
      t: Number((sample / rateHz).toFixed(3)),
      s: Number(Math.min(largestScale, Math.max(1, free)).toFixed(2)),
      top: largestScale,
    };
  });
  const log = (domain: readonly number[]): FigureValue => ({ type: "log", domain, nice: false });
  const shade = { type: "sqrt", scheme: "viridis", domain: [0, most > 0 ? most : 1], clamp: true };
  const x = (field: string): FigureValue => ({
    field,
    type: "quantitative",
    scale: { domain: [0, durationS], nice: false },
    axis: { title: "Time (s)", grid: false, tickCount: 10 },
  });
  const y = (field: string): FigureValue => ({
    field,
    type: "quantitative",
    scale: log([1, largestScale]),
    axis: { title: "Scale (samples)", grid: false, values: [1, 2, 5, 10, 20, 50, 100], format: "d" },
  });
  const periods = [1, largestScale].map((scale) => (periodPerScale * scale) / rateHz);
  return figure(theme, {
    width: 640,
    height: 260,
    resolve: { scale: { y: "independent" } },
    layer: [
      {
        layer: [
          {
            data: { values: cells as unknown as FigureValue },
            // Cells that merely touch show the ground between them.
            mark: { type: "rect", x2Offset: 1, y2Offset: -1 },
            encoding: {
              x: x("t"),
              x2: { field: "t2" },
              y: y("s"),
              y2: { field: "s2" },
              fill: {
                field: "power",
                type: "quantitative",
                scale: shade,
                legend: {
                  title: "Power |W|²",
                  orient: "right",
                  offset: 64,
                  gradientLength: 220,
                  tickCount: 5,
                  format: ".2~g",
                },
              },
              tooltip: ["t", "s", "power"].map((field) => ({ field, type: "quantitative" })),
            },
          },
          {
            data: { values: cone },
            mark: { type: "area", color: ground, opacity: 0.6, line: false },
            encoding: { x: x("t"), y: y("s"), y2: { field: "top" } },
          },
          {
            data: { values: cone },
            mark: { type: "line", color: ink, strokeWidth: 1.5, strokeDash: [5, 3] },
            encoding: { x: x("t"), y: y("s") },
          },
        ],
      },
      {
        data: { values: periods.map((period) => ({ period })) },
        mark: { type: "point", opacity: 0 },
        encoding: {
          y: {
            field: "period",
            type: "quantitative",
            scale: log(periods),
            axis: { title: "Period (s)", orient: "right", grid: false, tickCount: 5, format: ".2~g" },
          },
        },
      },
    ],
  });
}
