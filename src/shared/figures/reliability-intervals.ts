import { type FigureSpec, type FigureTheme, type FigureValue, figure, INKS } from "./figure-spec.ts";
import { formatR } from "./statistic-text.ts";

const ROW = 24;

export interface EstimateRow {
  readonly label: string;
  /** null: none, and the row says so. */
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

interface Estimates {
  readonly rows: readonly EstimateRow[];
  readonly title: string;
  /** Borders of a scale of words, such as .50 between poor and moderate; words stand above between the borders. */
  readonly borders: readonly number[];
  readonly words: readonly string[];
}

/** Coefficients with their 95% intervals, one under the other, with the digits at the right. */
export function reliabilityIntervals(
  { rows, title, borders, words }: Estimates,
  theme: FigureTheme,
): FigureSpec {
  const { ink, muted, grid } = INKS[theme];
  const ends = rows.flatMap(({ value, low, high }) => [value, low, high].filter((end) => end !== null));
  const least = Math.floor(10 * Math.min(0, ...ends)) / 10;
  const domain = [Math.max(-1, least), 1];
  const x = { type: "quantitative", scale: { domain, nice: false, zero: false } };
  const y = { field: "label", type: "nominal", sort: null, scale: { domain: rows.map((row) => row.label) } };
  const edges = [domain[0] as number, ...borders, 1];
  const wordRows = words.map((word, i) => ({
    word,
    x: ((edges[i] as number) + (edges[i + 1] as number)) / 2,
  }));
  const inside = (value: number | null): number | null =>
    value === null ? null : Math.max(domain[0] as number, value);
  return figure(theme, {
    width: 460,
    height: ROW * rows.length,
    layer: [
      {
        data: { values: borders.map((border) => ({ x: border })) },
        mark: { type: "rule", color: muted, strokeDash: [2, 3] },
        encoding: { x: { field: "x", ...x } },
      },
      {
        data: { values: wordRows },
        mark: { type: "text", y: -10, fontSize: 11, color: muted },
        encoding: { x: { field: "x", ...x }, text: { field: "word" } },
      },
      {
        data: {
          values: rows.map((row) => ({
            ...row,
            low: inside(row.low),
            high: inside(row.high),
            text: textOf(row),
          })),
        },
        encoding: {
          y: {
            ...y,
            axis: { title: null, labelLimit: 320, domain: false, ticks: false, grid: true, gridColor: grid },
          },
        },
        layer: [
          {
            mark: { type: "rule", strokeWidth: 2, color: ink },
            encoding: {
              x: { field: "low", ...x, axis: { title, grid: false, tickCount: 6 } },
              x2: { field: "high" },
            },
          },
          {
            transform: [{ filter: { field: "value", valid: true } }],
            mark: { type: "point", filled: true, size: 70, opacity: 1, color: ink },
            encoding: {
              x: { field: "value", ...x },
              tooltip: ["label", "value", "low", "high"].map((field): FigureValue => ({ field })),
            },
          },
          {
            mark: { type: "text", align: "left", x: 472 },
            encoding: { text: { field: "text" } },
          },
        ],
      },
    ],
  });
}

function textOf({ value, low, high }: EstimateRow): string {
  if (value === null) return "none, see the table";
  return low === null || high === null
    ? formatR(value)
    : `${formatR(value)}  (${formatR(low)} to ${formatR(high)})`;
}
