import { once } from "node:events";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { MessageChannel } from "node:worker_threads";
import { createORPCClient, isDefinedError, safe } from "@orpc/client";
import { RPCLink as PortLink } from "@orpc/client/message-port";
import { RPCLink as SocketLink } from "@orpc/client/websocket";
import type { ContractRouterClient } from "@orpc/contract";
import { RPCHandler as PortHandler } from "@orpc/server/message-port";
import { describe, expect, it, onTestFinished } from "vitest";
import { WebSocket } from "ws";
import { type Core, createCore } from "../../src/core/core.ts";
import { startBrowserHost } from "../../src/server/browser-host.ts";
import type { Contract } from "../../src/shared/contract/contract.ts";
import { EXPRESSIONS } from "../../src/shared/expression.ts";
import { probing, type Script, sendMinutes, standInPlatform } from "../support/stand-in-worker.ts";
import { writeVideoFile } from "../support/study-fixture.ts";
import { tempFolder } from "../support/temp-folder.ts";

type Client = ContractRouterClient<Contract>;

/** The three ways in which hosts carry the contract. */
const TRANSPORTS: Record<string, (core: Core) => Promise<Client> | Client> = {
  "in process": (core) => core.client(core.connect()),

  WebSocket: async (core) => {
    const host = await startBrowserHost(core, { pageFolder: tempFolder(), port: 0 });
    onTestFinished(() => host.close());
    const entered = await fetch(host.newAddress(), { redirect: "manual" });
    const origin = `http://127.0.0.1:${host.port}`;
    const websocket = new WebSocket(`ws://127.0.0.1:${host.port}/rpc`, {
      headers: { Cookie: entered.headers.get("set-cookie")?.split(";")[0] ?? "", Origin: origin },
    });
    websocket.binaryType = "arraybuffer";
    await once(websocket, "open");
    // The ws library's socket has the browser's interface as far as the link uses it.
    return createORPCClient(new SocketLink({ websocket: websocket as unknown as globalThis.WebSocket }));
  },

  MessagePort: (core) => {
    const { port1, port2 } = new MessageChannel();
    onTestFinished(() => port1.close());
    new PortHandler(core.router).upgrade(port1, { context: core.connect() });
    port1.start();
    port2.start();
    return createORPCClient(new PortLink({ port: port2 }));
  },
};

const LAST_MINUTE = 3;

const analysing: Script = (worker) => {
  if (worker.task.kind !== "analysis") return probing(worker);
  const framesDone = sendMinutes(worker, worker.task, LAST_MINUTE);
  worker.send({ type: "finished", framesDone, notices: [] });
  worker.exit(0);
};

function newCore(): { core: Core; folder: string } {
  const folder = tempFolder();
  const models = fileURLToPath(new URL("../../resources/models", import.meta.url));
  const core = createCore(standInPlatform(join(folder, "user"), models, analysing));
  onTestFinished(() => core.close());
  return { core, folder };
}

describe.each(Object.entries(TRANSPORTS))("the contract over %s", (_name, connect) => {
  it("carries values, bytes both ways, events and sign-in", async () => {
    const { core, folder } = newCore();
    const client = await connect(core);
    const study = await client.studies.create({ path: join(folder, "study"), name: "Transport" });
    expect(await client.studies.current()).toEqual(study);

    const path = writeVideoFile(join(folder, "video.mp4"), "video");
    const { sessionId } = await client.imports.video({ path, patient: "P01", session: 1 });
    const csv = new Blob(["patient;session;minute;rater;arousal;emotion\nP01;1;1;R1;4;joy\n"]);
    expect(await client.imports.ratings({ fileName: "r.csv", content: csv })).toMatchObject({ stored: 1 });

    const events = await client.analysis.watch();
    await client.analysis.enqueue({ sessionIds: [sessionId] });
    const states = new Set<string>();
    for await (const { jobs } of events) {
      for (const job of jobs) states.add(job.state);
      if (jobs.length > 0 && jobs.every((job) => job.state === "succeeded")) break;
    }
    expect([...states].at(-1)).toBe("succeeded");

    const trace = await client.traces.frames({ sessionId });
    const values = new Float32Array((await trace?.probabilities.arrayBuffer()) ?? new ArrayBuffer(0));
    expect(values).toHaveLength((trace?.nFrames ?? 0) * EXPRESSIONS.length);
    expect(values[0]).toBe(0.25);
    expect(values.at(-1)).toBeNaN();

    await client.raters.signIn({ code: "R1" });
    expect((await client.ratings.sheet({ sessionId })).minutes).toMatchObject([
      { minute: 1, state: "rated" },
    ]);
  });

  it("carries declared failures with where and what to do, and no stack of a bug", async () => {
    const { core, folder } = newCore();
    const client = await connect(core);
    const [error] = await safe(client.studies.open({ path: join(folder, "nowhere") }));
    if (!isDefinedError(error)) throw new Error("The failure did not arrive as declared.");
    expect(error).toMatchObject({ code: "STUDY_NOT_FOUND", data: { where: join(folder, "nowhere") } });
    expect(error.data.remedy).toMatch(/create a study/);

    await expect(client.studies.create({ path: "study", name: "Relative" })).rejects.toMatchObject({
      code: "INVALID_VALUE",
    });
    await expect(client.sessions.list()).rejects.toMatchObject({ code: "NO_STUDY_OPEN" });
    await client.studies.create({ path: join(folder, "study"), name: "Transport" });
    await expect(client.ratings.sheet({ sessionId: 1 })).rejects.toMatchObject({ code: "NOT_SIGNED_IN" });
    await client.raters.signIn({ code: "R1" });
    await expect(client.studies.open({ path: join(folder, "nowhere") })).rejects.toThrow();
    expect(await client.studies.open({ path: join(folder, "study") })).toEqual(
      await client.studies.current(),
    );
    const value = { arousal: 2, emotion: "joy", notRatable: null, note: "" } as const;
    await expect(client.ratings.save({ sessionId: 1, minute: 1, value, basedOn: 0 })).rejects.toMatchObject({
      code: "BAD_REQUEST",
    });
  });
});
