import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const STAMP = "built-from.txt";

/** SHA-256 over the names and contents of everything that a build is made from, tests left out. */
export function sourcesDigest(programFolder: string, patterns: readonly string[]): string {
  const hash = createHash("sha256");
  const files = globSync(patterns, { cwd: programFolder }).filter((file) => !/\.test\.tsx?$/.test(file));
  for (const file of files.sort()) {
    const path = join(programFolder, file);
    if (!statSync(path).isFile()) continue;
    hash.update(file.replaceAll("\\", "/")).update("\0").update(readFileSync(path)).update("\0");
  }
  return hash.digest("hex");
}

/** The digest of the sources that a built folder was made from; null when it is not known or not there. */
export function builtFrom(folder: string): string | null {
  const file = join(folder, STAMP);
  return existsSync(file) ? readFileSync(file, "utf8") : null;
}

/** Notes in a built folder what it was made from. */
export function stampBuild(folder: string, sources: string): void {
  writeFileSync(join(folder, STAMP), sources);
}
