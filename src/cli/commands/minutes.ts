import { type Command, Option } from "commander";
import { stringify } from "csv-stringify/sync";
import type { MinuteStatistics } from "../../shared/contract/evidence.ts";
import { STATISTIC_COLUMNS, statisticValues } from "../minute-statistics.ts";
import { MINUTE_COLUMNS, minuteValues } from "../minute-values.ts";
import { hasOwnLabels, ownOutputRows } from "../own-outputs.ts";
import { type Client, withStudy } from "../with-core.ts";
import type { CommandContext } from "./context.ts";

const COLUMNS = ["patient", "session", ...MINUTE_COLUMNS] as const;

interface Options {
  readonly format: "csv" | "json";
  readonly model?: string;
  readonly statistics?: boolean;
}

export function addMinutesCommand(program: Command, context: CommandContext): void {
  program
    .command("minutes")
    .description("print the machine's minutes of all analysed sessions")
    .argument("<study>", "folder of the study")
    .addOption(new Option("--format <format>", "csv or json").choices(["csv", "json"]).default("csv"))
    .option(
      "--model <id>",
      "reading of the expressions (default: the study's), or a model with labels of its own",
    )
    .option(
      "--statistics",
      "add frames used, median, 90th percentile, maximum, time above the threshold and bursts",
    )
    .action(async (typed: string, options: Options) => {
      if (options.model !== undefined && (await hasOwnLabels(options.model))) {
        await printOwnOutputs(context.path(typed), options.model, options.format, context);
        return;
      }
      const model = options.model === undefined ? {} : { modelId: options.model };
      const { modelId, rows } = await withStudy(context.path(typed), async (client) => {
        const found = await client.traces.studyMinutes(model);
        const summaries = options.statistics ? await statisticsOfStudy(client, found.modelId) : null;
        return {
          modelId: found.modelId,
          rows: found.minutes.map((minute) => ({
            patient: minute.patient,
            session: minute.session,
            ...minuteValues(minute),
            ...(summaries && {
              n_used: minute.nUsed,
              n_uncertain: minute.nUncertain,
              ...statisticValues(summaries.get(keyOf(minute))),
            }),
          })),
        };
      });
      const columns = options.statistics
        ? [...COLUMNS, "n_used", "n_uncertain", ...STATISTIC_COLUMNS]
        : [...COLUMNS];
      context.io.out(
        options.format === "json"
          ? `${JSON.stringify({ model: modelId, minutes: rows }, null, 2)}\n`
          : stringify(rows, { header: true, columns }),
      );
    });
}

async function printOwnOutputs(
  study: string,
  modelId: string,
  format: Options["format"],
  { io }: CommandContext,
): Promise<void> {
  const { columns, labels, rows } = await withStudy(study, (client) => ownOutputRows(client, modelId));
  io.out(
    format === "json"
      ? `${JSON.stringify({ model: modelId, labels, minutes: rows }, null, 2)}\n`
      : stringify(rows, { header: true, columns }),
  );
}

/** Summaries of all minutes of the study's newest runs. */
async function statisticsOfStudy(client: Client, modelId: string): Promise<Map<string, MinuteStatistics>> {
  const found = new Map<string, MinuteStatistics>();
  for (const { sessionId, patient, session } of await client.sessions.list()) {
    const statistics = await client.evidence.statistics({ sessionId, modelId });
    for (const summary of statistics?.minutes ?? []) {
      found.set(keyOf({ patient, session, minute: summary.minute }), summary);
    }
  }
  return found;
}

function keyOf({ patient, session, minute }: { patient: string; session: number; minute: number }): string {
  return `${patient} ${session} ${minute}`;
}
