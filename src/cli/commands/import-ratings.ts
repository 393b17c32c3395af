import type { Command } from "commander";
import { readTextFile } from "../read-text-file.ts";
import { withStudy } from "../with-core.ts";
import type { CommandContext } from "./context.ts";

export function addImportRatingsCommand(program: Command, context: CommandContext): void {
  program
    .command("import-ratings")
    .description("store the ratings of a CSV: all rows or none")
    .argument("<study>", "folder of the study")
    .argument("<file>", "CSV with the columns patient,session,minute,rater,arousal,emotion")
    .option("--json", "print one JSON object")
    .action(async (typedStudy: string, typedFile: string, options: { json?: boolean }) => {
      const file = await readTextFile(context.path(typedFile));
      const done = await withStudy(context.path(typedStudy), (client) => client.imports.ratings(file));
      context.result(
        options.json,
        {
          rows: done.rows,
          stored: done.stored,
          unchanged: done.unchanged,
          incomplete: done.incomplete,
          not_ratable: done.notRatable,
          raters: done.raters,
        },
        [
          `${done.rows} rows of ${done.raters.join(", ") || "no rater"}: ${done.stored} stored, ${done.unchanged} unchanged.`,
          ...(done.incomplete > 0
            ? [`${done.incomplete} minutes lack the emotion that their arousal asks for.`]
            : []),
          ...(done.notRatable > 0
            ? [`${done.notRatable} minutes have no arousal and count as not ratable.`]
            : []),
        ],
      );
    });
}
