import { setTimeout as wait } from "node:timers/promises";
import { implement } from "@orpc/server";
import { type Core, createCore } from "../../../src/core/core.ts";
import { createNodePlatform } from "../../../src/core/node-platform.ts";
import { startBrowserHost } from "../../../src/server/browser-host.ts";
import { reportsContract } from "../../../src/shared/contract/reports.ts";
import type { ServedStudy } from "./command.ts";
import { courseFigure, standInDocument } from "./stand-in-document.ts";

/** What the stand-in reports were asked, and how they are held up. */
export interface StandIn {
  /** Reports that were asked for, in order: "agreement, seed 20231". */
  readonly asked: string[];
  /** Of those, how many the page no longer listened to. */
  left: number;
  /** True: computing goes on for as long as somebody listens. */
  held: boolean;
  /** Number of the newest change of the study's data. */
  newest: number;
  /** What the outcome lacks. */
  lacks: string;
}

const LACKS = "No questionnaire scores. Import them with import-outcomes.";

function standInReports(standIn: StandIn, core: Core) {
  const os = implement(reportsContract);
  return os.router({
    available: os.available.handler(() => [
      { report: "reliability", lacks: null },
      { report: "agreement", lacks: null },
      { report: "outcome", lacks: standIn.lacks },
      { report: "action-units", lacks: "No action units." },
      { report: "classification", lacks: "No labelled clips." },
    ]),
    // As in the program: fails when another page has closed the study.
    changes: os.changes.handler(async () => {
      const { studyId } = await core.client(core.connect()).reports.changes();
      return { studyId, newest: standIn.newest };
    }),
    compute: os.compute.handler(async function* ({ input: { report, options }, signal }) {
      standIn.asked.push(`${report}, seed ${options.seed}`);
      const ended = () => signal?.aborted ?? false;
      signal?.addEventListener("abort", () => {
        standIn.left += 1;
      });
      for (let step = 0; standIn.held && !ended(); step += 1) {
        yield {
          kind: "progress" as const,
          label: "bootstrap of the intervals",
          share: Math.min(0.9, step / 20),
        };
        await wait(250);
      }
      if (ended()) return;
      const document = standInDocument(report, options.seed);
      const nothing = {
        missing: LACKS,
        sections: [],
        methods: [],
        flow: { sentence: "", lines: [] },
        notices: [],
      };
      yield {
        kind: "document" as const,
        document: report === "outcome" ? { ...document, ...nothing } : document,
      };
    }),
    write: os.write.handler(async function* ({ input: { directory, report }, signal }) {
      for (let step = 0; standIn.held && !signal?.aborted; step += 1) {
        yield { kind: "progress" as const, label: "figures", share: Math.min(0.9, step / 20) };
        await wait(250);
      }
      if (signal?.aborted) return;
      yield {
        kind: "written" as const,
        directory,
        files: [`${report}.html`],
        missing: null,
        partlyMissing: null,
      };
    }),
    sessionCourse: os.sessionCourse.handler(({ input: { patient, session } }) =>
      courseFigure("chosen-session", `Figure 3. Course of ${patient}, session ${session}.`),
    ),
  });
}

/** The page on a new study whose reports are stand-ins. `pageFolder`: the built page. */
export async function serveStandIn(
  study: string,
  pageFolder: string,
): Promise<{ served: Pick<ServedStudy, "address" | "stop">; standIn: StandIn }> {
  const standIn: StandIn = { asked: [], left: 0, held: false, newest: 1, lacks: LACKS };
  const core: Core = createCore(createNodePlatform("browser"));
  await core.client(core.connect()).studies.create({ path: study, name: "Stand-in study" });
  const host = await startBrowserHost(
    {
      ...core,
      router: { ...core.router, reports: standInReports(standIn, core) } as unknown as Core["router"],
    },
    { pageFolder, port: 0 },
  );
  const stop = async (): Promise<void> => {
    await host.close();
    await core.close();
  };
  return { served: { address: host.newAddress(), stop }, standIn };
}
