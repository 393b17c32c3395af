import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import { programPaths } from "./program-paths.ts";

const root = resolve(import.meta.dirname, "..", "..");

it("finds models and R code beside the sources when the program is built in place", () => {
  const { models, scripts } = programPaths(join(root, "out", "main"), null);
  expect(existsSync(join(models, "blazeface-back.onnx"))).toBe(true);
  expect(existsSync(join(scripts, "common.R"))).toBe(true);
});

it("finds them in the packaged program's resources", () => {
  const resources = join(root, "resources");
  const paths = programPaths(join(resources, "app.asar", "out", "main"), resources);
  expect(existsSync(join(paths.models, "blazeface-back.onnx"))).toBe(true);
  expect(existsSync(join(paths.scripts, "common.R"))).toBe(true);
  expect(paths.page).toBe(join(resources, "app.asar", "out", "renderer"));
});
