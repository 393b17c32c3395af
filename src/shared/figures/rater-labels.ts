import { type FigureSpec, type FigureTheme, INKS } from "./figure-spec.ts";
import { raterEncodings } from "./rater-marks.ts";
import { spreadLabels } from "./spread-labels.ts";

interface RaterLabel {
  /** Null: the line of all raters together. */
  readonly rater: string | null;
  readonly text: string;
  /** Where the labelled curve ends, on the figure's y axis. */
  readonly y: number;
}

const SAMPLE = { from: 8, to: 40 };

/**
 * Layers that label curves beside their right end: a piece of the line with the rater's shape, then the text. Labels
 * are moved apart where curves end close together.
 */
export function raterLabelLayers(
  labels: readonly RaterLabel[],
  place: {
    readonly raters: readonly string[];
    /** Field and value of the right edge on the x axis. */
    readonly x: { readonly field: string; readonly right: number };
    readonly gap: number;
    readonly low: number;
    readonly high: number;
  },
  theme: FigureTheme,
): FigureSpec[] {
  const { ink } = INKS[theme];
  const spread = spreadLabels(
    labels.map((label) => label.y),
    place,
  );
  const values = labels.map(({ rater, text }, index) => ({
    rater,
    text,
    labelY: spread[index] ?? 0,
    [place.x.field]: place.x.right,
  }));
  const ofRaters = { values: values.filter((label) => label.rater !== null) };
  const ofAll = { values: values.filter((label) => label.rater === null) };
  const encodings = raterEncodings(place.raters, theme);
  const x = { field: place.x.field, type: "quantitative" };
  const y = { field: "labelY", type: "quantitative" };
  const line = { type: "rule", xOffset: SAMPLE.from, x2Offset: SAMPLE.to };
  const text = { type: "text", align: "left", xOffset: SAMPLE.to + 8, limit: 200 };
  return [
    {
      data: ofRaters,
      mark: { ...line, strokeWidth: 2 },
      encoding: {
        x,
        x2: { field: place.x.field },
        y,
        color: encodings.color,
        strokeDash: encodings.strokeDash,
      },
    },
    {
      data: ofRaters,
      mark: { type: "point", filled: true, opacity: 1, size: 60, xOffset: (SAMPLE.from + SAMPLE.to) / 2 },
      encoding: { x, y, color: encodings.color, shape: encodings.shape },
    },
    { data: ofRaters, mark: text, encoding: { x, y, text: { field: "text" } } },
    {
      data: ofAll,
      mark: { ...line, strokeWidth: 3.5, color: ink },
      encoding: { x, x2: { field: place.x.field }, y },
    },
    { data: ofAll, mark: { ...text, fontWeight: "bold" }, encoding: { x, y, text: { field: "text" } } },
  ];
}
