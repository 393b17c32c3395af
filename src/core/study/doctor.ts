import { access, constants, statfs } from "node:fs/promises";
import { join } from "node:path";
import type { Job } from "../../shared/contract/analysis.ts";
import type { Check } from "../../shared/contract/system.ts";
import { joinModelNotices } from "../../shared/model-notices.ts";
import { damagedModels, type ModelCatalogue, readModelCatalogue } from "../analysis/model-catalogue.ts";
import { RESTORE_REMEDY, tellsOfDamage } from "../database/open-database.ts";
import { Failure } from "../failure.ts";
import { allVideos } from "../media/repo.ts";
import { videoStatus } from "../media/video-file.ts";
import { selfTest, selfTestProblem } from "../models/check-models.ts";
import { labModelsFolder } from "../models/lab-models.ts";
import type { Platform } from "../platform.ts";
import { newestJobs } from "../queue/job-repo.ts";
import { findSession } from "../sessions/repo.ts";
import { providerSetting } from "../settings/provider-setting.ts";
import { settingsFile } from "../user-data-folder.ts";
import type { OpenStudy } from "./open-study.ts";

const REPAIR_MODELS = "Install Minutewise again; a model of your own: remove it and add it again.";

/** Below this much free space a study is in danger of not being able to store what raters enter. */
const LOW_SPACE_BYTES = 1024 ** 3;

/** Checks the environment, the models and, when one is open, the study and its videos. */
export async function examine(platform: Platform, study: OpenStudy | null): Promise<Check[]> {
  const environment: CheckStep[] = [
    ["Environment", checkNode],
    ["Models", () => checkModels(platform)],
    ["Video library", checkVideoLibrary],
  ];
  const ofStudy: CheckStep[] = study
    ? [
        ["Database", () => checkDatabase(study)],
        ["Study folder", () => checkFolder(study)],
        ["Disk", () => checkSpace(study)],
        ["Videos", () => checkVideos(study)],
        ["Analyses", () => checkJobs(study)],
      ]
    : [];
  const found: Check[] = [];
  for (const [name, check] of [...environment, ...ofStudy]) found.push(...(await examined(name, check)));
  return found;
}

type CheckStep = readonly [name: string, check: () => Check | Check[] | Promise<Check | Check[]>];

/** A check that cannot be carried out is a finding of its own: the others still run. */
async function examined(name: string, check: CheckStep[1]): Promise<Check[]> {
  try {
    return [await check()].flat();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const remedy = error instanceof Failure ? error.remedy : null;
    const damaged = tellsOfDamage(error) ? RESTORE_REMEDY : null;
    return [{ name, outcome: "failed", detail: error.message, remedy: remedy ?? damaged }];
  }
}

function ok(name: string, detail: string): Check {
  return { name, outcome: "ok", detail, remedy: null };
}

function checkNode(): Check {
  return ok("Environment", `Node ${process.versions.node} on ${process.platform}-${process.arch}`);
}

/** Files, then what the models compute: a model that fails neither is used. */
async function checkModels(platform: Platform): Promise<Check[]> {
  const catalogue = readModelCatalogue(platform.modelsFolder, labModelsFolder(platform));
  const damaged = damagedModels(catalogue);
  const files: Check =
    damaged.length === 0
      ? ok("Models", `${catalogue.cards.length} models, every file has the SHA-256 of its card`)
      : {
          name: "Models",
          outcome: "failed",
          detail: `${damaged.join(", ")}: not the file that the model card describes`,
          remedy: REPAIR_MODELS,
        };
  const unreadable = catalogue.unreadable.map((id) => ({
    name: "Models",
    outcome: "warning" as const,
    detail: `${join(labModelsFolder(platform), id)}: the card of this model cannot be read; it is left out`,
    remedy: "Remove the folder, and add the model again.",
  }));
  return [files, ...unreadable, ...(damaged.length === 0 ? [await checkSelfTest(platform, catalogue)] : [])];
}

