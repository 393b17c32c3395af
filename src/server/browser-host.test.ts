import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type IncomingHttpHeaders, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createORPCClient } from "@orpc/client";
import { RPCLink } from "@orpc/client/websocket";
import type { ContractRouterClient } from "@orpc/contract";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { createCore } from "../core/core.ts";
import { Failure } from "../core/failure.ts";
import type { Contract } from "../shared/contract/contract.ts";
import { type BrowserHost, startBrowserHost } from "./browser-host.ts";

const VIDEO = Buffer.from("0123456789".repeat(1_000));
const VIDEO_NAME = "Sitzung 1 ä% #.mp4";

let folder: string;
let host: BrowserHost;

function coreWithoutWorker() {
  return createCore({
    host: "browser",
    version: "0.0.0",
    userDataFolder: join(folder, "user"),
    modelsFolder: join(folder, "models"),
    reportThread: "",
    scriptsFolder: "",
    mediaBase: () => "",
    startWorker: () => {
      throw new Error("No worker is started here.");
    },
  });
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "minutewise-host-"));
  mkdirSync(join(folder, "page", "assets"), { recursive: true });
  writeFileSync(join(folder, "page", "index.html"), "<title>the page</title>");
  writeFileSync(join(folder, "page", "assets", "app.js"), "export {};");
  writeFileSync(join(folder, "secret.txt"), "outside the page");
  writeFileSync(join(folder, VIDEO_NAME), VIDEO);
  const core = coreWithoutWorker();
  const videos = new Map([
    [7, { path: join(folder, VIDEO_NAME) }],
    [8, { path: join(folder, "gone.mp4") }],
  ]);
  const openVideo = (id: number) => videos.get(id) ?? null;
  writeFileSync(join(folder, "100.jpg"), "a still");
  const openStill = (runId: number, frame: number) => (runId === 3 ? join(folder, `${frame}.jpg`) : null);
  host = await startBrowserHost(
    { ...core, openVideo, openStill },
    { pageFolder: join(folder, "page"), port: 0 },
  );
});

afterEach(async () => {
  await host.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A request with exactly these headers, which fetch would not send. */
function ask(path: string, headers: Record<string, string> = {}, method = "GET"): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: "127.0.0.1", port: host.port, path, method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString("utf8"),
        }),
      );
    });
    sent.on("error", reject);
    sent.end();
  });
}

function pathOf(address: string): string {
  const url = new URL(address);
  return url.pathname + url.search;
}

async function enter(): Promise<string> {
  const { headers } = await ask(pathOf(host.newAddress()));
  return headers["set-cookie"]?.[0]?.split(";")[0] ?? "";
}

describe("the token", () => {
  it("is exchanged for a cookie and a clean address, once", async () => {
    const path = pathOf(host.newAddress());
    const first = await ask(path);
    expect(first.status).toBe(303);
    expect(first.headers.location).toBe("/");
    expect(first.headers["set-cookie"]?.[0]).toContain("HttpOnly; SameSite=Strict");
    const second = await ask(path);
    expect(second.status).toBe(403);
    expect(second.headers["set-cookie"]).toBeUndefined();
    expect(second.body).toContain("This address was used already");
  });

  it("is not used up by a HEAD request or under a wrong host", async () => {
    const path = pathOf(host.newAddress());
    expect((await ask(path, {}, "HEAD")).status).toBe(401);
    expect((await ask(path, { host: "evil.example" })).status).toBe(403);
    expect((await ask(path)).status).toBe(303);
  });

  it("does not work a second time in a browser that is already in", async () => {
    const path = pathOf(host.newAddress());
    const cookie = (await ask(path)).headers["set-cookie"]?.[0]?.split(";")[0] ?? "";
    expect((await ask(path, { cookie })).status).toBe(403);
    expect((await ask("/", { cookie })).status).toBe(200);
  });
});

describe("without the cookie", () => {
  it.each(["/", "/assets/app.js", "/media/video/7", "/rpc", "/nothing"])("%s is refused", async (path) => {
    const answer = await ask(path);
    expect(answer.status).toBe(401);
    expect(answer.body).not.toContain("the page");
  });
});

