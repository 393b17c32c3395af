import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { compileKernel, kernelCodeFile } from "../../scripts/pixel-kernel/compile.ts";

it("the loops over pixels are what their source compiles to", async () => {
  expect(await compileKernel()).toBe(readFileSync(kernelCodeFile, "utf8"));
});
