import { Error as ERRORS_ALONE, logger, parse, View } from "vega";
import { compile, type TopLevelSpec } from "vega-lite";
import type { FigureSpec } from "../../../shared/figures/figure-spec.ts";

/** Draws a figure as one `svg` element, without a browser. */
export async function drawFigure(spec: FigureSpec): Promise<string> {
  // Layers that share a scale but not its legend are worth a warning to Vega-Lite, and wanted here.
  const quiet = { logger: logger(ERRORS_ALONE) };
  const view = new View(parse(compile(spec as unknown as TopLevelSpec, quiet).spec), {
    renderer: "none",
  });
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
