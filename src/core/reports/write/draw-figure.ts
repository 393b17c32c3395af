import { parse, View } from "vega";
import { compile, type TopLevelSpec } from "vega-lite";
import type { FigureSpec } from "../../../shared/figures/figure-spec.ts";

/** Draws a figure as one `svg` element, without a browser. */
export async function drawFigure(spec: FigureSpec): Promise<string> {
  const view = new View(parse(compile(spec as unknown as TopLevelSpec).spec), { renderer: "none" });
  try {
    return withShortPositions(await view.toSVG());
  } finally {
    view.finalize();
  }
}

/** Rounds positions to a hundredth of a pixel, in tags alone: the numbers that are read are texts between them. */
function withShortPositions(svg: string): string {
  return svg.replace(/<[^>]+>/g, (tag) =>
    tag.replace(/\d+\.\d{3,}/g, (number) => String(Number(Number(number).toFixed(2)))),
  );
}
