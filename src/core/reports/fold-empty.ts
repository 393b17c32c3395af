import { cellValue } from "../../shared/reports/cell-text.ts";
import type { Block, Cell, CellFormat, FigureBlock, TableBlock } from "../../shared/reports/document.ts";

/** Formats of names and of counts: what a table holds even where nothing could be computed. */
const GIVEN: ReadonlySet<CellFormat> = new Set<CellFormat>(["text", "count"]);

/**
 * The blocks with a sentence in place of each table of statistics without a single value, and of each figure without a
 * mark: a page of dashes says no more than their reason.
 */
export function foldEmpty(blocks: readonly Block[]): Block[] {
  return blocks.map((block) => {
    if (block.kind === "table" && isEmptyTable(block))
      return {
        kind: "note",
        tone: "note",
        text: `${block.caption} Nothing could be computed. ${reasonsOf(block)}`.trim(),
      };
    if (block.kind === "figure" && isEmptyFigure(block))
      return { kind: "note", tone: "note", text: `${block.caption} There is nothing to draw.` };
    return block;
  });
}

/** A table that says how many cases it rests on is one of statistics; others list what was given. */
function isEmptyTable({ nColumn, rows, columns }: TableBlock): boolean {
  const statistics = columns.flatMap(({ format }, place) => (GIVEN.has(format) ? [] : [place]));
  if (nColumn === null || rows.length === 0 || statistics.length === 0) return false;
  return rows.every((row) => statistics.every((place) => cellValue(row[place] ?? null) === null));
}

function isEmptyFigure({ data }: FigureBlock): boolean {
  return !data.rows.some((row) => row.some((value) => typeof value === "number"));
}

/** The reason that stands in most cells, and whether there are others. */
function reasonsOf({ rows }: TableBlock): string {
  const counts = new Map<string, number>();
  for (const why of rows.flat().flatMap(reasonOf)) counts.set(why, (counts.get(why) ?? 0) + 1);
  const [commonest] = [...counts].sort(([, a], [, b]) => b - a);
  if (commonest === undefined) return "";
  return counts.size === 1 ? commonest[0] : `Mostly: ${commonest[0]}`;
}

function reasonOf(cell: Cell): string[] {
  return cell !== null && typeof cell === "object" && cell.why !== "" ? [cell.why] : [];
}
