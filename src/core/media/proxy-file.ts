import { statSync } from "node:fs";
import { join } from "node:path";
import type { OpenStudy } from "../study/open-study.ts";
import { findProxy } from "./proxy-repo.ts";

/** Name of the copy of a video with this content. */
export function proxyFileName(fingerprint: string): string {
  return `${fingerprint.split(":").at(-1) ?? fingerprint}.mp4`;
}

export function proxyPath(study: Pick<OpenStudy, "folder">, fileName: string): string {
  return join(study.folder, "derived", "proxies", fileName);
}

/** Path of the playback copy of a video; null where none was made, or its file is gone or incomplete. */
export function usableProxy(study: Pick<OpenStudy, "db" | "folder">, fingerprint: string): string | null {
  const proxy = findProxy(study.db, fingerprint);
  if (proxy === null) return null;
  const path = proxyPath(study, proxy.fileName);
  return statSync(path, { throwIfNoEntry: false })?.size === proxy.sizeBytes ? path : null;
}
