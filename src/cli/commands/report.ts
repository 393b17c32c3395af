import { join } from "node:path";
import type { Command } from "commander";
import { withStudy } from "../with-core.ts";
import type { CommandContext } from "./context.ts";

export function addReportCommand(program: Command, context: CommandContext): void {
  const report = program.command("report").description("write a report");
  report
    .command("agreement")
    .description("agreement of the raters with the machine: one self-contained HTML file, JSON and CSV")
    .argument("<study>", "folder of the study")
    .requiredOption("--out <folder>", "folder for the files; files of an earlier report there are replaced")
    .option("--model <id>", "expression model (default: the study's)")
    .option("--json", "print one JSON object")
    .action(async (typed: string, options: { out: string; model?: string; json?: boolean }) => {
      const model = options.model === undefined ? {} : { modelId: options.model };
      const written = await withStudy(context.path(typed), (client) =>
        client.agreement.writeReport({ directory: context.path(options.out), ...model }),
      );
      context.result(options.json, written, [
        "The report was written:",
        ...written.files.map((file) => `  ${join(written.directory, file)}`),
      ]);
    });
}
