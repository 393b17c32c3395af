import { type FigureSpec, type FigureTheme, figure, INKS } from "./figure-spec.ts";
import { type ScoreName, scoreLabel } from "./outcome-marks.ts";

const WIDTH = 205;
const ROW = 46;
/** Beyond this d intervals are cut off: those of few patients reach far. */
const WIDEST = 3;

export const EFFECT_LEVELS = ["minutes", "mixed model", "persons"] as const;
export type EffectLevel = (typeof EFFECT_LEVELS)[number];

export interface EffectMark {
  /** "good − poor" */
  readonly pair: string;
  readonly score: ScoreName;
  readonly level: EffectLevel;
  readonly d: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly n: string;
}

/** Cohen's d with its 95% interval for each pair of groups and expression, by three levels of analysis. */
export function outcomeEffects(effects: readonly EffectMark[], theme: FigureTheme): FigureSpec {
  const { ink, muted } = INKS[theme];
  const pairs = [...new Set(effects.map(({ pair }) => pair))];
  const rows = [...new Set(effects.map(({ score }) => scoreLabel(score)))];
  const reach = Math.min(
    WIDEST,
    Math.max(0.5, ...effects.flatMap(({ d, low, high }) => [d, low ?? d, high ?? d].map(Math.abs))) * 1.05,
  );
  return figure(theme, {
    hconcat: pairs.map((pair, index) => ({
      width: WIDTH,
      height: ROW * rows.length,
      title: { text: pair, fontSize: 12, fontWeight: 600, color: ink, offset: 4 },
      encoding: {
        y: {
          field: "expression",
          type: "nominal",
          scale: { domain: rows, paddingInner: 0.2 },
          sort: null,
          axis: { title: null, labels: index === 0, ticks: false, domain: false, grid: false },
        },
        yOffset: { field: "level", scale: { domain: [...EFFECT_LEVELS] }, sort: null },
      },
      layer: [
        {
          data: { values: [{}] },
          mark: { type: "rule", color: muted },
          encoding: {
            x: { datum: 0, type: "quantitative" },
            y: { value: 0 },
            y2: { value: ROW * rows.length },
            yOffset: null,
          },
        },
        {
          data: { values: effects.filter((effect) => effect.pair === pair).map(asRow) },
          mark: { type: "rule", strokeWidth: 1.4, clip: true, color: ink },
          encoding: {
            x: {
              field: "low",
              type: "quantitative",
              scale: { domain: [-reach, reach], nice: false },
              axis: { title: "d", grid: true, tickCount: 5 },
            },
            x2: { field: "high" },
          },
        },
        {
          data: { values: effects.filter((effect) => effect.pair === pair).map(asRow) },
          mark: { type: "point", filled: true, opacity: 1, size: 44, clip: true, color: ink },
          encoding: {
            x: { field: "d", type: "quantitative" },
            shape: {
              field: "level",
              type: "nominal",
              scale: { domain: [...EFFECT_LEVELS], range: ["circle", "square", "diamond"] },
              legend: null,
            },
            tooltip: ["expression", "level", "d", "low", "high", "n"].map((field) => ({ field })),
          },
        },
      ],
    })),
    spacing: 18,
    title: {
      text: "●  over minutes\u2003■  mixed model of the minutes\u2003◆  over persons",
      fontSize: 12,
      fontWeight: "normal",
      color: ink,
      anchor: "start",
      offset: 12,
    },
  });
}

function asRow({
  score,
  level,
  d,
  low,
  high,
  n,
}: EffectMark): Readonly<Record<string, string | number | null>> {
  return { expression: scoreLabel(score), level, d, low, high, n };
}
