import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The page, for every host. Nothing is inlined: the content security policy allows the page's own files only. */
export default defineConfig({
  root: here("src/renderer"),
  base: "./",
  plugins: [react()],
  build: {
    outDir: here("out/renderer"),
    emptyOutDir: true,
    target: "chrome138",
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1_500,
  },
});
