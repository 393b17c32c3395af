import type { Verdict } from "../../shared/contract/evidence.ts";
import { recordAudit } from "../database/audit.ts";
import type { StudyDatabase } from "../database/open-database.ts";
import { Failure } from "../failure.ts";
import { finishedRun } from "./finished-run.ts";

/** No decision was taken. */
const OPEN: Verdict = { verdict: "open", reason: "", actor: null, decidedAt: null };

/** The decision that holds for a run. */
export function verdictOf(db: StudyDatabase, runId: number): Verdict {
  const row = db
    .prepare<[number], { verdict: Verdict["verdict"]; reason: string; actor: string; decidedAt: string }>(
      `SELECT verdict, reason, actor, decided_at AS decidedAt FROM run_verdict WHERE run_id = ?
       ORDER BY id DESC LIMIT 1`,
    )
    .get(runId);
  return row ?? OPEN;
}

/** Ids of the runs that are excluded at present. */
export function excludedRuns(db: StudyDatabase): Set<number> {
  return new Set(
    db
      .prepare<[], number>(
        `SELECT run_id FROM run_verdict
         WHERE id IN (SELECT max(id) FROM run_verdict GROUP BY run_id) AND verdict = 'excluded'`,
      )
      .pluck()
      .all(),
  );
}

/**
 * Accepts or excludes a finished run, or takes a decision back. Decisions are added, never changed.
 *
 * @throws Failure NOT_FOUND; INVALID_VALUE when a run is excluded without a reason
 */
export function decideRun(
  db: StudyDatabase,
  actor: string,
  decision: { readonly runId: number; readonly verdict: Verdict["verdict"]; readonly reason: string },
): Verdict {
  const { runId, verdict, reason } = decision;
  const { sessionId } = finishedRun(db, runId);
  if (verdict === "excluded" && reason === "") {
    throw new Failure("INVALID_VALUE", "A run is excluded with a reason only.", {
      where: `run ${runId}`,
      remedy: "Say why its values must not enter the results.",
    });
  }
  const decidedAt = new Date().toISOString();
  db.transaction(() => {
    db.prepare(
      "INSERT INTO run_verdict (run_id, verdict, reason, actor, decided_at) VALUES (?, ?, ?, ?, ?)",
    ).run(runId, verdict, reason, actor, decidedAt);
    const action = { accepted: "run.accepted", excluded: "run.excluded", open: "run.reopened" }[verdict];
    recordAudit(db, { actor, action, sessionId, details: { runId, reason } });
  })();
  return { verdict, reason, actor, decidedAt };
}
