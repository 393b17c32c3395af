import type { Command } from "commander";
import type { ImportedTable } from "../../shared/contract/imports.ts";
import { counted } from "../counted.ts";
import { namingFile, readTextFile } from "../read-text-file.ts";
import { type Client, withStudy } from "../with-core.ts";
import type { CommandContext } from "./context.ts";

type ImportInput = Parameters<Client["imports"]["table"]>[0];
type TextFile = Awaited<ReturnType<typeof readTextFile>>;

/** What a study without videos is analysed from: minutes of another program, questionnaires, labels, action units. */
export function addImportTableCommands(program: Command, context: CommandContext): void {
  tableCommand(program, "import-minutes", "store the machine's minutes of another program: all rows or none")
    .argument("<file>", "CSV with patient,session,minute, seven probabilities, n_frames,n_faces")
    .option(
      "--source <name>",
      "name of the analysis; the minutes are the reading imported:NAME (default: fer)",
    )
    .option("--json", "print one JSON object")
    .action((study: string, file: string, options: { source?: string; json?: boolean }) =>
      run(context, study, [file], options.json, ([table]) => ({
        kind: "minutes",
        ...table,
        ...(options.source !== undefined && { source: options.source }),
      })),
    );

  tableCommand(
    program,
    "import-outcomes",
    "store questionnaires before and after treatment: all rows or none",
  )
    .argument("<file>", "CSV with patient[,dropout],pre_...,post_... or patient,subscale,timepoint,score")
    .option("--json", "print one JSON object")
    .action((study: string, file: string, options: { json?: boolean }) =>
      run(context, study, [file], options.json, ([table]) => ({ kind: "outcomes", ...table })),
    );

  tableCommand(program, "import-labels", "store clips labelled by people and models: all rows or none")
    .argument("<file>", "CSV with clip,truth_..., and answers such as obs1_emotion,model_emotion")
    .option("--set <name>", "name of the set (default: the file's name)")
    .option("--models <names>", "judges that are models, divided by commas (default: model...)")
    .option("--json", "print one JSON object")
    .action((study: string, file: string, options: { set?: string; models?: string; json?: boolean }) =>
      run(context, study, [file], options.json, ([table]) => ({
        kind: "labels",
        ...table,
        ...(options.set !== undefined && { set: options.set }),
        ...(options.models !== undefined && { models: options.models.split(",") }),
      })),
    );

  tableCommand(program, "import-action-units", "store action units of videos: all rows or none")
    .argument("<file>", "CSV with video,person, the severity, AU01 to AU43, and covariates")
    .option("--severity <column>", "column of the severity, or a subscale of the study (default: bdi)")
    .option("--series <file>", "CSV with [video,]time_s and AU01 to AU43, evenly sampled")
    .option("--json", "print one JSON object")
    .action(
      (study: string, file: string, options: { severity?: string; series?: string; json?: boolean }) => {
        const files = options.series === undefined ? [file] : [file, options.series];
        return run(context, study, files, options.json, ([table, series]) => ({
          kind: "action-units",
          ...table,
          ...(options.severity !== undefined && { severity: options.severity }),
          ...(series && { series }),
        }));
      },
    );
}

function tableCommand(program: Command, name: string, description: string): Command {
  return program.command(name).description(description).argument("<study>", "folder of the study");
}

async function run(
  context: CommandContext,
  study: string,
  typedFiles: readonly string[],
  json: boolean | undefined,
  inputOf: (files: [TextFile, ...TextFile[]]) => ImportInput,
): Promise<void> {
  const files = await Promise.all(typedFiles.map((typed) => readTextFile(context.path(typed))));
  const input = inputOf(files as [TextFile, ...TextFile[]]);
  const done = await withStudy(context.path(study), (client) =>
    // A failure names the one of the files that it is about.
    typedFiles.reduce((work, typed) => namingFile(typed, work), client.imports.table(input)),
  );
  context.result(json, done, tableLines(done));
}

function tableLines({ rows, holds, stored, unchanged, notes }: ImportedTable): string[] {
  return [`${holds ?? counted(rows, "row")}: ${stored} stored, ${unchanged} unchanged.`, ...notes];
}
