import { type Command, Option } from "commander";
import { stringify } from "csv-stringify/sync";
import type { MinuteStatistics } from "../../shared/contract/evidence.ts";
import { sessionName } from "../analysis-result.ts";
import { STATISTIC_COLUMNS, statisticValues } from "../minute-statistics.ts";
import { MINUTE_COLUMNS, minuteValues } from "../minute-values.ts";
import { ownOutputTable } from "../own-outputs.ts";
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
    .action(async (typed: string, options: Options, self: Command) => {
      const { json, columns, rows, leftOut } = await withStudy(context.path(typed), async (client) => {
        const own = options.model === undefined ? null : await ownOutputTable(client, options.model);
        if (own === null) return minuteTable(client, options);
        if (options.statistics)
          self.error(
            `error: --statistics is for readings of the seven expressions; ${options.model} has labels of its own`,
          );
        const { labels, ...table } = own;
        return { ...table, json: { model: options.model, labels, minutes: table.rows } };
      });
      context.io.out(
        options.format === "json"
          ? `${JSON.stringify(json, null, 2)}\n`
          : stringify([...rows], { header: true, columns: [...columns] }),
      );
      for (const { words, ...session } of leftOut)
        context.io.err(`${sessionName(session)} is left out: ${words}\n`);
    });
}

/** The minutes of a reading of the expressions as a table and as a JSON object. */
async function minuteTable(client: Client, { model, statistics }: Options) {
  const { modelId, minutes, leftOut } = await client.traces.studyMinutes(
    model === undefined ? {} : { modelId: model },
  );
  const summaries = statistics ? await statisticsOfStudy(client, modelId) : null;
  const rows = minutes.map((minute) => ({
    patient: minute.patient,
    session: minute.session,
    ...minuteValues(minute),
    ...(summaries && {
      n_used: minute.nUsed,
      n_uncertain: minute.nUncertain,
      ...statisticValues(summaries.get(keyOf(minute))),
    }),
  }));
  const columns = statistics ? [...COLUMNS, "n_used", "n_uncertain", ...STATISTIC_COLUMNS] : [...COLUMNS];
  return { columns, rows, leftOut, json: { model: modelId, minutes: rows } };
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
