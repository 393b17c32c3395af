import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";
import { probing, type Script, sendMinutes, standInPlatform } from "../../test/support/stand-in-worker.ts";
import { writeVideoFile } from "../../test/support/study-fixture.ts";
import { tempFolder } from "../../test/support/temp-folder.ts";
import { createCore } from "../core/core.ts";
import type { AnalysisOptions } from "../shared/contract/analysis.ts";
import { analysisLines, analysisRemarks, analysisResult } from "./analysis-result.ts";
import { analyseSessions } from "./analysis-run.ts";
import type { Client } from "./with-core.ts";

const MODELS = fileURLToPath(new URL("../../resources/models", import.meta.url));

/** A study with a session for each video name, whose child processes do as the script says. */
async function studyWith(names: readonly string[], analyse: Script): Promise<Client> {
  const folder = tempFolder();
  const script: Script = (worker) => (worker.task.kind === "analysis" ? analyse(worker) : probing(worker));
  const core = createCore(standInPlatform(join(folder, "user"), MODELS, script));
  onTestFinished(() => core.close());
  const client = core.client(core.connect());
  await client.studies.create({ path: join(folder, "study"), name: "Study" });
  for (const [index, name] of names.entries()) {
    const path = writeVideoFile(join(folder, `${name}.mp4`), name);
    await client.imports.video({ path, patient: "P01", session: index + 1 });
  }
  return client;
}

const succeed: Script = (worker) => {
  if (worker.task.kind !== "analysis") return;
  worker.send({ type: "finished", framesDone: sendMinutes(worker, worker.task, 3), notices: [] });
  worker.exit(0);
};

/** Fails for a video whose name contains "broken", otherwise succeeds. */
const failForBroken: Script = (worker) => {
  if (worker.task.kind !== "analysis" || !worker.task.videoPath.includes("broken")) return succeed(worker);
  const failure = {
    code: "UNSUPPORTED_MEDIA",
    message: "It cannot be read.",
    remedy: "Copy it again.",
  } as const;
  worker.send({ type: "failed", failure });
  worker.exit(0);
};

const never = new AbortController().signal;

async function analyse(client: Client, stop: AbortSignal = never, options: AnalysisOptions = {}) {
  const sessions = await client.sessions.list();
  const outcomes = await analyseSessions(client, sessions, { onChange: () => {}, stop, options });
  return Promise.all(
    outcomes.map(async (outcome) => {
      const { sessionId } = outcome.session;
      const machine = await client.traces.minutes({ sessionId });
      const found = (await client.traces.runs({ sessionId })).find(({ runId }) => runId === outcome.runId);
      const run = found && { ...found, notices: ["The file ends early."] };
      return { outcome, finished: machine && run ? { machine, run } : null };
    }),
  );
}

