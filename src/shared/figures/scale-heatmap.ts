import { type FigureSpec, type FigureTheme, type FigureValue, figure, INKS } from "./figure-spec.ts";
import { formatP, formatR } from "./statistic-text.ts";

export interface ScaleCell {
  readonly label: string;
  readonly scale: number;
  readonly r: number;
  readonly q: number;
  readonly n: number;
  /** The adjusted p stays below the false discovery rate. */
  readonly found: boolean;
}

/** Blue below 0, orange above, the ground at 0: told apart without red and green. */
const SIGNS: Readonly<Record<FigureTheme, readonly [string, string, string]>> = {
  light: ["#0B5394", "#F7F7F7", "#B45309"],
  dark: ["#7CC4F5", "#1F2937", "#FDBA5C"],
};

/** Partial r with severity for each scale (columns) and action unit (rows); those below the FDR are outlined. */
export function scaleHeatmap(cells: readonly ScaleCell[], theme: FigureTheme): FigureSpec {
  const { ink } = INKS[theme];
  const labels = [...new Set(cells.map(({ label }) => label))];
  const reach = Math.max(0.1, ...cells.map(({ r }) => Math.abs(r)));
  const values = cells.map(({ label, scale, r, q, n, found }) => ({
    ...{ label, scale, r: Number(r.toFixed(4)), found },
    from: scale - 0.5,
    to: scale + 0.5,
    what: `${label}, scale ${scale}: partial r ${formatR(r)}`,
    adjusted: `p, FDR ${formatP(q)}; n ${n}`,
  }));
  const last = Math.max(1, ...cells.map(({ scale }) => scale));
  const shade = { domain: [-reach, 0, reach], range: SIGNS[theme] };
  const x: FigureValue = {
    field: "from",
    type: "quantitative",
    scale: { domain: [0.5, last + 0.5], nice: false },
    axis: { title: "Scale (samples)", grid: false, values: [1, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100] },
  };
  return figure(theme, {
    width: 600,
    height: { step: 20 },
    encoding: {
      x,
      x2: { field: "to" },
      y: {
        field: "label",
        type: "nominal",
        sort: null,
        scale: { domain: labels, paddingInner: 0.12 },
        axis: { title: null, ticks: false, domain: false, labelLimit: 260, labelPadding: 8 },
      },
    },
    data: { values },
    layer: [
      {
        // Cells that merely touch show the ground between them.
        mark: { type: "rect", x2Offset: 1 },
        encoding: {
          fill: {
            field: "r",
            type: "quantitative",
            scale: shade,
            legend: {
              type: "gradient",
              title: "Partial r",
              orient: "right",
              format: ".1f",
              gradientLength: 160,
            },
          },
          tooltip: ["what", "adjusted"].map((field) => ({ field })),
        },
      },
      {
        transform: [{ filter: { field: "found", equal: true } }],
        mark: { type: "rect", filled: false, stroke: ink, strokeWidth: 1.5 },
      },
    ],
  });
}
