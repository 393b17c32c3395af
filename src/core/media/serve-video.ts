import type { IncomingMessage, ServerResponse } from "node:http";
import { basename, dirname } from "node:path";
import send from "send";

const ADDRESS = /^\/media\/(video|proxy)\/([1-9][0-9]{0,9})$/;

/** Which video is asked for: the file itself, or its playback copy. */
export interface MediaAddress {
  readonly videoId: number;
  readonly copy: boolean;
}

/** What `/media/video/<id>` and `/media/proxy/<id>` ask for; null for every other path. */
export function mediaAddressOf(pathname: string): MediaAddress | null {
  const [, kind, id] = ADDRESS.exec(pathname) ?? [];
  return id === undefined ? null : { videoId: Number(id), copy: kind === "proxy" };
}

/**
 * Answers a GET or HEAD request with a video file: whole, or the one range that was asked for. The file is read as
 * fast as the client takes it and closed when the client goes away. Nothing of it stays in the browser's cache.
 */
export function serveVideo(
  request: IncomingMessage,
  response: ServerResponse,
  video: { path: string } | null,
): void {
  if (request.method !== "GET" && request.method !== "HEAD") {
    response.setHeader("Allow", "GET, HEAD");
    endWith(response, 405, "A video can only be read.");
    return;
  }
  if (video === null) {
    endWith(response, 404, "There is no video with this number in the open study.");
    return;
  }
  response.setHeader("Cache-Control", "no-store");
  send(request, encodeURIComponent(basename(video.path)), {
    root: dirname(video.path),
    dotfiles: "allow",
    cacheControl: false,
    index: false,
  })
    .on("error", (error: unknown) => refuse(response, error))
    .on("directory", () => endWith(response, 404, "The video is not where it was."))
    .pipe(response);
}

/** `send` reports the status that fits, and for a range beyond the file the header that belongs to it. */
function refuse(response: ServerResponse, error: unknown): void {
  const status = property(error, "status") === 416 ? 416 : property(error, "status") === 404 ? 404 : 500;
  const contentRange = property(property(error, "headers"), "Content-Range");
  if (typeof contentRange === "string") response.setHeader("Content-Range", contentRange);
  const words = {
    404: "The video is not where it was.",
    416: "The video ends before this range.",
    500: "The video could not be read.",
  };
  endWith(response, status, words[status]);
}

function property(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

function endWith(response: ServerResponse, status: number, words: string): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.statusCode = status;
  response.setHeader("Content-Type", "text/plain; charset=utf-8");
  response.end(words);
}
