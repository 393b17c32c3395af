import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";

const ADDRESS = /^\/media\/still\/([1-9][0-9]{0,9})\/(0|[1-9][0-9]{0,9})$/;

/** Which still is asked for. */
export interface StillAddress {
  readonly runId: number;
  /** Number of the frame within the run, from 0. */
  readonly frame: number;
}

/** What `/media/still/<run>/<frame>` asks for; null for every other path. */
export function stillAddressOf(pathname: string): StillAddress | null {
  const [, runId, frame] = ADDRESS.exec(pathname) ?? [];
  return runId === undefined ? null : { runId: Number(runId), frame: Number(frame) };
}

/**
 * Answers a GET or HEAD request with a still. One whose file is gone (derived files may be deleted) is missing, in
 * words. Nothing of it stays in the browser's cache.
 *
 * @param path null for a still that the open study does not know
 */
export async function serveStill(
  request: IncomingMessage,
  response: ServerResponse,
  path: string | null,
): Promise<void> {
  response.setHeader("Cache-Control", "no-store");
  if (request.method !== "GET" && request.method !== "HEAD") {
    response.setHeader("Allow", "GET, HEAD");
    return endWith(response, 405, "A still can only be read.");
  }
  if (path === null) return endWith(response, 404, "There is no such still in the open study.");
  let jpeg: Buffer;
  try {
    jpeg = await readFile(path);
  } catch {
    return endWith(response, 404, "The file of this still is gone; a new analysis takes it again.");
  }
  response.writeHead(200, { "Content-Type": "image/jpeg", "Content-Length": jpeg.length });
  response.end(request.method === "HEAD" ? undefined : jpeg);
}

function endWith(response: ServerResponse, status: number, words: string): void {
  response.writeHead(status, { "Content-Type": "text/plain; charset=utf-8" }).end(words);
}