describe("host and origin", () => {
  it.each(["evil.example", "127.0.0.1", "localhost:1"])(
    "host %s is refused even with the cookie",
    async (name) => {
      const cookie = await enter();
      expect((await ask("/", { cookie, host: name })).status).toBe(403);
    },
  );

  it("answers as localhost too", async () => {
    const cookie = await enter();
    expect((await ask("/", { cookie, host: `localhost:${host.port}` })).status).toBe(200);
  });

  it("refuses what is not reading: from elsewhere for its origin, from here because there is nothing to post", async () => {
    const cookie = await enter();
    expect((await ask("/", { cookie }, "POST")).body).toContain("another page");
    expect((await ask("/", { cookie, origin: "http://evil.example" }, "POST")).status).toBe(403);
    expect((await ask("/", { cookie, origin: `http://127.0.0.1:${host.port}` }, "POST")).status).toBe(405);
  });
});

describe("the page", () => {
  it("comes with its protective headers", async () => {
    const { headers, body } = await ask("/", { cookie: await enter() });
    expect(body).toContain("the page");
    expect(headers["content-security-policy"]).toContain("script-src 'self';");
    expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["referrer-policy"]).toBe("no-referrer");
    expect(headers["cross-origin-resource-policy"]).toBe("same-origin");
    expect(headers["cross-origin-opener-policy"]).toBe("same-origin");
  });

  it.each([
    "/../secret.txt",
    "/..%2fsecret.txt",
    "/%2e%2e/secret.txt",
    "/assets",
    "/%00",
    "/%ff",
    "/nothing.js",
  ])("%s is not found", async (path) => {
    const answer = await ask(path, { cookie: await enter() });
    expect(answer.status).toBe(404);
    expect(answer.body).not.toContain("outside the page");
  });
});

describe("videos", () => {
  const video = async (headers: Record<string, string> = {}, method = "GET", id = 7) =>
    ask(`/media/video/${id}`, { cookie: await enter(), ...headers }, method);

  it("come whole, not to be kept by the browser", async () => {
    const answer = await video();
    expect(answer.status).toBe(200);
    expect(answer.body).toBe(VIDEO.toString());
    expect(answer.headers["content-type"]).toBe("video/mp4");
    expect(answer.headers["accept-ranges"]).toBe("bytes");
    expect(answer.headers["cache-control"]).toBe("no-store");
  });

  it.each([
    ["bytes=0-4", "01234", "bytes 0-4/10000"],
    ["bytes=9998-", "89", "bytes 9998-9999/10000"],
    ["bytes=-3", "789", "bytes 9997-9999/10000"],
    ["bytes=9999-20000", "9", "bytes 9999-9999/10000"],
  ])("%s is the part that was asked for", async (range, body, contentRange) => {
    const answer = await video({ range });
    expect(answer.status).toBe(206);
    expect(answer.body).toBe(body);
    expect(answer.headers["content-range"]).toBe(contentRange);
    expect(answer.headers["content-length"]).toBe(String(body.length));
  });

  it("end: a range beyond the end says how long the video is", async () => {
    const answer = await video({ range: "bytes=10000-" });
    expect(answer.status).toBe(416);
    expect(answer.headers["content-range"]).toBe("bytes */10000");
  });

  it("are described without their bytes on HEAD", async () => {
    const answer = await video({}, "HEAD");
    expect(answer.status).toBe(200);
    expect(answer.headers["content-length"]).toBe("10000");
    expect(answer.body).toBe("");
  });

  it("are found by their id alone", async () => {
    expect((await video({}, "GET", 9)).status).toBe(404);
    const cookie = await enter();
    expect((await ask("/media/video/7/..", { cookie })).status).toBe(404);
    expect((await ask(`/media/video/${encodeURIComponent(VIDEO_NAME)}`, { cookie })).status).toBe(404);
  });

  it("that are gone say so in words", async () => {
    const answer = await video({}, "GET", 8);
    expect(answer.status).toBe(404);
    expect(answer.body).toBe("The video is not where it was.");
  });

  it("can be left in the middle", async () => {
    writeFileSync(join(folder, VIDEO_NAME), Buffer.alloc(64 * 1024 * 1024));
    const cookie = await enter();
    await new Promise<void>((resolve, reject) => {
      const sent = request(
        { host: "127.0.0.1", port: host.port, path: "/media/video/7", headers: { cookie } },
        (response) => {
          response.once("data", () => {
            response.destroy();
            resolve();
          });
        },
      );
      sent.on("error", reject);
      sent.end();
    });
    expect((await ask("/media/video/7", { cookie, range: "bytes=0-0" })).status).toBe(206);
  });
});

