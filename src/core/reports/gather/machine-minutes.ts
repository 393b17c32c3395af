import type { MachineMinute } from "../../../shared/contract/traces.ts";
import { EXPRESSIONS } from "../../../shared/expression.ts";
import { minuteEndMs, minuteStartMs } from "../../../shared/time.ts";
import type { ReadingWithCards } from "../../analysis/model-catalogue.ts";
import { minutesOfReading } from "../../analysis/traces.ts";
import type { StudyDatabase } from "../../database/open-database.ts";
import { type FinishedRun, finishedRun } from "../../evidence/finished-run.ts";
import { nonspecificStatistics } from "../../evidence/statistics.ts";
import { importedSource } from "../../imported-minutes/imported-reading.ts";
import { importedMinutes } from "../../imported-minutes/repo.ts";
import { shareAbove } from "../../imported-minutes/share-above.ts";
import type { StandingSession } from "../../sessions/standing-sessions.ts";
import type { MinuteAggregates, MinuteRow } from "../report-tables.ts";

/** The machine's minutes of every session that may enter the results, in the order of sessions and minutes. */
export function machineMinutes(
  db: StudyDatabase,
  model: ReadingWithCards | null,
  sessions: readonly StandingSession[],
): MinuteRow[] {
  if (model === null) return [];
  const source = importedSource(model.reading.id);
  const entering = sessions.filter(({ excluded }) => excluded === null);
  return source === null ? ownMinutes(db, model, entering) : minutesOfSource(db, source, entering);
}

function minutesOfSource(
  db: StudyDatabase,
  source: string,
  sessions: readonly StandingSession[],
): MinuteRow[] {
  const bySession = Map.groupBy(importedMinutes(db, source), ({ sessionId }) => sessionId);
  return sessions.flatMap(({ sessionId, patient, session }) =>
    (bySession.get(sessionId) ?? [])
      .sort((a, b) => a.minute - b.minute)
      .map(({ minute, nFrames, nFaces, means, aggregates }) => ({
        patient,
        session,
        minute,
        means,
        coverage: nFrames > 0 ? nFaces / nFrames : null,
        partial: false,
        aggregates,
      })),
  );
}

function ownMinutes(
  db: StudyDatabase,
  model: ReadingWithCards,
  sessions: readonly StandingSession[],
): MinuteRow[] {
  return sessions.flatMap(({ patient, session, runId }) => {
    if (runId === null) return [];
    const run = finishedRun(db, runId);
    const statistics = nonspecificStatistics(db, runId, model.reading.id);
    return (minutesOfReading(db, runId, model) ?? []).map((read): MinuteRow => {
      const { minute, means, coverage, partial } = read;
      const found = statistics.get(minute);
      return {
        patient,
        session,
        minute,
        means: means && EXPRESSIONS.map((name) => means[name]),
        coverage,
        partial,
        aggregates: found && means ? aggregatesOf(found, read, run) : null,
      };
    });
  });
}

function aggregatesOf(
  { msAbove, ...others }: Omit<MinuteAggregates, "shareAbove"> & { readonly msAbove: number },
  { minute, nFrames, nUsed }: MachineMinute,
  run: FinishedRun,
): MinuteAggregates {
  const end = Math.min(minuteEndMs(minute, run.durationMs), run.toMs ?? Number.POSITIVE_INFINITY);
  const lengthMs = end - Math.max(minuteStartMs(minute), run.fromMs);
  return { ...others, shareAbove: shareAbove(msAbove, lengthMs, nFrames, nUsed) };
}