describe("analysing sessions", () => {
  it("gives each session's minutes and their sums; a second call finds it done and says the same", async () => {
    const client = await studyWith(["a", "b"], succeed);
    const first = analysisResult("S", await analyse(client));
    expect(first).toMatchObject({ study: "S", frames: 24, faces: 16, coverage: 2 / 3 });
    expect(first.sessions.map(({ status, frames, faces }) => [status, frames, faces])).toEqual([
      ["analysed", 12, 8],
      ["analysed", 12, 8],
    ]);
    expect(first.sessions[0]?.minutes?.[0]).toEqual({
      minute: 1,
      partial: false,
      angry: 0.25,
      disgust: 0.125,
      fear: 0,
      happy: 0.125,
      sad: 0.25,
      surprise: 0,
      neutral: 0.25,
      nonspecific: 0.75,
      n_frames: 4,
      n_faces: 4,
      coverage: 1,
    });
    expect(first.sessions[0]?.minutes?.[2]).toMatchObject({
      partial: true,
      angry: null,
      nonspecific: null,
      n_faces: 0,
    });

    const again = await analyse(client);
    const second = analysisResult("S", again);
    expect(second.sessions.map(({ status }) => status)).toEqual(["already-analysed", "already-analysed"]);
    expect(second.sessions.map(({ minutes }) => minutes)).toEqual(
      first.sessions.map(({ minutes }) => minutes),
    );
    expect(analysisLines(again)[0]).toBe(
      "P01 session 1: was analysed already, 12 frames in 3 minutes, a face in 66.7% of them",
    );
    expect(second.sessions[1]?.notices).toEqual(["The file ends early."]);
    expect(analysisRemarks(again)[1]).toBe("Note: P01 session 2: The file ends early.");
  });

  it("keeps apart what was asked for: the whole recording and a span with one model", async () => {
    const client = await studyWith(["a"], succeed);
    const sessions = await client.sessions.list();
    const options = { fromMs: 1_000, toMs: 61_000, modelIds: ["face-api-expression"] };
    const runs: (number | null | undefined)[] = [];
    for (const wishes of [{}, options, {}, options]) {
      const [analysed] = await analyse(client, never, wishes);
      runs.push(analysed?.outcome.runId);
    }
    expect(runs).toEqual([1, 2, 1, 2]);
    const sessionId = sessions[0]?.sessionId ?? 0;
    expect(analysisRemarks(await analyse(client)).join()).not.toContain("counts");
    expect(analysisRemarks(await analyse(client, never, options))).toContain(
      "Note: P01 session 1: this is run 2, but another run counts (one that was accepted, or the newest of the whole recording), which minutes and reports show; minutewise runs STUDY lists them. Accept run 2 in the page, under the session's evidence, to make it count.",
    );
    expect((await client.traces.minutes({ sessionId }))?.minutes[0]?.means).not.toBeNull();
    // The study's model was not asked in the second run.
    expect((await client.traces.minutes({ sessionId, runId: 2 }))?.minutes).toEqual([]);
    await expect(client.traces.minutes({ sessionId, runId: 3 })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("goes on after a session that fails, and says why it did", async () => {
    const client = await studyWith(["broken", "b"], failForBroken);
    const { sessions } = analysisResult("S", await analyse(client));
    expect(sessions.map(({ status }) => status)).toEqual(["failed", "analysed"]);
    expect(sessions[0]?.failure).toMatchObject({ message: "It cannot be read.", remedy: "Copy it again." });
    expect(Object.keys(sessions[0] ?? {})).toEqual(["patient", "session", "status", "failure"]);
  });

  it("says once what is wrong with a model, and blames no video for it", async () => {
    const client = await studyWith(["a", "b"], (worker) => {
      const failure = { code: "MODEL_DAMAGED", message: "mesh.onnx is damaged.", remedy: null } as const;
      worker.send({ type: "failed", failure });
      worker.exit(0);
    });
    expect(analysisRemarks(await analyse(client))).toEqual([
      "P01 session 1, P01 session 2: mesh.onnx is damaged.",
    ]);
  });

  it("goes on after a session whose video has gone", async () => {
    const client = await studyWith(["a", "b"], succeed);
    const [session] = await client.sessions.list();
    const { rmSync } = await import("node:fs");
    rmSync(session?.video?.path ?? "");
    const outcomes = (await analyse(client)).map(({ outcome }) => outcome);
    expect(outcomes.map(({ status }) => status)).toEqual(["failed", "analysed"]);
    expect(outcomes[0]?.failure?.where).toBe(session?.video?.path);
  });

  it("cancels the running and the waiting session when told to stop", async () => {
    const stop = new AbortController();
    const client = await studyWith(["a", "b"], (worker) => {
      worker.onMessage((message) => {
        if (message.type !== "cancel") return;
        worker.send({ type: "cancelled" });
        worker.exit(0);
      });
      stop.abort();
    });
    const outcomes = (await analyse(client, stop.signal)).map(({ outcome }) => outcome.status);
    expect(outcomes).toEqual(["cancelled", "cancelled"]);
  });
});
