import { join } from "node:path";
import type { Command } from "commander";
import type { Agreement } from "../../shared/contract/agreement.ts";
import { counted } from "../counted.ts";
import { withStudy } from "../with-core.ts";
import type { CommandContext } from "./context.ts";

export function addReportCommand(program: Command, context: CommandContext): void {
  const report = program.command("report").description("write a report");
  report
    .command("agreement")
    .description("agreement of the raters with the machine: one self-contained HTML file, JSON and CSV")
    .argument("<study>", "folder of the study")
    .requiredOption(
      "--out <folder>",
      "folder for agreement.html, agreement.json and the CSV tables; files of these names there are replaced",
    )
    .option("--model <id>", "expression model (default: the study's)")
    .option("--json", "print one JSON object")
    .action(async (typed: string, options: { out: string; model?: string; json?: boolean }) => {
      const model = options.model === undefined ? {} : { modelId: options.model };
      const { written, flow } = await withStudy(context.path(typed), async (client) => ({
        written: await client.agreement.writeReport({ directory: context.path(options.out), ...model }),
        flow: (await client.agreement.compute(model)).flow,
      }));
      context.result(options.json, written, [
        "The report was written:",
        ...written.files.map((file) => `  ${join(written.directory, file)}`),
      ]);
      if (flow.used === 0) context.io.err(`${nothingCompared(flow)}\n`);
    });
}

/** Why a report has no figures: where the ratings were lost. */
function nothingCompared(flow: Agreement["flow"]): string {
  const { ratings, notRatable, withoutAnalysis, withoutFace, excluded } = flow;
  if (ratings === 0) return "Nothing could be compared yet: the study has no ratings.";
  const lost = [
    ...(notRatable > 0 ? [`${notRatable} not ratable`] : []),
    ...(excluded > 0 ? [`${excluded} of excluded sessions`] : []),
    ...(withoutAnalysis > 0 ? [`${withoutAnalysis} of minutes without an analysis`] : []),
    ...(withoutFace > 0 ? [`${withoutFace} of minutes without a face`] : []),
  ];
  return `Nothing could be compared yet: ${counted(ratings, "rating")}, ${lost.join(", ")}.`;
}
