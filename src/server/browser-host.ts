import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { RPCHandler } from "@orpc/server/ws";
import { type WebSocket, WebSocketServer } from "ws";
import type { Core } from "../core/core.ts";
import { Failure, systemErrorCode } from "../core/failure.ts";
import { serveStill, stillAddressOf } from "../core/media/serve-still.ts";
import { mediaAddressOf, serveVideo } from "../core/media/serve-video.ts";
import { Door, isOwnHost, isOwnOrigin } from "./door.ts";
import {
  FOREIGN_ORIGIN,
  NO_COOKIE,
  NOT_ALLOWED,
  NOT_FOUND,
  sendNotice,
  TOKEN_USED,
  WRONG_HOST,
} from "./notice-page.ts";
import { setSecurityHeaders } from "./security-headers.ts";
import { servePage } from "./serve-page.ts";

const RPC_PATH = "/rpc";
/** Largest message of a page: a CSV with the ratings of a large study fits several times over. */
const MAX_MESSAGE_BYTES = 64 * 1024 * 1024;

/** A browser host that listens. */
export interface BrowserHost {
  readonly port: number;
  /** An address with a new token; it lets one browser in, once. */
  newAddress(): string;
  close(): Promise<void>;
}

/**
 * Serves the page, its contract and the open study's videos to browsers on this computer. Port 0 takes a free one.
 *
 * @throws Failure CONFLICT when the port cannot be had.
 */
export async function startBrowserHost(
  core: Pick<Core, "router" | "connect" | "openVideo" | "openStill">,
  options: { readonly pageFolder: string; readonly port: number },
): Promise<BrowserHost> {
  const server = createServer();
  const port = await listen(server, options.port);
  const door = new Door(port);
  const rpc = new RPCHandler(core.router);
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE_BYTES,
    perMessageDeflate: false,
  });

  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    setSecurityHeaders(response, port);
    const url = addressOf(request);
    if (!isOwnHost(request.headers.host, port)) return sendNotice(response, WRONG_HOST);
    const reads = request.method === "GET" || request.method === "HEAD";
    if (!reads && !isOwnOrigin(request.headers.origin, request.headers.host))
      return sendNotice(response, FOREIGN_ORIGIN);
    if (url === null) return sendNotice(response, NOT_FOUND);
    const token = url.pathname === "/" ? url.searchParams.get("token") : null;
    if (token !== null && request.method === "GET") return enter(response, token);
    if (!door.admits(request.headers.cookie)) return sendNotice(response, NO_COOKIE);
    if (!reads) return sendNotice(response, NOT_ALLOWED);
    const media = mediaAddressOf(url.pathname);
    if (media !== null) return serveVideo(request, response, core.openVideo(media.videoId, media.copy));
    const still = stillAddressOf(url.pathname);
    if (still !== null) return serveStill(request, response, core.openStill(still.runId, still.frame));
    return servePage(request, response, options.pageFolder, url.pathname);
  });

  function enter(response: ServerResponse, token: string): void {
    const cookie = door.exchange(token);
    if (cookie === null) {
      sendNotice(response, TOKEN_USED);
      return;
    }
    response.writeHead(303, { Location: "/", "Set-Cookie": cookie, "Cache-Control": "no-store" }).end();
  }

  server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const { host, origin, cookie } = request.headers;
    if (!isOwnHost(host, port) || !isOwnOrigin(origin, host)) return refuseUpgrade(socket, "403 Forbidden");
    if (!door.admits(cookie)) return refuseUpgrade(socket, "401 Unauthorized");
    if (addressOf(request)?.pathname !== RPC_PATH) return refuseUpgrade(socket, "404 Not Found");
    sockets.handleUpgrade(request, socket, head, (page: WebSocket) => {
      // A faulty frame ends this page's line by itself; the page opens a new one.
      page.on("error", () => page.terminate());
      void rpc.upgrade(page, { context: core.connect() });
    });
  });

  return {
    port,
    newAddress: () => `http://127.0.0.1:${port}/?token=${door.issueToken()}`,
    close: async () => {
      for (const page of sockets.clients) page.terminate();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

async function listen(server: ReturnType<typeof createServer>, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => reject(portFailure(error, port) ?? error));
    server.listen(port, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("A listening server has a port.");
  return address.port;
}

function portFailure(error: unknown, port: number): Failure | null {
  const code = systemErrorCode(error);
  if (code !== "EADDRINUSE" && code !== "EACCES") return null;
  return new Failure("CONFLICT", code === "EACCES" ? "This port is not permitted." : "This port is in use.", {
    where: `port ${port}`,
    remedy: "Choose another port, or leave the choice to the program.",
    cause: error,
  });
}

function addressOf(request: IncomingMessage): URL | null {
  return URL.parse(request.url ?? "/", "http://127.0.0.1");
}

function refuseUpgrade(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
