import { AROUSAL_LEVELS } from "../ceas/codebook.ts";
import { AROUSAL_TINTS } from "../colors.ts";
import { type FigureSpec, type FigureTheme, figure, INKS } from "./figure-spec.ts";
import { formatShare } from "./statistic-text.ts";

interface RaterLevels {
  /** "R1, mean 2.94, SD 1.05, n 800" */
  readonly label: string;
  /** Share of each arousal level, 1..7. */
  readonly shares: readonly number[];
}

/** How often each rater gave each arousal level, side by side. */
export function reliabilityLevels(raters: readonly RaterLevels[], theme: FigureTheme): FigureSpec {
  const { muted } = INKS[theme];
  const values = raters.flatMap(({ label, shares }) =>
    AROUSAL_LEVELS.map((level, i) => ({
      rater: label,
      level: String(level),
      share: shares[i] ?? 0,
      text: (shares[i] ?? 0) === 0 ? "" : formatShare(shares[i] ?? 0),
    })),
  );
  const highest = Math.max(0.1, ...values.map(({ share }) => share));
  return figure(theme, {
    data: { values },
    facet: {
      field: "rater",
      type: "nominal",
      sort: null,
      title: null,
      header: { labelAnchor: "start", labelPadding: 8, labelLimit: 260 },
    },
    columns: Math.min(3, raters.length),
    spacing: { row: 26, column: 22 },
    spec: {
      width: 210,
      height: 150,
      encoding: {
        x: {
          field: "level",
          type: "ordinal",
          scale: { paddingInner: 0.12 },
          axis: { title: "Arousal", labelAngle: 0, ticks: false },
        },
        y: {
          field: "share",
          type: "quantitative",
          scale: { domain: [0, highest * 1.08], nice: false },
          axis: { title: "Share of the minutes", format: "%", tickCount: 4, grid: true },
        },
      },
      layer: [
        {
          mark: { type: "bar", stroke: muted, strokeWidth: 0.7 },
          encoding: {
            color: {
              field: "level",
              type: "ordinal",
              scale: {
                domain: AROUSAL_LEVELS.map(String),
                range: AROUSAL_LEVELS.map((level) => AROUSAL_TINTS[level][theme].ground),
              },
              legend: null,
            },
            tooltip: ["rater", "level", "share"].map((field) => ({ field })),
          },
        },
        { mark: { type: "text", dy: -7, fontSize: 10 }, encoding: { text: { field: "text" } } },
      ],
    },
  });
}
