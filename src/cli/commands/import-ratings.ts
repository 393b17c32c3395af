import type { Command } from "commander";
import type { ImportedRatings } from "../../shared/contract/imports.ts";
import { counted } from "../counted.ts";
import { namingFile, readTextFile } from "../read-text-file.ts";
import { withStudy } from "../with-core.ts";
import type { CommandContext } from "./context.ts";

export function addImportRatingsCommand(program: Command, context: CommandContext): void {
  program
    .command("import-ratings")
    .description("store the ratings of a CSV: all rows or none")
    .argument("<study>", "folder of the study")
    .argument("<file>", "CSV with the columns patient,session,minute,rater,arousal,emotion[,peak,phase]")
    .option("--json", "print one JSON object")
    .action(async (typedStudy: string, typedFile: string, options: { json?: boolean }) => {
      const file = await readTextFile(context.path(typedFile));
      const done = await withStudy(context.path(typedStudy), (client) =>
        namingFile(typedFile, client.imports.ratings(file)),
      );
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
        ratingLines(done),
      );
    });
}

function ratingLines({ rows, raters, stored, unchanged, incomplete, notRatable }: ImportedRatings): string[] {
  return [
    `${counted(rows, "row")} of ${raters.join(", ") || "no rater"}: ${stored} stored, ${unchanged} unchanged.`,
    ...(incomplete === 0
      ? []
      : [
          incomplete === 1
            ? "1 minute lacks the emotion that its arousal asks for."
            : `${incomplete} minutes lack the emotion that their arousal asks for.`,
        ]),
    ...(notRatable === 0
      ? []
      : [
          notRatable === 1
            ? "1 minute has no arousal and counts as not ratable."
            : `${notRatable} minutes have no arousal and count as not ratable.`,
        ]),
  ];
}
