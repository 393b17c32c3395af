import { type Command, Option } from "commander";
import { stringify } from "csv-stringify/sync";
import { MINUTE_COLUMNS, minuteValues } from "../minute-values.ts";
import { withStudy } from "../with-core.ts";
import type { CommandContext } from "./context.ts";

const COLUMNS = ["patient", "session", ...MINUTE_COLUMNS] as const;

export function addMinutesCommand(program: Command, context: CommandContext): void {
  program
    .command("minutes")
    .description("print the machine's minutes of all analysed sessions")
    .argument("<study>", "folder of the study")
    .addOption(new Option("--format <format>", "csv or json").choices(["csv", "json"]).default("csv"))
    .option("--model <id>", "expression model (default: the study's)")
    .action(async (typed: string, options: { format: "csv" | "json"; model?: string }) => {
      const { modelId, minutes } = await withStudy(context.path(typed), (client) =>
        client.traces.studyMinutes(options.model === undefined ? {} : { modelId: options.model }),
      );
      const rows = minutes.map((minute) => ({
        patient: minute.patient,
        session: minute.session,
        ...minuteValues(minute),
      }));
      context.io.out(
        options.format === "json"
          ? `${JSON.stringify({ model: modelId, minutes: rows }, null, 2)}\n`
          : stringify(rows, { header: true, columns: [...COLUMNS] }),
      );
    });
}
