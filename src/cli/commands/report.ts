import { join } from "node:path";
import { type Command, Option } from "commander";
import { REPORT_NAMES, type ReportName, type ReportOptions } from "../../shared/reports/report-options.ts";
import { counted } from "../counted.ts";
import { showReportProgress } from "../report-progress.ts";
import { highArousalArgument, resamplesArgument, seedArgument } from "../usage.ts";
import { type Client, withStudy } from "../with-core.ts";
import type { CommandContext } from "./context.ts";

const DESCRIPTIONS: Readonly<Record<ReportName, string>> = {
  reliability: "reliability of the raters, one with another",
  agreement: "agreement of the raters with the machine",
  outcome: "expression and rated arousal against treatment outcome",
  "action-units": "action units against a severity score",
  classification: "labelled clips as people and a model name them",
};

interface Typed {
  readonly out: string;
  readonly model?: string;
  readonly seed?: number;
  readonly resamples?: number;
  readonly labelSet?: string;
  readonly highArousal?: number;
  readonly json?: boolean;
}

interface Written {
  readonly directory: string;
  readonly files: readonly string[];
  readonly missing: string | null;
  readonly partlyMissing: string | null;
}

export function addReportCommand(program: Command, context: CommandContext): void {
  const reports = program
    .command("report")
    .description("write a report: one self-contained HTML file, JSON, CSV tables, figures and an R script");
  for (const report of REPORT_NAMES) {
    reports
      .command(report)
      .description(DESCRIPTIONS[report])
      .argument("<study>", "folder of the study")
      .requiredOption(
        "--out <folder>",
        `folder for ${report}.html and the rest; files of these names there are replaced`,
      )
      .option("--model <id>", "reading of the machine's side (default: the study's)")
      .addOption(
        new Option("--seed <number>", "seed of the bootstrap (default: 20231)").argParser(seedArgument),
      )
      .addOption(
        new Option("--resamples <number>", "bootstrap replicates, 0 for none (default: 1000)").argParser(
          resamplesArgument,
        ),
      )
      .option("--label-set <name>", "imported set of labelled clips (default: the newest)")
      .addOption(
        new Option("--high-arousal <level>", "arousal is high from this level on (default: 4)").argParser(
          highArousalArgument,
        ),
      )
      .option("--json", "print one JSON object")
      .action(async (typed: string, options: Typed) => {
        const directory = context.path(options.out);
        const wanted = { report, directory, options: reportOptions(options) };
        const written = await withStudy(context.path(typed), (client) =>
          writeUntilStopped(client, wanted, context),
        );
        if (written === null) return;
        const { partlyMissing, ...done } = written;
        context.result(options.json, { report, ...done, partly_missing: partlyMissing }, [
          "The report was written:",
          ...fileLines(written),
        ]);
        const lacking = written.missing ?? partlyMissing;
        if (lacking !== null) context.io.err(`${lacking}\n`);
      });
  }
}

function reportOptions({ model, seed, resamples, labelSet, highArousal }: Typed): Partial<ReportOptions> {
  return {
    ...(model === undefined ? {} : { modelId: model }),
    ...(seed === undefined ? {} : { seed }),
    ...(resamples === undefined ? {} : { resamples }),
    ...(labelSet === undefined ? {} : { labelSet }),
    ...(highArousal === undefined ? {} : { highArousal }),
  };
}

/** Ctrl-C cancels the report, of which nothing is written then; a second one ends the command at once. */
async function writeUntilStopped(
  client: Client,
  wanted: { report: ReportName; directory: string; options: Partial<ReportOptions> },
  { io, exit }: CommandContext,
): Promise<Written | null> {
  const stop = new AbortController();
  const cancel = (): void => stop.abort();
  process.once("SIGINT", cancel);
  process.once("SIGTERM", cancel);
  const progress = showReportProgress(io);
  try {
    for await (const event of await client.reports.write(wanted, { signal: stop.signal })) {
      if (event.kind === "written") return event;
      progress.update(event);
    }
    throw new Error("The report ended before it was written.");
  } catch (error) {
    if (!stop.signal.aborted) throw error;
    progress.end();
    io.err("Cancelled. Nothing was written.\n");
    exit(1);
    return null;
  } finally {
    progress.end();
    process.off("SIGINT", cancel);
    process.off("SIGTERM", cancel);
  }
}

/** The files of a report in lines, those of its figures in one. */
function fileLines({ directory, files }: Written): string[] {
  const figures = files.filter((name) => name.startsWith("figures/"));
  return [
    ...files.filter((name) => !figures.includes(name)).map((name) => `  ${join(directory, name)}`),
    ...(figures.length === 0 ? [] : [`  ${join(directory, "figures")}: ${counted(figures.length, "file")}`]),
  ];
}
