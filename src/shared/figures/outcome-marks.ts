import { EXPRESSION_MARKS, type Tint } from "../colors.ts";
import type { EXPRESSIONS } from "../expression.ts";
import { GROUPS, type Group } from "../reports/outcome-group.ts";
import type { FigureTheme, FigureValue } from "./figure-spec.ts";

interface GroupMark extends Tint {
  readonly label: string;
  readonly dash: readonly number[];
  readonly shape: string;
}

/** As in the article: good green and solid, poor blue and dashed, dropout red and dotted; each with its shape. */
export const GROUP_MARKS: Readonly<Record<Group, GroupMark>> = {
  good: { label: "good", light: "#15803D", dark: "#4ADE80", dash: [1, 0], shape: "circle" },
  poor: { label: "poor", light: "#1D4ED8", dark: "#7DB3FF", dash: [6, 3], shape: "square" },
  dropout: { label: "dropout", light: "#DC2626", dark: "#FF8A8A", dash: [1.5, 2.5], shape: "triangle-up" },
};

/** Colour, dash and shape by the field "group". */
export function groupEncodings(theme: FigureTheme): {
  readonly color: FigureValue;
  readonly strokeDash: FigureValue;
  readonly shape: FigureValue;
} {
  const by = (range: (mark: GroupMark) => string | readonly number[]): FigureValue => ({
    field: "group",
    type: "nominal",
    scale: { domain: [...GROUPS], range: GROUPS.map((group) => range(GROUP_MARKS[group])) },
    legend: null,
  });
  return {
    color: by((mark) => mark[theme]),
    strokeDash: by((mark) => mark.dash),
    shape: by((mark) => mark.shape),
  };
}

export type ScoreName = (typeof EXPRESSIONS)[number] | "nonspecific";

/** "Angry", ..., "Nonspecific" */
export function scoreLabel(score: ScoreName): string {
  return score === "nonspecific" ? "1 − neutral" : EXPRESSION_MARKS[score].label;
}
