import { writeFileSync } from "node:fs";
import { compileKernel, kernelCodeFile } from "./pixel-kernel/compile.ts";

writeFileSync(kernelCodeFile, await compileKernel());