async function checkSelfTest(platform: Platform, { models }: ModelCatalogue): Promise<Check> {
  const { provider } = providerSetting(settingsFile(platform));
  const results = await selfTest(platform, models, [provider]);
  const problems = models.flatMap((model) => {
    const result = results.find(({ modelId }) => modelId === model.card.id);
    return selfTestProblem(model, result) ?? [];
  });
  const notice = joinModelNotices(results);
  const name = "Self-test";
  if (problems.length > 0)
    return { name, outcome: "failed", detail: problems.join(" "), remedy: REPAIR_MODELS };
  const tested = results.filter(({ maxDifference }) => maxDifference !== null);
  const largest = Math.max(...tested.map(({ maxDifference }) => maxDifference ?? 0));
  const detail = `${tested.length} models compute what they should, off by ${Number(largest.toPrecision(2))} at most`;
  if (notice === null) return ok(name, `${detail}, on ${provider}`);
  const remedy = "Install the provider's libraries, or choose the CPU under Models.";
  return { name, outcome: "warning", detail: `${detail}. ${notice}`, remedy };
}

async function checkVideoLibrary(): Promise<Check> {
  try {
    await import("node-av");
    return ok("Video library", "FFmpeg is there");
  } catch (error) {
    return {
      name: "Video library",
      outcome: "failed",
      detail: `FFmpeg cannot be loaded: ${error instanceof Error ? error.message : String(error)}`,
      remedy: "Install Minutewise again; this platform may not be supported.",
    };
  }
}

function checkDatabase(study: OpenStudy): Check {
  const integrity = study.db.pragma("integrity_check(5)") as { integrity_check: string }[];
  const broken = integrity.map((row) => row.integrity_check).filter((line) => line !== "ok");
  const orphans = (study.db.pragma("foreign_key_check") as unknown[]).length;
  if (broken.length === 0 && orphans === 0) return ok("Database", "integrity check passed");
  return {
    name: "Database",
    outcome: "failed",
    detail: [...broken, ...(orphans > 0 ? [`${orphans} rows refer to rows that are gone`] : [])].join("; "),
    remedy: RESTORE_REMEDY,
  };
}

async function checkFolder(study: OpenStudy): Promise<Check> {
  try {
    await access(study.folder, constants.W_OK);
    return ok("Study folder", `${study.folder} can be written`);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return {
      name: "Study folder",
      outcome: "failed",
      detail: `${study.folder} cannot be written`,
      remedy: "Ask for write permission, or copy the study to a folder of your own.",
    };
  }
}

async function checkSpace(study: OpenStudy): Promise<Check> {
  const { bavail, bsize } = await statfs(study.folder);
  const free = bavail * bsize;
  const detail = `${(free / 1024 ** 3).toFixed(1)} GiB free on the study's disk`;
  if (free >= LOW_SPACE_BYTES) return ok("Disk", detail);
  return {
    name: "Disk",
    outcome: "warning",
    detail,
    remedy: "Free some space: ratings need it to be stored.",
  };
}

async function checkVideos(study: OpenStudy): Promise<Check[]> {
  const videos = allVideos(study.db);
  const checks = await Promise.all(
    videos.map(async (video): Promise<Check | null> => {
      const status = await videoStatus(video);
      const notices = video.probe.notices.join(" ");
      if (status === "present" && notices === "") return null;
      const session = findSession(study.db, video.sessionId);
      const name = session ? `Video of ${session.patient} session ${session.number}` : "Video";
      if (status === "present") return { name, outcome: "warning", detail: notices, remedy: null };
      return {
        name,
        outcome: "failed",
        detail:
          status === "missing"
            ? `${video.path} is not there`
            : `${video.path} is not the file that was imported`,
        remedy:
          "Put the original file back, re-link it on the sessions page, or import it again from its new place.",
      };
    }),
  );
  const troubled = checks.filter((check) => check !== null);
  return troubled.length > 0 ? troubled : [ok("Videos", `${videos.length} linked, all in place`)];
}

function checkJobs(study: OpenStudy): Check {
  const states = [...newestJobs(study.db).values()].map((job) => job.state);
  const count = (...counted: readonly Job["state"][]) =>
    states.filter((state) => counted.includes(state)).length;
  const left = count("failed", "interrupted", "cancelled");
  const active = count("queued", "running", "paused");
  const underWay = active > 0 ? `${active} under way` : "none under way";
  if (left === 0) return ok("Analyses", `${underWay}, none left unfinished`);
  return {
    name: "Analyses",
    outcome: "warning",
    detail: `${underWay}, ${left} ended before they were finished`,
    remedy: "Analyse these sessions again: they continue after the last stored minute.",
  };
}
