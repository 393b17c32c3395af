/** What a Vega-Lite specification is made of. */
export type FigureValue =
  | string
  | number
  | boolean
  | null
  | readonly FigureValue[]
  | { readonly [key: string]: FigureValue };

/**
 * A Vega-Lite specification as a plain object, data included. It is drawn in the page and, without a browser, in
 * reports; no part of it has to be evaluated as code, so it also works where `eval` is forbidden.
 */
export type FigureSpec = { readonly [key: string]: FigureValue };

export type FigureTheme = "light" | "dark";

interface Ink {
  /** Text and the lines that matter most. */
  readonly ink: string;
  readonly muted: string;
  readonly grid: string;
  /** Ground that is drawn under marks; the figure itself has none and takes that of the page. */
  readonly ground: string;
}

export const INKS: Readonly<Record<FigureTheme, Ink>> = {
  light: { ink: "#111827", muted: "#4B5563", grid: "#E5E7EB", ground: "#FFFFFF" },
  dark: { ink: "#F3F4F6", muted: "#AEB6C2", grid: "#374151", ground: "#111827" },
};

const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

/** The frame that all figures share: no ground, system type, quiet axes, texts that can be read in print. */
export function figure(theme: FigureTheme, spec: FigureSpec): FigureSpec {
  const { ink, muted, grid } = INKS[theme];
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    background: "transparent",
    padding: 4,
    ...spec,
    config: {
      font: FONT,
      view: { stroke: null },
      // Descriptions of single marks would triple the size of a file with thousands of points.
      aria: false,
      // Marks without a colour of their own would be black or Vega's blue on either ground.
      mark: { color: ink },
      rule: { color: ink },
      text: { color: ink, fontSize: 12 },
      axis: {
        labelColor: ink,
        titleColor: ink,
        labelFontSize: 12,
        titleFontSize: 12,
        titleFontWeight: "normal",
        titlePadding: 8,
        domainColor: muted,
        tickColor: muted,
        gridColor: grid,
      },
      legend: { labelColor: ink, titleColor: ink, labelFontSize: 12, titleFontSize: 12 },
      title: { color: ink },
      header: { labelColor: ink, labelFontSize: 12, titleColor: ink },
    },
  };
}
