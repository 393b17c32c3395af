import { randomUUID } from "node:crypto";
import { basename } from "node:path";
import { implement, ORPCError } from "@orpc/server";
import { contract } from "../shared/contract/contract.ts";
import type { Rater } from "../shared/contract/ratings.ts";
import { REPORT_NAMES, type ReportOptions } from "../shared/reports/report-options.ts";
import { describeRuns } from "./analysis/describe-runs.ts";
import { findReading, type ReadingWithCards, usualReading } from "./analysis/model-catalogue.ts";
import { leftOutOfOutputs, ownLabels, ownOutputs } from "./analysis/own-outputs.ts";
import { findStoredReading } from "./analysis/stored-reading.ts";
import { leftOutOfMinutes, sessionFrames, sessionMinutes, studyMinutes } from "./analysis/traces.ts";
import type { Connection } from "./connection.ts";
import type { CoreState } from "./core-state.ts";
import { recordAudit } from "./database/audit.ts";
import { damagedStudy, tellsOfDamage } from "./database/open-database.ts";
import { runCandidates } from "./evidence/candidates.ts";
import { chooseClient, clientRegion } from "./evidence/client-choice.ts";
import { compareRuns } from "./evidence/compare-runs.ts";
import { exportStills } from "./evidence/export-stills.ts";
import { runOfSession } from "./evidence/finished-run.ts";
import { meshTrace } from "./evidence/mesh-trace.ts";
import { sessionPicture } from "./evidence/picture.ts";
import { runQuality } from "./evidence/quality.ts";
import { runFrames } from "./evidence/run-frames.ts";
import { eventThreshold, runStatistics } from "./evidence/statistics.ts";
import { missingStills } from "./evidence/still-files.ts";
import { runStills } from "./evidence/stills.ts";
import { runTracks } from "./evidence/tracks.ts";
import { decideRun } from "./evidence/verdicts.ts";
import { importTable } from "./exchange/import-table.ts";
import { Failure, storageFailure } from "./failure.ts";
import { importedSources } from "./imported-minutes/imported-reading.ts";
import { sessionPeaks } from "./media/peaks.ts";
import { removeProxy, sessionPlayback } from "./media/playback.ts";
import { relinkVideo } from "./media/relink.ts";
import { examineVideo } from "./media/video-file.ts";
import { checkModels } from "./models/check-models.ts";
import { describeModels, describeReadings } from "./models/describe-models.ts";
import { addLabModel, removeLabModel } from "./models/lab-models.ts";
import { importRatings } from "./ratings/import-ratings.ts";
import { ratingSheet, redoRating, saveRating, undoRating } from "./ratings/rate.ts";
import { listRaters, raterWithCode } from "./ratings/repo.ts";
import { newestChange } from "./reports/gather/newest-change.ts";
import { reportReading, usualReportReading } from "./reports/gather/report-reading.ts";
import { eventsOf } from "./reports/report-events.ts";
import type { ReportTables } from "./reports/report-tables.ts";
import { sessionCourseBlock } from "./reports/session-course-block.ts";
import { whatIsMissing } from "./reports/what-is-missing.ts";
import { addOrCompleteSession } from "./sessions/add-session.ts";
import { importManifest } from "./sessions/import-manifest.ts";
import { describeSession, describeSessions } from "./sessions/list-sessions.ts";
import { findSession } from "./sessions/repo.ts";
import { providerSetting, saveProvider } from "./settings/provider-setting.ts";
import { describeSpeech } from "./speech/describe-speech.ts";
import { examine } from "./study/doctor.ts";
import { recentStudies } from "./study/recent-studies.ts";
import { createStudy } from "./study/study-folder.ts";
import { updateStudy } from "./study/update-study.ts";
import { wholePath } from "./whole-path.ts";

export type CoreRouter = ReturnType<typeof createRouter>;

