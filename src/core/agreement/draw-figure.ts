import { parse, View } from "vega";
import { compile, type TopLevelSpec } from "vega-lite";
import type { FigureSpec } from "../../shared/figures/figure-spec.ts";

/** Draws a figure as one `svg` element, without a browser. Positions are rounded to a hundredth of a pixel. */
export async function drawFigure(spec: FigureSpec): Promise<string> {
  const view = new View(parse(compile(spec as unknown as TopLevelSpec).spec), { renderer: "none" });
  try {
    const svg = await view.toSVG();
    return svg.replace(/\d+\.\d{3,}/g, (number) => String(Number(Number(number).toFixed(2))));
  } finally {
    view.finalize();
  }
}
