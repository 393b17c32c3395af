import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";
import { serveStill, stillAddressOf } from "../core/media/serve-still.ts";
import { mediaAddressOf, serveVideo } from "../core/media/serve-video.ts";

/** The loopback listener that the desktop window gets its videos from; it serves nothing else. */
export interface MediaListener {
  readonly origin: string;
  /** Prefix of media addresses, with the secret that they need. */
  readonly base: string;
  close(): Promise<void>;
}

/** Starts the listener on a free port of 127.0.0.1. */
export async function startMediaListener(
  openVideo: (videoId: number, copy: boolean) => { path: string } | null,
  openStill: (runId: number, frame: number) => string | null,
): Promise<MediaListener> {
  const secret = randomBytes(32).toString("base64url");
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("A listening server has a port.");
  const host = `127.0.0.1:${address.port}`;

  server.on("request", (request, response) => {
    response.setHeader("X-Content-Type-Options", "nosniff");
    // The window's page has another origin; who may read is decided by the secret.
    response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
    const path = request.headers.host === host ? pathBehindSecret(request.url ?? "", secret) : null;
    const video = path === null ? null : mediaAddressOf(path);
    const still = path === null ? null : stillAddressOf(path);
    if (video !== null) serveVideo(request, response, openVideo(video.videoId, video.copy));
    else if (still !== null) void serveStill(request, response, openStill(still.runId, still.frame));
    else response.writeHead(404).end();
  });
  return {
    origin: `http://${host}`,
    base: `http://${host}/${secret}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** The path behind `/<secret>`; null for any other path. */
function pathBehindSecret(path: string, secret: string): string | null {
  const [, offered = "", ...rest] = path.split("/");
  return timingSafeEqual(digest(offered), digest(secret)) ? `/${rest.join("/")}` : null;
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