/** The contract as the core fulfils it. Procedures gather what they need and hand it to the folder that does the work. */
export function createRouter(core: CoreState) {
  const os = implement(contract)
    .$context<Connection>()
    .use(async ({ next, path }) => {
      const translated = (error: unknown): unknown => toContractError(error, core, path);
      try {
        const result = await next();
        return { ...result, output: withFailures(result.output, translated) };
      } catch (error) {
        throw translated(error);
      }
    });

  const actor = (connection: Connection): string => connection.signIn.current?.rater.code ?? connection.host;
  const signedIn = (connection: Connection): Rater => {
    const { study } = core.workplace();
    const { current } = connection.signIn;
    if (current?.studyId === study.info.studyId) return current.rater;
    throw new Failure("NOT_SIGNED_IN", "Nobody is signed in as a rater.", {
      remedy: "Sign in with your rater code.",
    });
  };
  const readingFor = (asked: string | undefined): ReadingWithCards =>
    asked === undefined
      ? usualReading(core.models(), core.workplace().study.info.defaultModelId)
      : findReading(core.models(), asked);
  const storedReadingFor = (asked: string | undefined): ReadingWithCards =>
    asked === undefined ? readingFor(asked) : findStoredReading(db(), core.models(), asked);
  const db = () => core.workplace().study.db;
  const reportModel = (asked: string | undefined): ReadingWithCards | null =>
    reportReading(db(), core.models(), core.workplace().study.info.defaultModelId, asked);
  const reportTables = (options: Partial<ReportOptions>): ReportTables =>
    core.reports.tables({
      study: core.workplace().study,
      model: reportModel(options.modelId),
      platform: core.platform,
      options,
    });
  const queue = () => core.workplace().queue;

  return os.router({
    system: {
      info: os.system.info.handler(() => ({
        version: core.platform.version,
        host: core.platform.host,
        mediaBase: core.platform.mediaBase(),
        canChoosePaths: core.platform.choosePath !== undefined,
      })),
      choosePath: os.system.choosePath.handler(
        ({ input }) => core.platform.choosePath?.(input.purpose) ?? null,
      ),
      doctor: os.system.doctor.handler(async () => ({
        checks: await examine(core.platform, core.current()?.study ?? null),
      })),
    },

    studies: {
      current: os.studies.current.handler(() => core.current()?.study.info ?? null),
      recent: os.studies.recent.handler(() => recentStudies(core.recentStudiesFile)),
      create: os.studies.create.handler(async ({ input, context }) => {
        createStudy(input.path, input.name, actor(context));
        return (await core.open(input.path)).study.info;
      }),
      open: os.studies.open.handler(async ({ input }) => (await core.open(input.path)).study.info),
      close: os.studies.close.handler(async () => {
        await core.close();
        return null;
      }),
      update: os.studies.update.handler(({ input, context }) =>
        updateStudy(core.workplace().study, core.models(), actor(context), input),
      ),
    },

    models: {
      list: os.models.list.handler(() => describeModels(core.models())),
      readings: os.models.readings.handler(() => {
        const study = core.current()?.study;
        return describeReadings(core.models(), {
          sources: study ? importedSources(study.db) : [],
          usualInReports: study ? usualReportReading(study.db, study.info.defaultModelId) : null,
        });
      }),
      add: os.models.add.handler(async ({ input }) => {
        const { cardPath, modelPath, picturePath } = input;
        const added = await addLabModel(core.platform, core.models(), {
          cardPath: wholePath(cardPath),
          modelPath: modelPath && wholePath(modelPath),
          picturePath: picturePath && wholePath(picturePath),
        });
        core.reloadModels();
        return added;
      }),
      check: os.models.check.handler(({ input: { modelId, picturePath } }) =>
        checkModels(core.platform, core.models(), [providerSetting(core.settingsFile).provider], {
          modelId,
          picturePath: picturePath && wholePath(picturePath),
        }),
      ),
      remove: os.models.remove.handler(({ input }) => {
        const removed = removeLabModel(core.platform, core.models(), input.modelId);
        core.reloadModels();
        return removed;
      }),
      provider: os.models.provider.handler(() => providerSetting(core.settingsFile)),
      setProvider: os.models.setProvider.handler(({ input }) =>
        saveProvider(core.settingsFile, input.provider),
      ),
    },

    sessions: {
      list: os.sessions.list.handler(() => {
        const { study, queue } = core.workplace();
        return describeSessions(study, (job) => queue.describe(job));
      }),
      get: os.sessions.get.handler(({ input }) => {
        const { study, queue } = core.workplace();
        return describeSession(study, input.sessionId, (job) => queue.describe(job));
      }),
    },

    imports: {
      video: os.imports.video.handler(async ({ input, context }) => {
        const { study } = core.workplace();
        const video = await examineVideo(core.platform, wholePath(input.path));
        return study.db.transaction(() =>
          addOrCompleteSession(study.db, actor(context), { ...input, video }),
        )();
      }),
      manifest: os.imports.manifest.handler(async ({ input, context }) => {
        const bytes = new Uint8Array(await input.content.arrayBuffer());
        const manifest = { fileName: basename(input.fileName), bytes, videoFolder: input.videoFolder };
        const { study } = core.workplace();
        return { sessions: await importManifest(core.platform, study, actor(context), manifest) };
      }),
      ratings: os.imports.ratings.handler(async ({ input, context }) => {
        const bytes = new Uint8Array(await input.content.arrayBuffer());
        return importRatings(db(), actor(context), basename(input.fileName), bytes);
      }),
      table: os.imports.table.handler(({ input, context }) => importTable(db(), actor(context), input)),
    },

    media: {
      playback: os.media.playback.handler(({ input }) =>
        sessionPlayback(core.workplace().study, input.sessionId),
      ),
      removeProxy: os.media.removeProxy.handler(({ input, context }) =>
        removeProxy(core.workplace().study, input.sessionId, actor(context)),
      ),
      relink: os.media.relink.handler(({ input, context }) =>
        relinkVideo(core.platform, core.workplace().study, actor(context), input),
      ),
      peaks: os.media.peaks.handler(({ input }) =>
        sessionPeaks(core.platform, core.workplace().study, input.sessionId),
      ),
    },

    analysis: {
      enqueue: os.analysis.enqueue.handler(({ input, context }) => queue().enqueue(input, actor(context))),
      queue: os.analysis.queue.handler(() => queue().state()),
      watch: os.analysis.watch.handler(({ signal }) => queue().watch(signal)),
      cancel: os.analysis.cancel.handler(({ input }) => queue().cancel(input.jobId)),
      cancelAll: os.analysis.cancelAll.handler(() => queue().cancelAll()),
      pause: os.analysis.pause.handler(({ input }) => queue().pause(input.jobId)),
      resume: os.analysis.resume.handler(({ input }) => queue().resume(input.jobId)),
      pauseQueue: os.analysis.pauseQueue.handler(() => queue().pauseAll()),
      resumeQueue: os.analysis.resumeQueue.handler(() => queue().resumeAll()),
      retry: os.analysis.retry.handler(({ input, context }) => queue().retry(input.jobId, actor(context))),
      retryFailed: os.analysis.retryFailed.handler(({ context }) =>
        queue().againAfter("failed", actor(context)),
      ),
      continueInterrupted: os.analysis.continueInterrupted.handler(({ context }) =>
        queue().againAfter("interrupted", actor(context)),
      ),
      move: os.analysis.move.handler(({ input }) => queue().move(input.jobId, input.to)),
      prioritise: os.analysis.prioritise.handler(({ input }) => queue().prioritise(input.sessionId)),
      settings: os.analysis.settings.handler(() => core.workers.settings()),
      saveSettings: os.analysis.saveSettings.handler(({ input }) => {
        const settings = core.workers.save(input.workers);
        core.current()?.queue.setWorkers(core.workers.count());
        return settings;
      }),
    },

    traces: {
      runs: os.traces.runs.handler(({ input }) => {
        if (!findSession(db(), input.sessionId)) {
          throw new Failure("NOT_FOUND", "This session is not part of the study.");
        }
        return describeRuns(db(), input.sessionId);
      }),
      minutes: os.traces.minutes.handler(({ input }) =>
        sessionMinutes(db(), input.sessionId, storedReadingFor(input.modelId), input.runId),
      ),
      frames: os.traces.frames.handler(({ input }) =>
        sessionFrames(db(), input.sessionId, readingFor(input.modelId)),
      ),
      outputs: os.traces.outputs.handler(({ input }) => {
        const { modelId: id } = input;
        const labels = ownLabels(db(), core.models(), id);
        return { modelId: id, labels, minutes: ownOutputs(db(), id), leftOut: leftOutOfOutputs(db(), id) };
      }),
      studyMinutes: os.traces.studyMinutes.handler(({ input }) => {
        const model = storedReadingFor(input.modelId);
        return {
          modelId: model.reading.id,
          minutes: studyMinutes(db(), model),
          leftOut: leftOutOfMinutes(db(), model),
        };
      }),
    },

    speech: {
      get: os.speech.get.handler(({ input }) =>
        describeSpeech(core.workplace().study, input.sessionId, input.mergeGapMs),
      ),
    },

    evidence: {
      quality: os.evidence.quality.handler(({ input }) => {
        const run = runOfSession(db(), input.sessionId, input.runId);
        return run && runQuality(db(), run);
      }),
      tracks: os.evidence.tracks.handler(({ input }) => {
        const run = runOfSession(db(), input.sessionId, input.runId);
        return run && runTracks(db(), run.runId);
      }),
      stills: os.evidence.stills.handler(({ input }) => {
        const run = runOfSession(db(), input.sessionId, input.runId);
        if (!run) return null;
        const stills = runStills(db(), run.runId);
        const missing = missingStills(core.workplace().study.folder, run.runId, stills).length;
        return { runId: run.runId, stills, missing };
      }),
      exportStills: os.evidence.exportStills.handler(({ input, context }) =>
        exportStills(core.workplace().study, actor(context), {
          ...input,
          directory: wholePath(input.directory),
        }),
      ),
      frames: os.evidence.frames.handler(({ input }) => {
        const run = runOfSession(db(), input.sessionId, input.runId);
        return run && runFrames(db(), run.runId);
      }),
      statistics: os.evidence.statistics.handler(({ input }) => {
        const { id: model } = storedReadingFor(input.modelId).reading;
        const run = runOfSession(db(), input.sessionId, input.runId);
        if (!run) return null;
        const minutes = runStatistics(db(), run.runId, model);
        return { runId: run.runId, modelId: model, threshold: eventThreshold(run), minutes };
      }),
      mesh: os.evidence.mesh.handler(({ input }) => {
        const run = runOfSession(db(), input.sessionId, input.runId);
        return run && meshTrace(db(), run.runId);
      }),
      candidates: os.evidence.candidates.handler(({ input }) => {
        const { reading } = readingFor(input.modelId);
        const run = runOfSession(db(), input.sessionId, input.runId);
        if (!run) return null;
        return { runId: run.runId, modelId: reading.id, ...runCandidates(db(), run.runId, reading) };
      }),
      compare: os.evidence.compare.handler(({ input }) => compareRuns(db(), input.runA, input.runB)),
      decide: os.evidence.decide.handler(({ input, context }) => decideRun(db(), actor(context), input)),
      client: os.evidence.client.handler(({ input }) => clientRegion(db(), input.sessionId)),
      chooseClient: os.evidence.chooseClient.handler(({ input, context }) =>
        chooseClient(db(), actor(context), input.sessionId, input.region),
      ),
      picture: os.evidence.picture.handler(({ input }) =>
        sessionPicture(core.platform, core.workplace().study, input.sessionId, input.timeMs),
      ),
    },

    raters: {
      list: os.raters.list.handler(() => listRaters(db())),
      current: os.raters.current.handler(({ context }) =>
        context.signIn.current !== null &&
        context.signIn.current.studyId === core.current()?.study.info.studyId
          ? context.signIn.current.rater
          : null,
      ),
      signIn: os.raters.signIn.handler(({ input, context }) => {
        const { study } = core.workplace();
        const rater = raterWithCode(study.db, input.code);
        context.signIn.current = { studyId: study.info.studyId, rater };
        recordAudit(study.db, { actor: rater.code, action: "rater.signed-in", sessionId: null, details: {} });
        return rater;
      }),
      signOut: os.raters.signOut.handler(({ context }) => {
        context.signIn.current = null;
        return null;
      }),
    },

    ratings: {
      sheet: os.ratings.sheet.handler(({ input, context }) =>
        ratingSheet(db(), signedIn(context), input.sessionId),
      ),
      save: os.ratings.save.handler(({ input, context }) => saveRating(db(), signedIn(context), input)),
      undo: os.ratings.undo.handler(({ input, context }) =>
        undoRating(db(), signedIn(context), input.sessionId),
      ),
      redo: os.ratings.redo.handler(({ input, context }) =>
        redoRating(db(), signedIn(context), input.sessionId),
      ),
    },

    reports: {
      available: os.reports.available.handler(() => {
        const tables = reportTables({});
        return REPORT_NAMES.map((report) => ({ report, lacks: whatIsMissing(report, tables) }));
      }),
      changes: os.reports.changes.handler(() => {
        const { study } = core.workplace();
        return { studyId: study.info.studyId, newest: newestChange(study.db) };
      }),
      compute: os.reports.compute.handler(async function* ({ input, signal }) {
        const asked = { ...input, tables: reportTables(input.options) };
        yield* eventsOf(core.reports.compute(asked, signal), (document) => ({ kind: "document", document }));
      }),
      write: os.reports.write.handler(async function* ({ input, signal }) {
        const asked = { ...input, tables: reportTables(input.options) };
        const writing = core.reports.write(asked, wholePath(input.directory), signal);
        yield* eventsOf(writing, (written) => ({ kind: "written", ...written }));
      }),
      sessionCourse: os.reports.sessionCourse.handler(({ input }) =>
        sessionCourseBlock(reportTables(input), input.patient, input.session),
      ),
    },
  });
}

