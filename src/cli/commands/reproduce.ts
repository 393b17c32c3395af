import { writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { Command } from "commander";
import { storageFailure } from "../../core/failure.ts";
import { makeFolder } from "../../core/make-folder.ts";
import { reproduce } from "../../core/reproduce/reproduce.ts";
import type { CommandContext } from "./context.ts";

export function addReproduceCommand(program: Command, context: CommandContext): void {
  program
    .command("reproduce")
    .description("compute all statistics of a study that is given as tables")
    .argument("<folder>", "folder with sessions.csv, ratings.csv, fer_minutes.csv, outcomes.csv and so on")
    .requiredOption("--out <file>", "JSON to write")
    .action(async (typed: string, options: { out: string }) => {
      const text = `${JSON.stringify(await reproduce(context.path(typed)), null, 2)}\n`;
      const file = context.path(options.out);
      try {
        makeFolder(dirname(file));
        await writeFile(file, text);
      } catch (error) {
        throw storageFailure(error, file) ?? error;
      }
      context.io.out(`${file}\n`);
    });
}
