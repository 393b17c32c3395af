import { createHash } from "node:crypto";
import { deserialize } from "node:v8";
import type { ReportDocument } from "../../../shared/reports/document.ts";
import type { ReportName, ReportOptions } from "../../../shared/reports/report-options.ts";
import type { Log } from "../../log.ts";
import type { Platform } from "../../platform.ts";
import type { ReportTables } from "../report-tables.ts";
import { runThread } from "../thread/run-thread.ts";
import type { FromThread, StoredReport, ThreadTask } from "../thread/thread-task.ts";
import { whatIsPartlyMissing } from "../what-is-missing.ts";
import { checkWritable } from "../write/check-writable.ts";
import { readScripts } from "../write/read-scripts.ts";
import { writeFiles } from "../write/write-files.ts";
import { CurrentTables } from "./current-tables.ts";
import { FollowedWork, type Progress } from "./followed-work.ts";
import { ReportShelf } from "./report-shelf.ts";

export interface AskedReport {
  readonly report: ReportName;
  readonly options: ReportOptions;
  readonly tables: ReportTables;
}

interface WrittenReport {
  readonly directory: string;
  /** Names in the directory. */
  readonly files: string[];
  /** Why the report holds no results; null when it does. */
  readonly missing: string | null;
  /** Why some of its parts hold none; null: all that there are do. */
  readonly partlyMissing: string | null;
}

/** Share of writing a report that lies before its files are made. */
const COMPUTING = 0.8;

/**
 * Computes and writes reports in threads. The last ones are kept, so that what was computed from the same data with
 * the same options is there at once; who asks for what is being computed already shares the computation.
 */
export class ReportDesk {
  readonly #platform: Pick<Platform, "reportThread" | "scriptsFolder">;
  readonly #log: Log;
  readonly #tables = new CurrentTables();
  readonly #shelf = new ReportShelf();
  readonly #running = new Map<string, FollowedWork<StoredReport>>();

  constructor(platform: Pick<Platform, "reportThread" | "scriptsFolder">, log: Log) {
    this.#platform = platform;
    this.#log = log;
  }

  /** The input of a report as the study holds it now. */
  tables(wanted: Parameters<CurrentTables["of"]>[0]): ReportTables {
    return this.#tables.of(wanted);
  }

  /** Tells of progress and ends with the document. */
  async *compute(asked: AskedReport, signal?: AbortSignal): AsyncGenerator<Progress, ReportDocument> {
    return documentOf(yield* this.#stored(asked, signal));
  }

  /**
   * Computes a report, unless it was, and writes its files; files of the same names are replaced.
   *
   * @throws Failure STORAGE_FAILED, before anything is computed where that can be foreseen
   */
  async *write(
    asked: AskedReport,
    directory: string,
    signal?: AbortSignal,
  ): AsyncGenerator<Progress, WrittenReport> {
    await checkWritable(directory);
    const scripts = await readScripts(this.#platform.scriptsFolder, asked.report);
    const stored = yield* scaled(this.#stored(asked, signal), 0, COMPUTING, "Figures");
    const making = new FollowedWork((onProgress, stop) =>
      this.#run({ kind: "files", stored, scripts }, "files", onProgress, stop),
    );
    const { files } = yield* scaled(making.follow(signal), COMPUTING, 1, "Files");
    await writeFiles(directory, files, signal);
    return {
      directory,
      files: [...files.keys()],
      missing: documentOf(stored).missing,
      partlyMissing: whatIsPartlyMissing(asked.report, asked.tables),
    };
  }

  /** Ends what is being computed and forgets what was, as when the study is closed. */
  clear(): void {
    for (const work of this.#running.values()) {
      work.stop(new DOMException("The study was closed.", "AbortError"));
    }
    this.#running.clear();
    this.#tables.clear();
    this.#shelf.clear();
  }

  async *#stored(asked: AskedReport, signal?: AbortSignal): AsyncGenerator<Progress, StoredReport> {
    const key = keyOf(asked);
    const kept = this.#shelf.get(key);
    if (kept) return kept;
    const running = this.#running.get(key);
    const work = running && !running.stopped ? running : this.#start(key, asked);
    return yield* work.follow(signal);
  }

  #start(key: string, { report, options, tables }: AskedReport): FollowedWork<StoredReport> {
    const work = new FollowedWork<StoredReport>(async (onProgress, signal) => {
      try {
        const task: ThreadTask = { kind: "compute", report, options, tables };
        const { stored } = await this.#run(task, "computed", onProgress, signal);
        this.#shelf.put(key, stored);
        return stored;
      } finally {
        if (this.#running.get(key) === work) this.#running.delete(key);
      }
    });
    this.#running.set(key, work);
    return work;
  }

  async #run<Type extends FromThread["type"]>(
    task: ThreadTask,
    type: Type,
    onProgress: (progress: Progress) => void,
    signal: AbortSignal,
  ): Promise<Extract<FromThread, { type: Type }>> {
    const answer = await runThread(task, {
      entry: this.#platform.reportThread,
      log: this.#log,
      signal,
      onProgress: (label, share) => onProgress({ label, share }),
    });
    if (answer.type !== type) throw new Error(`The report's thread answered "${answer.type}".`);
    return answer as Extract<FromThread, { type: Type }>;
  }
}

/** Progress of a part of the whole. At its end it is named by what comes next: the whole is not done then. */
async function* scaled<Result>(
  part: AsyncGenerator<Progress, Result>,
  from: number,
  to: number,
  next: string,
): AsyncGenerator<Progress, Result> {
  try {
    for (;;) {
      const step = await part.next();
      if (step.done) return step.value;
      const { label, share } = step.value;
      yield { label: share < 1 ? label : next, share: from + (to - from) * share };
    }
  } finally {
    // Turns away from the part when whoever follows the whole does.
    await part.return(undefined as Result);
  }
}

/** Equal keys: equal reports but for the time at which they were computed. */
function keyOf({ report, options, tables }: AskedReport): string {
  const { study, program, dataVersion, model, codebook } = tables;
  // The version of the data is silent on when ratings were made; reports show the months.
  const months = createHash("sha256");
  for (const { recordedAt } of tables.ratings) months.update(recordedAt.slice(0, 7));
  return JSON.stringify([
    report,
    options,
    study,
    program,
    dataVersion,
    months.digest("hex"),
    model,
    codebook,
  ]);
}

function documentOf(stored: StoredReport): ReportDocument {
  return deserialize(stored.document) as ReportDocument;
}
