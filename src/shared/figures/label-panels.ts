import { EMOTION_MARKS } from "../colors.ts";
import { type FigureSpec, type FigureTheme, figure, INKS } from "./figure-spec.ts";

/** A label with its colour and letter, as the small figures of labels show it. */
export interface LabelledPanel {
  readonly key: keyof typeof EMOTION_MARKS;
  readonly title: string;
  /** Said under the title. */
  readonly remark?: string;
}

/** Room left of each panel's y axis, the same for all, so that panels stand in columns. */
export const Y_AXIS = { minExtent: 38, maxExtent: 38 };

export const PANEL = { size: 146, columns: 4 };

/** Small square figures of one label each, in rows; the letter and the title stand above each. */
export function labelPanels<Panel extends LabelledPanel>(
  panels: readonly Panel[],
  draw: (panel: Panel, place: { readonly bottom: boolean; readonly left: boolean }) => FigureSpec,
  theme: FigureTheme,
): FigureSpec {
  return figure(theme, {
    columns: PANEL.columns,
    spacing: { row: 26, column: 22 },
    concat: panels.map((panel, i) => ({
      width: PANEL.size,
      height: PANEL.size,
      title: {
        text: `${EMOTION_MARKS[panel.key].letter}  ${panel.title}`,
        ...(panel.remark === undefined
          ? {}
          : {
              subtitle: panel.remark,
              subtitleFontSize: 11,
              subtitleColor: INKS[theme].ink,
              subtitlePadding: 2,
            }),
        fontSize: 12,
        fontWeight: "bold",
        color: EMOTION_MARKS[panel.key][theme],
        anchor: "start",
        offset: 6,
      },
      ...draw(panel, { bottom: i + PANEL.columns >= panels.length, left: i % PANEL.columns === 0 }),
    })),
  });
}

/** The line of equal values, from corner to corner. */
export function diagonal(highest: number, theme: FigureTheme): FigureSpec {
  return {
    data: { values: [0, highest].map((value) => ({ x: value, y: value })) },
    mark: { type: "line", strokeWidth: 1, strokeDash: [3, 3], color: INKS[theme].muted, opacity: 0.7 },
    encoding: { x: { field: "x", type: "quantitative" }, y: { field: "y", type: "quantitative" } },
  };
}
