import type { Command } from "commander";
import type { ListedRun } from "../../shared/contract/traces.ts";
import { formatClock } from "../../shared/time.ts";
import { sessionName } from "../analysis-result.ts";
import {
  chooseSessions,
  requirePatientOfSession,
  type SessionSelection,
  withSelectionOptions,
} from "../choose-sessions.ts";
import { snakeKeys } from "../snake-keys.ts";
import { withStudy } from "../with-core.ts";
import type { CommandContext } from "./context.ts";

interface SessionRuns {
  readonly patient: string;
  readonly session: number;
  readonly runs: readonly ListedRun[];
}

export function addRunsCommand(program: Command, context: CommandContext): void {
  const command = program
    .command("runs")
    .description(
      "list the runs of the sessions, newest first: ids for compare and --run, and which one counts",
    )
    .argument("<study>", "folder of the study");
  withSelectionOptions(command)
    .option("--json", "print one JSON object")
    .action(async (typed: string, options: SessionSelection & { json?: boolean }, self: Command) => {
      requirePatientOfSession(options, self);
      const study = context.path(typed);
      const sessions = await withStudy(study, async (client) => {
        const found: SessionRuns[] = [];
        const chosen = chooseSessions(await client.sessions.list(), options, study);
        for (const { sessionId, patient, session } of chosen)
          found.push({ patient, session, runs: await client.traces.runs({ sessionId }) });
        return found;
      });
      context.result(
        options.json,
        { sessions: sessions.map((one) => ({ ...one, runs: one.runs.map(runObject) })) },
        sessions.length === 0 ? ["The study has no sessions."] : sessions.flatMap(lines),
      );
    });
}

/** A run under the names that commands use. */
function runObject(run: ListedRun): object {
  const { runId, counts, startedAt, finishedAt, fromMs, toMs, models, nFrames, nFaces, coverage, verdict } =
    run;
  return snakeKeys({
    run: runId,
    counts,
    startedAt,
    finishedAt,
    fromMs,
    toMs,
    networks: models,
    frames: nFrames,
    faces: nFaces,
    coverage,
    verdict,
  });
}

function lines({ runs, ...session }: SessionRuns): string[] {
  if (runs.length === 0) return [`${sessionName(session)}: no runs`];
  return runs.map((run) => `${sessionName(session)}, run ${run.runId}: ${inWords(run)}`);
}

function inWords({
  counts,
  startedAt,
  finishedAt,
  fromMs,
  toMs,
  models,
  coverage,
  verdict,
}: ListedRun): string {
  const span = `${formatClock(fromMs)} to ${toMs === null ? "the end" : formatClock(toMs)} of the recording`;
  const networks = `with ${models.map(({ modelId }) => modelId).join(", ")}`;
  if (finishedAt === null) return ["not finished", `begun ${instant(startedAt)}`, span, networks].join(", ");
  return [
    counts ? "counts" : "does not count",
    `made ${instant(startedAt)} to ${instant(finishedAt)}`,
    span,
    networks,
    coverage === null ? "no frames" : `a face in ${(100 * coverage).toFixed(1)}% of the frames`,
    verdictWords(verdict),
  ].join(", ");
}

function verdictWords({ verdict, reason }: ListedRun["verdict"]): string {
  if (verdict === "open") return "not decided yet";
  return reason === "" ? verdict : `${verdict}: ${reason}`;
}

/** 2026-01-31 14:05 UTC */
function instant(iso: string): string {
  return `${iso.slice(0, 16).replace("T", " ")} UTC`;
}