describe("stills", () => {
  const still = async (run: number | string, frame: number | string, method = "GET") =>
    ask(`/media/still/${run}/${frame}`, { cookie: await enter() }, method);

  it("come by run and frame, not to be kept by the browser", async () => {
    const answer = await still(3, 100);
    expect([answer.status, answer.body]).toEqual([200, "a still"]);
    expect(answer.headers).toMatchObject({
      "content-type": "image/jpeg",
      "content-length": "7",
      "cache-control": "no-store",
    });
    expect(await still(3, 100, "HEAD")).toMatchObject({ status: 200, body: "" });
  });

  it("that the study does not know, or whose file is gone, say so", async () => {
    expect(await still(4, 100)).toMatchObject({
      status: 404,
      body: "There is no such still in the open study.",
    });
    const gone = await still(3, 200);
    expect(gone.status).toBe(404);
    expect(gone.body).toContain("a new analysis takes it again");
    expect(gone.body).not.toContain(folder);
  });

  it.each([
    ["3", "-1"],
    ["3", "01"],
    ["3", "100.jpg"],
    ["3", "..%2F100"],
    ["0", "100"],
  ])("run %s frame %s is no address", async (run, frame) => {
    const answer = await still(run, frame);
    expect(answer.status).toBe(404);
    expect(answer.body).not.toBe("a still");
  });

  it("need the cookie", async () => {
    expect((await ask("/media/still/3/100")).status).toBe(401);
  });
});

describe("the contract's line", () => {
  function dial(headers: Record<string, string>, path = "/rpc"): Promise<WebSocket | number> {
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(`ws://127.0.0.1:${host.port}${path}`, { headers });
      socket.on("open", () => resolve(socket));
      socket.on("unexpected-response", (_request, response) => resolve(response.statusCode ?? 0));
      socket.on("error", reject);
    });
  }
  const own = () => `http://127.0.0.1:${host.port}`;

  function clientOf(socket: WebSocket | number): ContractRouterClient<Contract> {
    if (typeof socket === "number") throw new Error(`The line was refused with ${socket}.`);
    // The link asks for a browser's WebSocket, of which it uses what both kinds have.
    return createORPCClient(new RPCLink({ websocket: socket as unknown as globalThis.WebSocket }));
  }

  it("is open to the page that showed its cookie", async () => {
    const socket = await dial({ cookie: await enter(), origin: own() });
    const info = await clientOf(socket).system.info();
    expect(info).toMatchObject({ host: "browser", mediaBase: "" });
  });

  it("is refused to a foreign origin, a wrong host, a page without cookie, and elsewhere", async () => {
    const cookie = await enter();
    expect(await dial({ cookie, origin: "http://evil.example" })).toBe(403);
    expect(await dial({ cookie })).toBe(403);
    expect(await dial({ cookie, origin: "http://evil.example", host: "evil.example" })).toBe(403);
    expect(await dial({ origin: own() })).toBe(401);
    expect(await dial({ cookie: `${cookie}x`, origin: own() })).toBe(401);
    expect(await dial({ cookie, origin: own() }, "/other")).toBe(404);
  });

  it("knows each window's own rater", async () => {
    const cookie = await enter();
    const [one, other] = [
      clientOf(await dial({ cookie, origin: own() })),
      clientOf(await dial({ cookie, origin: own() })),
    ];
    await one.studies.create({ path: join(folder, "study"), name: "Study" });
    await one.raters.signIn({ code: "R1" });
    await other.raters.signIn({ code: "R2" });
    expect((await one.raters.current())?.code).toBe("R1");
    expect((await other.raters.current())?.code).toBe("R2");
    await one.studies.close();
  });
});

describe("the port", () => {
  it("that is taken is named", async () => {
    const taken = startBrowserHost(
      { ...coreWithoutWorker(), openVideo: () => null },
      { pageFolder: join(folder, "page"), port: host.port },
    );
    await expect(taken).rejects.toThrow(Failure);
    await expect(taken).rejects.toMatchObject({ where: `port ${host.port}` });
  });
});
