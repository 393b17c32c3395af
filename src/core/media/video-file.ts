import { access, constants, stat } from "node:fs/promises";
import { type Probe, probeSchema, type Video } from "../../shared/contract/media.ts";
import { Failure, systemErrorCode } from "../failure.ts";
import type { Platform } from "../platform.ts";
import { runWorkerTask } from "../worker-task.ts";
import { fingerprintFile } from "./fingerprint.ts";

/** A video file as it was found on the disk. */
export interface ExaminedVideo {
  readonly path: string;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  readonly fingerprint: string;
  readonly probe: Probe;
}

/**
 * Reads what is to be known about a video file before it is linked to a session.
 *
 * @throws Failure VIDEO_MISSING, UNSUPPORTED_MEDIA
 */
export async function examineVideo(platform: Platform, path: string): Promise<ExaminedVideo> {
  const { sizeBytes, modifiedMs } = await statVideo(path);
  if (sizeBytes === 0) {
    throw new Failure("UNSUPPORTED_MEDIA", "The video file is empty (0 bytes).", {
      where: path,
      remedy: "Copy the recording again from where it was made.",
    });
  }
  const probe = probeSchema.parse(await probeVideo(platform, path));
  return { path, sizeBytes, modifiedMs, fingerprint: await fingerprintFile(path), probe };
}

async function probeVideo(platform: Platform, path: string): Promise<Probe> {
  const found: { probe: Probe | null } = { probe: null };
  await runWorkerTask(platform, { kind: "probe", videoPath: path }, path, (message) => {
    if (message.type === "probed") found.probe = message.probe;
  });
  if (found.probe === null) throw new Error("The child ended without a result.");
  return found.probe;
}

async function statVideo(path: string): Promise<{ sizeBytes: number; modifiedMs: number }> {
  try {
    const found = await stat(path);
    if (!found.isFile()) {
      throw new Failure("VIDEO_MISSING", "This is a folder, not a video file.", {
        where: path,
        remedy: "Give the path of the file itself.",
      });
    }
    await access(path, constants.R_OK);
    return { sizeBytes: found.size, modifiedMs: Math.floor(found.mtimeMs) };
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === "ENOENT" || code === "ENOTDIR") {
      throw new Failure("VIDEO_MISSING", "There is no such video file.", {
        where: path,
        remedy: "Check the path; if the file was moved, give its new place.",
      });
    }
    if (code === "EACCES" || code === "EPERM") {
      throw new Failure("VIDEO_MISSING", "The video file may not be read.", {
        where: path,
        remedy: "Ask for read permission on the file.",
      });
    }
    throw error;
  }
}

/** What was stored about a linked file. */
export interface LinkedFile {
  readonly path: string;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  readonly fingerprint: string;
}

/**
 * Whether the file at the path is still the one that was linked. Size and time of change answer at once; when
 * only the time differs (a copy, a restored backup), the fingerprint decides.
 */
export async function videoStatus(linked: LinkedFile): Promise<Video["status"]> {
  try {
    const found = await stat(linked.path);
    if (!found.isFile()) return "missing";
    if (found.size !== linked.sizeBytes) return "changed";
    if (Math.floor(found.mtimeMs) === linked.modifiedMs) return "present";
    return (await fingerprintFile(linked.path)) === linked.fingerprint ? "present" : "changed";
  } catch (error) {
    if (systemErrorCode(error) !== null) return "missing";
    throw error;
  }
}
