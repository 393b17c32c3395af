import type { BuiltReport, ReportProgress } from "../built-report.ts";
import { csvFiles } from "./csv-files.ts";
import { type DrawnFigure, drawBlock, figureFiles } from "./figure-files.ts";
import { reportPage } from "./report-page.ts";

/** The R code of a report: what all share, and its own parts in their order. */
export interface ReportScripts {
  readonly common: string;
  readonly parts: readonly string[];
}

/**
 * All files of a report by name: NAME.html, NAME.json, CSV tables with `columns.csv` and `numbers.csv`, `analysis.R`,
 * and the figures under `figures/`. The same report gives the same files.
 *
 * @throws Error when two tables or figures have the same name
 */
export async function reportFiles(
  built: BuiltReport,
  scripts: ReportScripts,
  progress: ReportProgress = () => {},
): Promise<Map<string, string>> {
  const { document } = built;
  const blocks = document.sections.flatMap(({ blocks: all }) =>
    all.filter((block) => block.kind === "figure"),
  );
  const figures = new Map<string, DrawnFigure>();
  for (const [done, block] of blocks.entries()) {
    if (figures.has(block.id)) throw new Error(`Two figures have the name ${block.id}.`);
    progress(`Figure ${done + 1} of ${blocks.length}`, done / blocks.length);
    figures.set(block.id, await drawBlock(block));
  }
  progress("Pages and tables", 1);
  return new Map([
    [`${document.report}.html`, reportPage(document, figures)],
    [`${document.report}.json`, `${JSON.stringify(document, null, 1)}\n`],
    ["analysis.R", analysisScript(built, scripts)],
    ...csvFiles(built),
    ...[...figures.values()].flatMap(figureFiles),
  ]);
}

/** One script that needs the CSV tables beside it alone. A report without numbers has nothing to compute. */
function analysisScript({ document }: BuiltReport, { common, parts }: ReportScripts): string {
  return [common, ...(document.numbers.length === 0 ? [] : parts), "compare_numbers()\n"].join("\n");
}
