import type { FigureSpec } from "../../../shared/figures/figure-spec.ts";
import type { FigureBlock } from "../../../shared/reports/document.ts";
import { csvLines } from "./csv-lines.ts";
import { drawFigure } from "./draw-figure.ts";

/** A figure as it is drawn for paper. */
export interface DrawnFigure {
  readonly block: FigureBlock;
  /** Vega-Lite specification with its data. */
  readonly spec: FigureSpec;
  /** One `svg` element. */
  readonly svg: string;
}

/** Draws a figure of a report on a light ground. */
export async function drawBlock(block: FigureBlock): Promise<DrawnFigure> {
  // Vega writes into the rows it is given.
  const spec: FigureSpec = { ...block.light, datasets: structuredClone(block.datasets) as FigureSpec };
  return { block, spec, svg: withOwnIds(await drawFigure(spec), block.id) };
}

/** The figure, its specification and its values as files, for other programs to edit or to draw again. */
export function figureFiles({ block: { id, data }, spec, svg }: DrawnFigure): [string, string][] {
  return [
    [`figures/${id}.svg`, `<?xml version="1.0" encoding="utf-8"?>\n${svg}\n`],
    [`figures/${id}.vl.json`, `${JSON.stringify(spec)}\n`],
    [`figures/${id}.csv`, csvLines([data.columns.map((column) => column.id), ...data.rows])],
  ];
}

/**
 * Clip paths and gradients are numbered through all drawings of the process; in one page they must not be taken for
 * each other, and the same figure is to be the same file.
 */
function withOwnIds(svg: string, id: string): string {
  const names = new Map<string, string>();
  return svg.replace(/(\bid="|url\(#)((?:clip|gradient)[\w-]*)/g, (_, before: string, name: string) => {
    const own = names.get(name) ?? `${id}-${names.size + 1}`;
    names.set(name, own);
    return before + own;
  });
}
