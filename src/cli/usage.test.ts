import { join, sep } from "node:path";
import { describe, expect, it } from "vitest";
import { type CommandIo, userFolder } from "./command-io.ts";
import { runCommandLine } from "./program.ts";
import { dateArgument, modelsArgument, timeArgument } from "./usage.ts";

async function run(...args: string[]) {
  let [out, err] = ["", ""];
  const io: CommandIo = {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    errIsTerminal: false,
    folder: "/nowhere",
  };
  return { code: await runCommandLine(args, io), out, err };
}

describe("wrong usage ends with 2, says what is wrong and leaves standard output alone", () => {
  it.each([
    [["frobnicate"], "unknown command"],
    [["init"], "missing required argument 'study'"],
    [["init", "S", "too-many"], "too many arguments"],
    [["analyze", "S", "--fast"], "unknown option '--fast'"],
    [["analyze", "S", "--session", "1"], "--session needs --patient"],
    [["analyze", "S", "--patient", "Max Muster"], "a code such as P01"],
    [["analyze", "S", "--patient", "P01", "--session", "0"], "sessions count from 1"],
    [["analyze", "S", "--patient", "P01", "--session", "1e3"], "whole number"],
    [["analyze", "S", "--patient", "P01", "--session", "-1"], "'-1'"],
    [["analyze", "S", "--from", "1:70"], "14:30, 1:02:30 or in seconds"],
    [["analyze", "S", "--from", "1:75:00"], "14:30, 1:02:30 or in seconds"],
    [["analyze", "S", "--to", "-5"], "'-5'"],
    [["analyze", "S", "--to", "soon"], "14:30, 1:02:30 or in seconds"],
    [["analyze", "S", "--from", "2:00", "--to", "120"], "--to must lie after --from"],
    [["analyze", "S", "--to", "0"], "--to must lie after --from"],
    [["analyze", "S", "--models", "a,,b"], "ids with commas between"],
    [["analyze", "S", "--jobs", "0"], "whole number from 1"],
    [["analyze", "S", "--jobs", "two"], "whole number from 1"],
    [["import", "S"], "--video"],
    [["import", "S", "--video", "a.mp4"], "--patient and --session"],
    [["import", "S", "--video", "a.mp4", "--patient", "P01"], "--patient and --session"],
    [["import", "S", "--date", "01/02/2026"], "2026-01-31 or 31.01.2026"],
    [["import", "S", "--date", "2026-02-30"], "there is no such day"],
    [["import", "S", "--date", "30.2.2026"], "there is no such day"],
    [["import", "S", "--manifest", "m.csv", "--video", "a.mp4"], "--manifest stands alone"],
    [["import", "S", "--manifest", "m.csv", "--date", "2026-01-31"], "--manifest stands alone"],
    [["import-ratings", "S"], "missing required argument 'file'"],
    [["minutes", "S", "--format", "xml"], "csv, json"],
    [["report", "S"], "unknown command"],
    [["report", "agreement", "S"], "--out"],
    [["report", "reliability", "S", "--out", "D", "--seed", "0"], "from 1 to 2147483646"],
    [["report", "reliability", "S", "--out", "D", "--resamples", "many"], "from 0 to 10000"],
    [["report", "outcome", "S", "--out", "D", "--high-arousal", "8"], "from 1 to 7"],
    [["report", "everything", "S", "--out", "D"], "unknown command"],
    [["serve", "--port", "70000"], "0 to 65535"],
    [["serve", "--port", "http"], "0 to 65535"],
  ])("%j", async (args, words) => {
    const { code, out, err } = await run(...args);
    expect(code).toBe(2);
    expect(out).toBe("");
    expect(err).toContain(words);
    expect(err).not.toMatch(/\n\s+at /);
  });

  it.each([
    [["analyze", "S", "--session", "1", "--json"], "--session needs --patient"],
    [["minutes", "S", "--format=json", "--fast"], "unknown option '--fast'"],
    [["frames", "S", "--format", "json"], "required option '--patient <code>' not specified"],
    [["models", "--json"], "unknown option '--json'"],
  ])("that was asked for JSON also prints it as one object: %j", async (args, words) => {
    const { code, out, err } = await run(...args);
    expect(code).toBe(2);
    expect(err).toContain(words);
    expect(JSON.parse(out)).toEqual({
      error: {
        code: "USAGE",
        message: expect.stringContaining(words),
        where: null,
        remedy: expect.stringContaining("--help"),
        problems: [],
      },
    });
    expect(JSON.parse(out).error.message).not.toMatch(/^error:/);
  });

  it("no command at all shows what there is", async () => {
    const { code, out, err } = await run();
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain("analyze");
  });
});

it("help that was asked for is a result", async () => {
  const { code, out, err } = await run("import", "--help");
  expect([code, err]).toEqual([0, ""]);
  expect(out).toContain("--manifest");
});

it("a day may be written as in a manifest", () => {
  expect(dateArgument("31.1.2026")).toBe("2026-01-31");
  expect(dateArgument("2026-01-31")).toBe("2026-01-31");
});

it("a time is typed by the clock or in seconds, and refused in words", () => {
  expect(timeArgument("14:30")).toBe(870_000);
  expect(() => timeArgument("soon")).toThrow("a time is written 14:30, 1:02:30 or in seconds.");
});

it("models are named once each", () => {
  expect(modelsArgument("a, b,a")).toEqual(["a", "b"]);
});

describe("relative paths", () => {
  const program = join(sep, "program");
  const user = join(sep, "home", "user");

  it("start where the user stood when npm changed the folder", () => {
    expect(userFolder(program, { INIT_CWD: user }, program)).toBe(user);
    expect(userFolder(program, { INIT_CWD: user }, program + sep)).toBe(user);
  });

  it("start in the working directory when npm has nothing to do with it, or is the program's own test", () => {
    expect(userFolder(user, { INIT_CWD: program }, program)).toBe(user);
    expect(userFolder(user, {}, program)).toBe(user);
    expect(userFolder(program, {}, program)).toBe(program);
  });
});
