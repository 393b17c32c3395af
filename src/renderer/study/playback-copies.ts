import { client, orpc, queryClient } from "../app/client.ts";

/** Asks anew how sessions are played: a copy was made, removed, or a session came in. */
export async function refreshPlayback(): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: orpc.media.playback.key() }),
    queryClient.invalidateQueries({ queryKey: orpc.sessions.key() }),
  ]);
}

/**
 * Puts playback copies into the queue for those of the sessions that need one.
 *
 * @returns how many that are
 */
export async function queueCopies(
  imported: readonly { readonly patient: string; readonly session: number }[],
): Promise<number> {
  const wanted = new Set(imported.map(({ patient, session }) => `${patient} ${session}`));
  const sessions = await client.sessions.list();
  const sessionIds = sessions
    .filter(({ patient, session }) => wanted.has(`${patient} ${session}`))
    .filter(({ video }) => video?.playback === "proxy-needed" && video.status === "present")
    .map(({ sessionId }) => sessionId);
  if (sessionIds.length > 0) await client.analysis.enqueue({ sessionIds, kind: "proxy" });
  return sessionIds.length;
}
