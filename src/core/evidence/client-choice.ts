import type { PictureRegion } from "../../shared/contract/evidence.ts";
import type { ClientChoice } from "../../shared/worker-protocol.ts";
import { recordAudit } from "../database/audit.ts";
import type { StudyDatabase } from "../database/open-database.ts";
import { Failure } from "../failure.ts";
import { findSession } from "../sessions/repo.ts";

/**
 * Where a user said that the client sits; null: the stated default holds.
 *
 * @throws Failure NOT_FOUND for an unknown session
 */
export function clientRegion(db: StudyDatabase, sessionId: number): PictureRegion | null {
  requireSession(db, sessionId);
  return newestChoice(db, sessionId);
}

/** The choice as an analysis takes it. */
export function clientChoice(db: StudyDatabase, sessionId: number): ClientChoice {
  const region = newestChoice(db, sessionId);
  return region === null ? { kind: "largest" } : { kind: "region", ...region };
}

/**
 * Notes where the client sits; it takes effect with the next analysis. A region that reaches beyond the picture is
 * cut at its edge.
 *
 * @throws Failure NOT_FOUND for an unknown session
 */
export function chooseClient(
  db: StudyDatabase,
  actor: string,
  sessionId: number,
  region: PictureRegion | null,
): PictureRegion | null {
  requireSession(db, sessionId);
  const chosen = region && cutAtEdge(region);
  db.transaction(() => {
    db.prepare(
      `INSERT INTO client_choice (session_id, x, y, width, height, actor, chosen_at)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
    ).run(
      sessionId,
      chosen?.x ?? null,
      chosen?.y ?? null,
      chosen?.width ?? null,
      chosen?.height ?? null,
      actor,
      new Date().toISOString(),
    );
    recordAudit(db, { actor, action: "client.chosen", sessionId, details: { region: chosen } });
  })();
  return chosen;
}

function newestChoice(db: StudyDatabase, sessionId: number): PictureRegion | null {
  const row = db
    .prepare<[number], { [Key in keyof PictureRegion]: number | null }>(
      "SELECT x, y, width, height FROM client_choice WHERE session_id = ? ORDER BY id DESC LIMIT 1",
    )
    .get(sessionId);
  if (!row) return null;
  const { x, y, width, height } = row;
  return x === null || y === null || width === null || height === null ? null : { x, y, width, height };
}

function cutAtEdge({ x, y, width, height }: PictureRegion): PictureRegion {
  const [left, top] = [Math.min(x, 1), Math.min(y, 1)];
  const cut = { x: left, y: top, width: Math.min(width, 1 - left), height: Math.min(height, 1 - top) };
  if (cut.width > 0 && cut.height > 0) return cut;
  throw new Failure("INVALID_VALUE", "The region lies outside the picture.", {
    remedy: "Mark the client's place within the picture.",
  });
}

function requireSession(db: StudyDatabase, sessionId: number): void {
  if (!findSession(db, sessionId)) throw new Failure("NOT_FOUND", "This session is not part of the study.");
}
