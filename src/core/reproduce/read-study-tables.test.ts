import { appendFileSync, cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeEach, describe, expect, it } from "vitest";
import { tempFolder } from "../../../test/support/temp-folder.ts";
import { readStudyTables } from "./read-study-tables.ts";

const golden = fileURLToPath(new URL("../../../test/golden", import.meta.url));
const SEVEN = "0.1,0.1,0.1,0.1,0.1,0.1,0.4";
const NO_SCORES = ",".repeat(20);
let folder: string;

beforeEach(() => {
  folder = tempFolder();
  cpSync(golden, folder, { recursive: true, filter: (path) => path === golden || path.endsWith(".csv") });
});

const linesOf = (name: string) => readFileSync(join(folder, name), "utf8").trimEnd().split("\n");

describe("reading the tables of a study", () => {
  it.each([
    ["arousal 9", "ratings.csv", "P01,1,46,R9,9,", /arousal "9" is not a whole number from 1 to 7/],
    ["an emotion at arousal 1", "ratings.csv", "P01,1,46,R9,1,joy", /coded from arousal 3 on/],
    ["an unknown emotion", "ratings.csv", "P01,1,46,R9,4,shame", /"shame" is none of/],
    ["a rating twice", "ratings.csv", "P01,1,1,r1,2,", /minute 1 stands in line 2 already/],
    ["a rating of minute 0", "ratings.csv", "P01,1,0,R1,2,", /minute "0"/],
    ["a rating of an unknown patient", "ratings.csv", "P99,1,1,R1,2,", /"P99" is not in sessions.csv/],
    ["a rating of an unknown session", "ratings.csv", "P01,99,1,R1,2,", /session "99" of patient P01 is not/],
    ["a rating past the end", "ratings.csv", "P01,1,47,R1,2,", /past the end/],
    ["probabilities that miss 1", "fer_minutes.csv", "P01,1,46,0.2,0,0,0,0,0,0.798,9,9", /add up to 0.9980/],
    ["a negative probability", "fer_minutes.csv", "P01,1,46,-0.1,0,0,0,0,0.1,1,9,9", /not between 0 and 1/],
    ["more faces than frames", "fer_minutes.csv", `P01,1,46,${SEVEN},9,10`, /n_faces 10 is more than/],
    ["a minute twice", "fer_minutes.csv", `P01,1,1,${SEVEN},9,9`, /stands in line 2 already/],
    ["minute 0", "fer_minutes.csv", `P01,1,0,${SEVEN},9,9`, /minute "0"/],
    ["a minute of an unknown session", "fer_minutes.csv", `P01,99,1,${SEVEN},9,9`, /session "99" of patient/],
    ["a session twice", "sessions.csv", "P01,1,46,1,,1,R1", /session 1 of P01 stands in line 2 already/],
    ["analysed 2", "sessions.csv", "P01,99,46,2,,1,R1", /analysed "2" is neither 0 nor 1/],
    ["an outcome of an unknown patient", "outcomes.csv", `P99,0${NO_SCORES}`, /"P99" is not in sessions.csv/],
    ["a patient twice", "outcomes.csv", `P01,0${NO_SCORES}`, /patient P01 stands in line 2 already/],
    ["a dropout of 2", "outcomes.csv", `P01,2${NO_SCORES}`, /dropout "2" is neither 0 nor 1/],
    ["an action unit above 1", "au.csv", `V99,S99,1,0,42,m,cam1,1,8,2${",1".repeat(19)}`, /au01 "2"/],
    [
      "a clip twice",
      "labels16.csv",
      `C001${",joy,positive".repeat(5)}`,
      /clip C001 stands in line 2 already/,
    ],
    ["a sample that is none", "au_series.csv", "2000,66.7,", /au12 is empty/],
  ])("refuses %s, naming file, line and problem", async (_what, name, row, words) => {
    const lines = linesOf(name);
    writeFileSync(join(folder, name), `${[...lines, row].join("\n")}\n`);
    await expect(readStudyTables(folder)).rejects.toMatchObject({
      code: "INVALID_FILE",
      message: `${name} has 1 row that cannot be read. Nothing was computed.`,
      where: join(folder, name),
      remedy: "Correct the rows named and run the command again.",
      problems: [{ line: lines.length + 1, problem: expect.stringMatching(words) }],
    });
  });

  it("names all bad rows of a table at once", async () => {
    appendFileSync(join(folder, "ratings.csv"), "P01,1,1,R8,8,\nP01,1,1,R8\nP01,1,1,R8,2,\nP01,1,0,R8,2,\n");
    await expect(readStudyTables(folder)).rejects.toMatchObject({
      problems: [4148, 4149, 4151].map((line) => ({ line })),
    });
  });

  it("takes ratings without a minute of the machine, of sessions that are not analysed, and without values", async () => {
    const [left = ""] = linesOf("sessions.csv").filter((line) => line.split(",")[3] === "0");
    const session = left.split(",").slice(0, 2).join(",");
    appendFileSync(join(folder, "ratings.csv"), `${session},1,R1,3,joy\n${session},2,R1,,\n`);
    const minutes = linesOf("fer_minutes.csv");
    writeFileSync(join(folder, "fer_minutes.csv"), `${minutes.slice(0, 100).join("\n")}\n`);
    const tables = await readStudyTables(folder);
    expect([tables.ratings.length, tables.minutes.length]).toEqual([4148, 99]);
  });

  it("takes a patient for the same in any case", async () => {
    writeFileSync(join(folder, "ratings.csv"), `${linesOf("ratings.csv")[0]}\np01,1,1,r1,3,Joy\n`);
    expect((await readStudyTables(folder)).ratings).toEqual([
      { patient: "P01", session: 1, minute: 1, rater: "r1", arousal: 3, emotion: "joy" },
    ]);
  });

  it("takes tables without rows", async () => {
    for (const name of ["ratings.csv", "fer_minutes.csv", "outcomes.csv", "labels16.csv", "au.csv"]) {
      writeFileSync(join(folder, name), `${linesOf(name)[0]}\n`);
    }
    expect(await readStudyTables(folder)).toMatchObject({ ratings: [], minutes: [], labels: [] });
  });
});
