import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { isDefinedError, safe } from "@orpc/client";
import { describe, expect, it, onTestFinished } from "vitest";
import { type Core, createCore } from "../../src/core/core.ts";
import { EXPRESSIONS } from "../../src/shared/expression.ts";
import { probing, type Script, sendMinutes, standInPlatform } from "../support/stand-in-worker.ts";
import { writeVideoFile } from "../support/study-fixture.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { TRANSPORTS } from "./support/transports.ts";

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
