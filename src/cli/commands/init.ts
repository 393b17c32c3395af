import { basename } from "node:path";
import type { Command } from "commander";
import { withCore } from "../with-core.ts";
import type { CommandContext } from "./context.ts";

export function addInitCommand(program: Command, context: CommandContext): void {
  program
    .command("init")
    .description("create a study in a folder")
    .argument("<study>", "folder of the study; it is created if needed")
    .option("--name <name>", "name of the study (default: the folder's name)")
    .option("--json", "print one JSON object")
    .action(async (typed: string, options: { name?: string; json?: boolean }) => {
      const path = context.path(typed);
      const study = await withCore((client) =>
        client.studies.create({ path, name: options.name ?? basename(path) }),
      );
      context.result(options.json, { study: study.path, name: study.name, studyId: study.studyId }, [
        `Study "${study.name}" was created in ${study.path}.`,
      ]);
    });
}
