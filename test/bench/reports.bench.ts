/**
 * Time and memory of the reports over 12,000 minutes that three raters rated, computed and written by the command line
 * from a study on disk, as a ratio to the reports' own R scripts on the tables that were written; and for how long the
 * core, which answers the page, is held up meanwhile. `node test/bench/reports.bench.ts [rounds] [resamples]`
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { createCore } from "../../src/core/core.ts";
import { createNodePlatform } from "../../src/core/node-platform.ts";
import type { ReportName } from "../../src/shared/reports/report-options.ts";
import { madeUpStudy } from "../support/made-up-study.ts";
import { storeTables } from "../support/store-tables.ts";
import { type Cost, costOf } from "./cost-of.ts";
import { median } from "./median.ts";

const SIZE = { seed: 1, patients: 23, sessionsPerPatient: 10, minutesPerSession: 53, raters: 3 };
const REPORTS: readonly ReportName[] = ["reliability", "agreement"];
const PROGRAM = fileURLToPath(new URL("../../src/cli/minutewise.ts", import.meta.url));

/** The longest time, in ms, for which the core answers nobody while it computes a report for the page. */
async function heldUpMs(study: string, report: ReportName, resamples: number): Promise<number> {
  const core = createCore(createNodePlatform("command-line"));
  const client = core.client(core.connect());
  await client.studies.open({ path: study });
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  for await (const _ of await client.reports.compute({ report, options: { resamples } }));
  delay.disable();
  await core.close();
  return delay.max / 1e6;
}

const [rounds = 3, resamples = 1000] = process.argv.slice(2).map(Number);
const folder = mkdtempSync(join(tmpdir(), "minutewise-bench-"));
process.env["MINUTEWISE_DATA"] = join(folder, "user");
try {
  const tables = madeUpStudy(SIZE);
  const study = await storeTables(folder, tables);
  console.log(
    JSON.stringify({ bench: "reports", minutes: tables.minutes.length, ratings: tables.ratings.length }),
  );
  for (const report of REPORTS) {
    const ratios: Record<keyof Cost, number>[] = [];
    const out = join(folder, report);
    const wanted = ["report", report, study, "--out", out, "--resamples", String(resamples)];
    for (let round = 1; round <= rounds; round++) {
      const own = await costOf(process.execPath, PROGRAM, ...wanted);
      const r = await costOf("Rscript", join(out, "analysis.R"));
      ratios.push({
        seconds: own.seconds / r.seconds,
        cpuSeconds: own.cpuSeconds / r.cpuSeconds,
        peakMb: own.peakMb / r.peakMb,
      });
      console.log(JSON.stringify({ bench: "report", report, round, own, r }));
    }
    const of = (measure: keyof Cost): string => median(ratios.map((ratio) => ratio[measure])).toFixed(2);
    const held = await heldUpMs(study, report, resamples);
    console.log(
      `${report}, ${resamples} replicates: ${of("seconds")} of the time, ${of("cpuSeconds")} of the processor time ` +
        `and ${of("peakMb")} of the memory of R; the core is held up for at most ${held.toFixed(0)} ms.`,
    );
  }
} finally {
  rmSync(folder, { recursive: true });
}
