import { readFile } from "node:fs/promises";
import { stringify } from "csv-stringify/sync";
import type { Still } from "../../shared/contract/evidence.ts";
import { formatClock } from "../../shared/time.ts";
import { recordAudit } from "../database/audit.ts";
import { Failure, systemErrorCode } from "../failure.ts";
import { writeFiles } from "../reports/write/write-files.ts";
import { findSession } from "../sessions/repo.ts";
import type { OpenStudy } from "../study/open-study.ts";
import { contactSheet } from "./contact-sheet.ts";
import { runOfSession } from "./finished-run.ts";
import { stillFile } from "./still-files.ts";
import { runStills } from "./stills.ts";

const COLUMNS = [
  "file",
  "frame",
  "time_ms",
  "region_x",
  "region_y",
  "region_w",
  "region_h",
  "width",
  "height",
  "face",
  "x",
  "y",
  "w",
  "h",
  "track",
] as const;

/**
 * Copies a run's stills into a folder, which is created if needed, with index.csv. Stills whose files are gone are
 * named. The audit trail notes it: the pictures show faces.
 *
 * @throws Failure NOT_FOUND for a session without a finished run or without stills; STORAGE_FAILED
 */
export async function exportStills(
  study: OpenStudy,
  actor: string,
  wanted: {
    readonly sessionId: number;
    readonly runId?: number | undefined;
    readonly directory: string;
    readonly contactSheet: boolean;
  },
): Promise<{ runId: number; directory: string; files: string[]; missing: number[] }> {
  const { sessionId, directory } = wanted;
  const run = runOfSession(study.db, sessionId, wanted.runId);
  if (!run)
    throw new Failure("NOT_FOUND", "This session is not analysed yet.", { remedy: "Analyse it first." });
  const files = new Map<string, string | Uint8Array>();
  const exported: { file: string; still: Still }[] = [];
  const missing: number[] = [];
  for (const still of runStills(study.db, run.runId)) {
    const jpeg = await readStill(stillFile(study.folder, run.runId, still.frame));
    if (jpeg === null) {
      missing.push(still.frame);
      continue;
    }
    const file = stillName(still);
    files.set(file, jpeg);
    exported.push({ file, still });
  }
  if (exported.length === 0) {
    throw new Failure("NOT_FOUND", `Run ${run.runId} has no stills.`, {
      remedy: "Its files were deleted, or it is of an older version: analyse the session again.",
    });
  }
  files.set("index.csv", stringify(exported.map(indexRow), { header: true, columns: [...COLUMNS] }));
  if (wanted.contactSheet) {
    const session = findSession(study.db, sessionId);
    const title = `${session?.patient ?? ""}, session ${session?.number ?? ""}, run ${run.runId}`;
    files.set("contact-sheet.html", contactSheet(title, exported));
  }
  await writeFiles(directory, files);
  recordAudit(study.db, {
    actor,
    action: "stills.exported",
    sessionId,
    details: { runId: run.runId, stills: exported.length },
  });
  return { runId: run.runId, directory, files: [...files.keys()], missing };
}

async function readStill(file: string): Promise<Uint8Array | null> {
  try {
    return await readFile(file);
  } catch (error) {
    if (systemErrorCode(error) === "ENOENT") return null;
    throw error;
  }
}

/** Names frame and time, such as `frame-000100_0-03.333.jpg`; file systems do not take colons. */
function stillName({ frame, timeMs }: Still): string {
  const clock = formatClock(timeMs, { withMilliseconds: true }).replaceAll(":", "-");
  return `frame-${String(frame).padStart(6, "0")}_${clock}.jpg`;
}

function indexRow({
  file,
  still,
}: {
  file: string;
  still: Still;
}): Record<(typeof COLUMNS)[number], unknown> {
  const { region, box, track } = still;
  return {
    file,
    frame: still.frame,
    time_ms: rounded(still.timeMs, 3),
    region_x: region.x,
    region_y: region.y,
    region_w: region.width,
    region_h: region.height,
    width: still.width,
    height: still.height,
    face: box ? 1 : 0,
    x: box && rounded(box.x, 2),
    y: box && rounded(box.y, 2),
    w: box && rounded(box.width, 2),
    h: box && rounded(box.height, 2),
    track,
  };
}

function rounded(value: number, decimals: number): number {
  return Number(value.toFixed(decimals));
}
