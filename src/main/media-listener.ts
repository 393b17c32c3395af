import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";
import { type MediaAddress, mediaAddressOf, serveVideo } from "../core/media/serve-video.ts";

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
    const media = request.headers.host === host ? addressBehindSecret(request.url ?? "", secret) : null;
    if (media === null) {
      response.writeHead(404).end();
      return;
    }
    serveVideo(request, response, openVideo(media.videoId, media.copy));
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

/** The media address behind `/<secret>`; null for any other path. */
function addressBehindSecret(path: string, secret: string): MediaAddress | null {
  const [, offered = "", ...rest] = path.split("/");
  return timingSafeEqual(digest(offered), digest(secret)) ? mediaAddressOf(`/${rest.join("/")}`) : null;
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
