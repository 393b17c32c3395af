import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import * as z from "zod";

const LIBRARIES = ["node-av", "onnxruntime-node"];
const manifestSchema = z.object({ name: z.string(), version: z.string() });

/** Versions of what an analysis is computed with, for the run's record: Node and the two native libraries. */
export function libraryVersions(): Record<string, string> {
  const versions = Object.fromEntries(LIBRARIES.map((name) => [name, packageVersion(name)]));
  return { node: process.versions.node, platform: `${process.platform}-${process.arch}`, ...versions };
}

/** The version in the package.json above a package's entry file; packages rarely export that file itself. */
function packageVersion(name: string): string {
  let folder = dirname(createRequire(import.meta.url).resolve(name));
  for (;;) {
    try {
      const manifest = manifestSchema.safeParse(
        JSON.parse(readFileSync(join(folder, "package.json"), "utf8")),
      );
      if (manifest.success && manifest.data.name === name) return manifest.data.version;
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
    }
    const parent = dirname(folder);
    if (parent === folder) throw new Error(`The package ${name} has no manifest.`);
    folder = parent;
  }
}