/** Events that end with an error end with the contract's form of it; every other output is as it was. */
function withFailures<Output>(output: Output, translated: (error: unknown) => unknown): Output {
  if (!isAsyncGenerator(output)) return output;
  const events: AsyncGenerator = (async function* () {
    try {
      return yield* output;
    } catch (error) {
      throw translated(error);
    }
  })();
  return events as Output;
}

function isAsyncGenerator(value: unknown): value is AsyncGenerator {
  return typeof value === "object" && value !== null && Symbol.asyncIterator in value && "return" in value;
}

/** The failure that an error of the disk or database means; null for every other error. */
function failureOfStudy(error: unknown, folder = "the study"): Failure | null {
  return tellsOfDamage(error) ? damagedStudy(folder, error) : storageFailure(error, folder);
}

/** A failure in the contract's form; a cancelled call and a contract error as they are; a bug with an id, its stack in the log. */
function toContractError(error: unknown, core: CoreState, path: readonly string[]): unknown {
  if (error instanceof ORPCError) return error;
  if (error instanceof DOMException && error.name === "AbortError") return error;
  const failure = error instanceof Failure ? error : failureOfStudy(error, core.current()?.study.folder);
  if (failure) {
    const { code, message, where, remedy, problems } = failure;
    return new ORPCError(code, { defined: true, message, data: { where, remedy, problems: [...problems] } });
  }
  const id = randomUUID();
  core.log.error({ err: error, id, procedure: path.join(".") }, "unexpected error");
  return new ORPCError("INTERNAL_SERVER_ERROR", {
    message: `An error in the program (${id}). The log of Minutewise tells more.`,
  });
}
