import { join } from "node:path";

/** Where the parts of the program are, from the folder of the built main script (`out/main`). */
export interface ProgramPaths {
  readonly worker: string;
  readonly reportThread: string;
  readonly preload: string;
  readonly page: string;
  readonly models: string;
  readonly scripts: string;
}

/**
 * `resourcesFolder` is Electron's folder for unpacked resources when the program is packaged, and null when it runs
 * from its source folder.
 */
export function programPaths(mainFolder: string, resourcesFolder: string | null): ProgramPaths {
  const resources = resourcesFolder ?? join(mainFolder, "..", "..", "resources");
  return {
    worker: join(mainFolder, "worker.js"),
    reportThread: join(mainFolder, "report-thread.js"),
    preload: join(mainFolder, "..", "preload", "index.cjs"),
    page: join(mainFolder, "..", "renderer"),
    models: join(resources, "models"),
    scripts: join(resources, "r"),
  };
}
