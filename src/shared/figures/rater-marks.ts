import type { FigureTheme, FigureValue } from "./figure-spec.ts";

const SHAPES = ["circle", "square", "triangle-up", "diamond", "cross", "triangle-down"] as const;
const DASHES = [[], [6, 3], [2, 2], [8, 3, 2, 3], [1, 3], [10, 4]] as const;
const GREYS: Readonly<Record<FigureTheme, readonly string[]>> = {
  light: ["#4B5563", "#6B7280", "#7C8591"],
  dark: ["#D1D5DB", "#AEB6C2", "#8E97A4"],
};

/** How a rater is drawn: by a grey shape and a dash pattern, never by a colour. From the seventh on, marks repeat. */
interface RaterMark {
  readonly shape: string;
  readonly dash: readonly number[];
  readonly grey: string;
}

export function raterMark(raters: readonly string[], rater: string, theme: FigureTheme): RaterMark {
  const index = Math.max(0, raters.indexOf(rater));
  return {
    shape: at(SHAPES, index),
    dash: at<readonly number[]>(DASHES, index),
    grey: at(GREYS[theme], index),
  };
}

/** Encodings of shape, dash and grey by the field `rater`, without a legend: raters are labelled where they are. */
export function raterEncodings(
  raters: readonly string[],
  theme: FigureTheme,
): Readonly<Record<"shape" | "strokeDash" | "color", FigureValue>> {
  const marks = raters.map((rater) => raterMark(raters, rater, theme));
  const byRater = (range: readonly FigureValue[]): FigureValue => ({
    field: "rater",
    type: "nominal",
    scale: { domain: raters, range },
    legend: null,
  });
  return {
    shape: byRater(marks.map((mark) => mark.shape)),
    strokeDash: byRater(marks.map((mark) => mark.dash)),
    color: byRater(marks.map((mark) => mark.grey)),
  };
}

function at<Value>(values: readonly Value[], index: number): Value {
  const value = values[index % values.length];
  if (value === undefined) throw new RangeError("No marks are defined.");
  return value;
}
