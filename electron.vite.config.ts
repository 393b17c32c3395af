import { fileURLToPath } from "node:url";
import { defineConfig } from "electron-vite";
import renderer from "./vite.renderer.config.ts";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The desktop program: main process with worker and report thread as further entries, preload, and the page of every host. */
export default defineConfig({
  main: {
    build: {
      outDir: here("out/main"),
      rollupOptions: {
        input: {
          index: here("src/main/index.ts"),
          worker: here("src/worker/main.ts"),
          "report-thread": here("src/core/reports/thread/entry.ts"),
        },
        output: { format: "es", entryFileNames: "[name].js" },
      },
    },
  },
  preload: {
    build: {
      outDir: here("out/preload"),
      rollupOptions: {
        input: { index: here("src/preload/index.ts") },
        // A sandboxed preload script cannot be an ES module.
        output: { format: "cjs", entryFileNames: "[name].cjs" },
      },
    },
  },
  renderer: {
    ...renderer,
    build: { ...renderer.build, rollupOptions: { input: here("src/renderer/index.html") } },
  },
});
