import { dirname } from "node:path";
import type { Command } from "commander";
import type { ImportedSession } from "../../shared/contract/imports.ts";
import { namingFile, readTextFile } from "../read-text-file.ts";
import { dateArgument, patientArgument, sessionArgument } from "../usage.ts";
import { type Client, withStudy } from "../with-core.ts";
import type { CommandContext } from "./context.ts";

interface ImportOptions {
  readonly video?: string;
  readonly manifest?: string;
  readonly patient?: string;
  readonly session?: number;
  readonly date?: string;
  readonly json?: boolean;
}

const OUTCOMES: Readonly<Record<ImportedSession["outcome"], string>> = {
  added: "added",
  completed: "completed with what was new",
  unchanged: "unchanged, it was there already",
};

export function addImportCommand(program: Command, context: CommandContext): void {
  program
    .command("import")
    .description("add sessions with their videos; the files stay where they are")
    .argument("<study>", "folder of the study")
    .option("--video <file>", "video of one session; needs --patient and --session")
    .option("--patient <code>", "pseudonym of the patient, such as P01", patientArgument)
    .option("--session <number>", "number of the session within its patient", sessionArgument)
    .option("--date <day>", "day of the session, such as 2026-01-31 or 31.01.2026", dateArgument)
    .option(
      "--manifest <file>",
      "CSV with the columns patient,session[,date,video,n_minutes,analysed,exclusion_reason]",
    )
    .option("--json", "print one JSON object")
    .action(async (typed: string, options: ImportOptions, command: Command) => {
      const work = importWork(options, command, context);
      const sessions = await withStudy(context.path(typed), work);
      context.result(
        options.json,
        {
          sessions: sessions.map(({ patient, session, outcome, notices }) => ({
            patient,
            session,
            outcome,
            notices,
          })),
        },
        sessions.length === 0
          ? ["The file names no session; nothing was changed."]
          : sessions.map(
              ({ patient, session, outcome }) => `${patient} session ${session}: ${OUTCOMES[outcome]}.`,
            ),
      );
      for (const { patient, session, notices } of sessions) {
        for (const notice of notices) context.io.err(`Note: ${patient} session ${session}: ${notice}\n`);
      }
    });
}

/** What the options ask for; combinations that make no sense end as wrong usage before the study is opened. */
function importWork(
  { video, manifest, patient, session, date }: ImportOptions,
  command: Command,
  context: CommandContext,
): (client: Client) => Promise<ImportedSession[]> {
  if (manifest !== undefined) {
    if (video !== undefined || patient !== undefined || session !== undefined || date !== undefined) {
      command.error(
        "error: --manifest stands alone: patient, session, date and video are columns of the file",
      );
    }
    const path = context.path(manifest);
    return async (client) => {
      const file = await readTextFile(path);
      const done = client.imports.manifest({ ...file, videoFolder: dirname(path) });
      return (await namingFile(manifest, done)).sessions;
    };
  }
  if (video === undefined) command.error("error: give --video with --patient and --session, or --manifest");
  if (patient === undefined || session === undefined) {
    command.error("error: --video needs --patient and --session");
  }
  const path = context.path(video);
  return async (client) => [await client.imports.video({ path, patient, session, date: date ?? null })];
}
