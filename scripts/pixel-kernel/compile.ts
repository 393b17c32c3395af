import { readFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "node:util";
import asc from "assemblyscript/asc";

const SOURCE = join(import.meta.dirname, "pixel-kernel.as");
/** The compiler takes files of this ending only; the source has its own, since it is not TypeScript. */
const ENTRY = "pixel-kernel.ts";
const BINARY = "pixel-kernel.wasm";
const LINE = 100;

/** Where the compiled kernel is kept. */
export const kernelCodeFile = join(import.meta.dirname, "../../src/worker/picture/pixel-kernel-code.ts");

/**
 * Compiles the loops over pixels. The same source gives the same text.
 *
 * @returns a TypeScript module that holds the WebAssembly binary
 * @throws Error with the compiler's words
 */
export async function compileKernel(): Promise<string> {
  let binary = new Uint8Array();
  const options = ["-O3", "--runtime", "stub", "--enable", "simd", "--enable", "threads"];
  const memory = ["--importMemory", "--sharedMemory", "--initialMemory", "1", "--maximumMemory", "65536"];
  const { error, stderr } = await asc.main([ENTRY, "--outFile", BINARY, ...options, ...memory], {
    readFile: (name) => (name === ENTRY ? readFileSync(SOURCE, "utf8") : null),
    writeFile: (name, contents) => {
      if (name === BINARY && typeof contents !== "string") binary = new Uint8Array(contents);
    },
    listFiles: () => [],
  });
  if (error) throw new Error(format("The kernel cannot be compiled: %s\n%s", error.message, stderr));
  const lines =
    Buffer.from(binary)
      .toString("base64")
      .match(new RegExp(`.{1,${LINE}}`, "g")) ?? [];
  return [
    "/** scripts/pixel-kernel/pixel-kernel.as as WebAssembly in base64: written by `npm run kernel:compile`. */",
    `export const PIXEL_KERNEL_CODE = [\n${lines.map((line) => `  "${line}",\n`).join("")}].join("");\n`,
  ].join("\n");
}
