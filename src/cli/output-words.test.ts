import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { tempFolder } from "../../test/support/temp-folder.ts";
import { outputWords } from "./output-words.ts";

const program = fileURLToPath(new URL("minutewise.ts", import.meta.url));

function inShell(line: string) {
  return spawnSync("sh", ["-c", line], {
    env: { ...process.env, NODE: process.execPath, PROGRAM: program, MINUTEWISE_DATA: tempFolder() },
    encoding: "utf8",
  });
}

it.runIf(existsSync("/dev/full"))(
  "a result that the disk has no room for is one line and exit code 1",
  () => {
    const { status, stderr } = inShell('"$NODE" "$PROGRAM" doctor > /dev/full');
    expect([status, stderr]).toEqual([1, "The result could not be written: the disk is full.\n"]);
  },
);

it.runIf(existsSync("/dev/full"))("words that cannot be written leave the exit code as it is", () => {
  expect(inShell('"$NODE" "$PROGRAM" minutes nowhere 2> /dev/full').status).toBe(1);
});

it("an unknown reason keeps its code", () => {
  expect(outputWords(Object.assign(new Error("?"), { code: "EBADF" }))).toContain("(EBADF)");
});
