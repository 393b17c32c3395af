import type { Spec, ViewOptions } from "vega";
import { parse, View } from "vega";
import { expressionInterpreter } from "vega-interpreter";
import { compile, type TopLevelSpec } from "vega-lite";
import type { FigureTheme } from "../../shared/figures/figure-spec.ts";
import type { FigureBlock } from "../../shared/reports/document.ts";

/** More rows than these are painted on a canvas: as nodes of the page they would hold it up. */
const MOST_NODES = 5_000;
/** Pixels of a PNG for each of the page: sharp at 300 dpi in a journal's column. */
const PNG_SCALE = 3;

/** How the figure is best shown on the screen. */
export function screenRenderer({ datasets }: FigureBlock): "svg" | "canvas" {
  const rows = Object.values(datasets).reduce((sum, { length }) => sum + length, 0);
  return rows > MOST_NODES ? "canvas" : "svg";
}

/** A figure ready to run. Expressions are interpreted, since the page may not evaluate code. */
export function figureView(
  figure: FigureBlock,
  theme: FigureTheme,
  options: ViewOptions & { readonly background?: string },
): View {
  const { background, ...rest } = options;
  const spec = {
    ...figure[theme],
    ...(background === undefined ? {} : { background }),
    datasets: copied(figure.datasets),
  };
  // A figure is a Vega-Lite specification by construction; its tests compile each of them.
  const vega: Spec = compile(spec as unknown as TopLevelSpec).spec;
  return new View(parse(vega, undefined, { ast: true }), { ...rest, expr: expressionInterpreter });
}

/** Vega writes its own fields into the rows that it is given. */
function copied(datasets: FigureBlock["datasets"]): FigureBlock["datasets"] {
  return Object.fromEntries(
    Object.entries(datasets).map(([name, rows]) => [name, rows.map((row) => ({ ...row }))]),
  );
}

/** The figure as on paper, without a ground. */
export async function figureSvg(figure: FigureBlock): Promise<Blob> {
  const view = figureView(figure, "light", { renderer: "none" });
  try {
    return new Blob([await view.toSVG()], { type: "image/svg+xml" });
  } finally {
    view.finalize();
  }
}

/** The figure as on paper, on a white ground. */
export async function figurePng(figure: FigureBlock): Promise<Blob> {
  const view = figureView(figure, "light", { renderer: "none", background: "white" });
  try {
    const canvas = await view.toCanvas(PNG_SCALE);
    return await new Promise((resolve, reject) => {
      canvas.toBlob((blob) => {
        if (blob) resolve(blob);
        else reject(new Error("The figure is too large for a picture; take its SVG."));
      }, "image/png");
    });
  } finally {
    view.finalize();
  }
}
