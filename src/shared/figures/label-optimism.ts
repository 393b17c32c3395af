import { EMOTION_MARKS } from "../colors.ts";
import { type FigureSpec, type FigureTheme, figure, INKS } from "./figure-spec.ts";
import type { LabelledPanel } from "./label-panels.ts";
import { formatCount, formatR } from "./statistic-text.ts";

/** Names of the columns, in their order. */
export const OPTIMISM_MEASURES = ["Sensitivity", "Specificity", "AUC within patients"] as const;

export interface OptimismRow extends LabelledPanel {
  readonly events: number;
  readonly measure: (typeof OPTIMISM_MEASURES)[number];
  readonly inSample: number;
  /** null: there is none. */
  readonly heldOut: number | null;
}

const WIDTH = 190;
const STEP = 27;

/**
 * Each measure as the model describes its own rows (hollow) and for patients left out (filled), with the way between: how
 * far the first is too good.
 */
export function labelOptimism(rows: readonly OptimismRow[], theme: FigureTheme): FigureSpec {
  const { ink, muted, grid, ground } = INKS[theme];
  const name = ({ key, title, events }: OptimismRow): string =>
    `${EMOTION_MARKS[key].letter}  ${title}, n ${formatCount(events)}`;
  const names = [...new Set(rows.map(name))];
  const colors = names.map((_, i) => {
    const row = rows.find((candidate) => name(candidate) === names[i]);
    return row === undefined ? ink : EMOTION_MARKS[row.key][theme];
  });
  return figure(theme, {
    spacing: 26,
    hconcat: OPTIMISM_MEASURES.map((measure, index) => {
      const own = rows.filter((row) => row.measure === measure);
      const y = {
        field: "label",
        type: "nominal",
        sort: null,
        scale: { domain: names },
        axis:
          index === 0
            ? { title: null, ticks: false, domain: false, labelLimit: 320, labelPadding: 8 }
            : { title: null, labels: false, ticks: false, domain: false },
      };
      const x = {
        field: "value",
        type: "quantitative",
        scale: { domain: [0, 1], nice: false },
        axis: { title: measure, values: [0, 0.25, 0.5, 0.75, 1], format: ".2~f", gridColor: grid },
      };
      const color = {
        field: "label",
        type: "nominal",
        scale: { domain: names, range: colors },
        legend: null,
      };
      const spans = own.map((row) => ({
        label: name(row),
        value: row.inSample,
        to: row.heldOut ?? row.inSample,
        heldOut: row.heldOut,
        words: `in sample ${formatR(row.inSample)}, ${row.heldOut === null ? "no patient left out" : `left out ${formatR(row.heldOut)}`}`,
      }));
      const tooltip = ["label", "words"].map((field) => ({ field }));
      return {
        width: WIDTH,
        height: { step: STEP },
        data: { values: spans },
        layer: [
          // Chance lies there for the area alone.
          ...(measure === "AUC within patients"
            ? [
                {
                  data: { values: [{ value: 0.5 }] },
                  mark: { type: "rule", strokeDash: [3, 3], color: muted },
                  encoding: { x },
                },
              ]
            : []),
          {
            mark: { type: "rule", strokeWidth: 2 },
            encoding: { y, x, x2: { field: "to" }, color },
          },
          {
            mark: { type: "point", filled: true, fill: ground, size: 64, strokeWidth: 1.75, opacity: 1 },
            encoding: { y, x, stroke: color, tooltip },
          },
          {
            transform: [{ filter: { field: "heldOut", valid: true } }],
            mark: { type: "point", filled: true, size: 74, opacity: 1 },
            encoding: { y, x: { ...x, field: "to" }, color, tooltip },
          },
        ],
      };
    }),
  });
}
