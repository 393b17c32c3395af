import { type Command, Option } from "commander";
import { stringify } from "csv-stringify/sync";
import type { MeshTrace } from "../../shared/contract/evidence.ts";
import { sessionName } from "../analysis-result.ts";
import {
  chooseSessions,
  requirePatientOfSession,
  type SessionSelection,
  withSelectionOptions,
} from "../choose-sessions.ts";
import { meansOf, readingTable } from "../mesh-rows.ts";
import { withStudy } from "../with-core.ts";
import type { CommandContext } from "./context.ts";

interface Options extends SessionSelection {
  readonly readings?: boolean;
  readonly format: "csv" | "json";
}

interface SessionTrace {
  readonly patient: string;
  readonly session: number;
  readonly trace: MeshTrace;
}

export function addActionUnitsCommand(program: Command, context: CommandContext): void {
  const command = program
    .command("action-units")
    .description("print head pose and geometric estimates of action units: means a session, or every reading")
    .argument("<study>", "folder of the study");
  withSelectionOptions(command)
    .option("--readings", "one row a reading of the face mesh instead of means")
    .addOption(new Option("--format <format>", "csv or json").choices(["csv", "json"]).default("csv"))
    .action(async (typed: string, options: Options, self: Command) => {
      requirePatientOfSession(options, self);
      const study = context.path(typed);
      const sessions = await withStudy(study, async (client) => {
        const found: SessionTrace[] = [];
        for (const { sessionId, patient, session } of chooseSessions(
          await client.sessions.list(),
          options,
          study,
        )) {
          const trace = await client.evidence.mesh({ sessionId });
          if (trace !== null && trace.nReadings > 0) found.push({ patient, session, trace });
        }
        return found;
      });
      const rows = (await Promise.all(sessions.map((one) => rowsOf(one, options.readings === true)))).flat();
      if (options.format === "json") {
        const card = sessions[0]?.trace.card ?? null;
        context.io.out(`${JSON.stringify({ card, rows }, null, 2)}\n`);
      } else {
        context.io.out(rows.length === 0 ? "" : stringify(rows, { header: true }));
      }
      for (const { patient, session, trace } of sessions) {
        if (trace.baseline.nReadings > 0) continue;
        context.io.err(`${sessionName({ patient, session })} has no action units: ${trace.baseline.note}\n`);
      }
      context.io.err(
        rows.length === 0
          ? "No analysed session has readings of the face mesh.\n"
          : "These are geometric estimates, not validated against FACS coders; see docs/action-units.md.\n",
      );
    });
}

async function rowsOf(
  { patient, session, trace }: SessionTrace,
  everyReading: boolean,
): Promise<Record<string, unknown>[]> {
  const readings = await readingTable(trace);
  const { columns, rows } = everyReading ? readings : meansOf(readings);
  const about = everyReading
    ? {}
    : {
        n_readings: trace.nReadings,
        neutral_readings: trace.baseline.nReadings,
        blinks_per_minute: trace.blinks.perMinute && Number(trace.blinks.perMinute.toFixed(2)),
      };
  return rows.map((row) => ({
    patient,
    session,
    run: trace.runId,
    ...about,
    ...Object.fromEntries(columns.map((column, at) => [column, row[at]])),
  }));
}
