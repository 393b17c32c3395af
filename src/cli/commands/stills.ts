import { join } from "node:path";
import type { Command } from "commander";
import { counted } from "../counted.ts";
import { chosenSession, runOf, type SessionChoice, withSessionOptions } from "../one-session.ts";
import { withStudy } from "../with-core.ts";
import type { CommandContext } from "./context.ts";

type Options = SessionChoice & { readonly out: string; readonly boxes?: boolean; readonly json?: boolean };

export function addStillsCommand(program: Command, context: CommandContext): void {
  withSessionOptions(
    program
      .command("stills")
      .description("copy a session's stills (JPEG) into a folder, with index.csv; they show faces")
      .argument("<study>", "folder of the study"),
  )
    .requiredOption("--out <folder>", "folder for the stills; files of the same names there are replaced")
    .option("--boxes", "add contact-sheet.html, which draws the boxes over the stills")
    .option("--json", "print one JSON object")
    .action(async (typed: string, options: Options) => {
      const written = await withStudy(context.path(typed), async (client) => {
        const session = await chosenSession(client, options);
        const directory = context.path(options.out);
        const contactSheet = options.boxes === true;
        return client.evidence.exportStills({ ...runOf(session, options), directory, contactSheet });
      });
      const { runId, directory, files, missing } = written;
      const stills = files.filter((file) => file.endsWith(".jpg"));
      const { patient, session } = options;
      context.result(options.json, { patient, session, run: runId, directory, files, missing }, [
        `${counted(stills.length, "still")} of run ${runId} in ${directory}`,
        ...files.filter((file) => !file.endsWith(".jpg")).map((file) => `  ${join(directory, file)}`),
      ]);
      context.io.err("The stills show faces: keep this folder as carefully as the recordings.\n");
      if (missing.length > 0) {
        context.io.err(
          `${counted(missing.length, "still")} could not be copied: the files were deleted. A new analysis takes them again.\n`,
        );
      }
    });
}
