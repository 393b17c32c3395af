import type { Job } from "../../shared/contract/analysis.ts";
import type { Session } from "../../shared/contract/sessions.ts";
import { ratableMinuteCount } from "../../shared/time.ts";
import { analysisSummaries } from "../analysis/run-repo.ts";
import type { StudyDatabase } from "../database/open-database.ts";
import { Failure } from "../failure.ts";
import { sourcesBySession } from "../imported-minutes/repo.ts";
import { playbackState } from "../media/playback.ts";
import { allVideos, describeVideo, type StoredVideo } from "../media/repo.ts";
import { videoStatus } from "../media/video-file.ts";
import { newestJobs, type StoredJob } from "../queue/job-repo.ts";
import { ratingProgress } from "../ratings/repo.ts";
import type { OpenStudy } from "../study/open-study.ts";
import { lastChanges, listSessions, type SessionRow } from "./repo.ts";
import { importedExclusions, importedLengths } from "./session-facts.ts";

/** Job states that a session still shows: what is under way, and what needs attention. */
const SHOWN_JOB_STATES: readonly Job["state"][] = ["queued", "running", "paused", "failed", "interrupted"];

/** Every session of the study with the state of its video, analysis and ratings. */
export async function describeSessions(
  study: OpenStudy,
  describeJob: (job: StoredJob) => Job,
): Promise<Session[]> {
  return describeRows(study, listSessions(study.db), describeJob);
}

/** One session. @throws Failure NOT_FOUND */
export async function describeSession(
  study: OpenStudy,
  sessionId: number,
  describeJob: (job: StoredJob) => Job,
): Promise<Session> {
  const row = listSessions(study.db).filter((session) => session.sessionId === sessionId);
  const [session] = await describeRows(study, row, describeJob);
  if (!session) throw new Failure("NOT_FOUND", "This session is not part of the study.");
  return session;
}

async function describeRows(
  study: OpenStudy,
  rows: readonly SessionRow[],
  describeJob: (job: StoredJob) => Job,
): Promise<Session[]> {
  const videos = new Map(allVideos(study.db).map((video) => [video.sessionId, video]));
  const analyses = analysisSummaries(study.db);
  const jobs = newestJobs(study.db);
  const ratings = ratingProgress(study.db);
  const changes = lastChanges(study.db);
  const imported = importedFacts(study.db);
  return Promise.all(
    rows.map(async (row): Promise<Session> => {
      const video = videos.get(row.sessionId);
      const job = jobs.get(row.sessionId);
      return {
        sessionId: row.sessionId,
        patient: row.patient,
        session: row.number,
        date: row.heldOn,
        video: video ? await describeLinked(study, video) : null,
        minutes: video ? ratableMinuteCount(video.probe.durationMs) : 0,
        analysis: analyses.get(row.sessionId) ?? null,
        imported: imported(row.sessionId),
        job: job && SHOWN_JOB_STATES.includes(job.state) ? describeJob(job) : null,
        ratings: ratings.get(row.sessionId) ?? [],
        changedAt: changes.get(row.sessionId) ?? row.createdAt,
      };
    }),
  );
}

/** What was imported of each session. */
function importedFacts(db: StudyDatabase): (sessionId: number) => Session["imported"] {
  const sources = sourcesBySession(db);
  const exclusions = importedExclusions(db);
  const lengths = importedLengths(db);
  return (sessionId) => {
    const facts = {
      sources: sources.get(sessionId) ?? [],
      excluded: exclusions.get(sessionId) ?? null,
      minutes: lengths.get(sessionId) ?? null,
    };
    const isNothing = facts.sources.length === 0 && facts.excluded === null && facts.minutes === null;
    return isNothing ? null : facts;
  };
}

async function describeLinked(study: OpenStudy, video: StoredVideo): Promise<NonNullable<Session["video"]>> {
  return describeVideo(video, await videoStatus(video), playbackState(study, video));
}
