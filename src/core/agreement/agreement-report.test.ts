import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { goldenAgreementInput } from "../../../test/golden/golden-agreement-input.ts";
import { agreementSchema } from "../../shared/contract/agreement.ts";
import { writeAgreementReport } from "./agreement-report.ts";
import { type AgreementInput, computeAgreement } from "./compute-agreement.ts";

const FILES = [
  "agreement.html",
  "agreement.json",
  "confusion.csv",
  "correlations.csv",
  "definitions.csv",
  "rated-minutes.csv",
];
const golden = goldenAgreementInput();
const small: AgreementInput = {
  ...golden,
  ratings: golden.ratings.filter(
    ({ patient, session, minute }) => patient === "P02" && session === 1 && minute < 9,
  ),
};

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "minutewise-report-"));
});
afterEach(() => rm(folder, { recursive: true }));

async function report(input: AgreementInput): Promise<string> {
  await writeAgreementReport(folder, computeAgreement(input));
  return readFile(join(folder, "agreement.html"), "utf8");
}

const rows = async (file: string): Promise<Record<string, string>[]> =>
  parse(await readFile(join(folder, file), "utf8"), { columns: true });

describe("agreement report", () => {
  it("writes its files and nothing else into a folder that it creates", async () => {
    const directory = join(folder, "new", "report");
    const written = await writeAgreementReport(directory, computeAgreement(small));
    expect(written.directory).toBe(directory);
    expect(written.files.toSorted()).toEqual(FILES);
    expect((await readdir(directory)).sort()).toEqual(FILES);
  });

  it("needs nothing beside its HTML file: no script, no address, and a policy that forbids them", async () => {
    const page = await report(small);
    expect(page).not.toMatch(/<script|<link|<img|<iframe|\son\w+=|src=|@import|url\(/i);
    // Names of XML vocabularies are no addresses that anything loads.
    expect(page.replace(/xmlns(:\w+)?="[^"]*"/g, "")).not.toMatch(/https?:|\/\//);
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
  });

  it("states study, date, model with hash, codebook, version, flow and every definition", async () => {
    const page = await report(golden);
    const { model, codebook } = golden;
    for (const text of [
      "Reference study",
      "2026-01-31 12:00 UTC",
      model.name,
      model.parts[0]?.sha256,
      codebook.title,
    ]) {
      expect(page).toContain(text);
    }
    expect(page).toContain("Minutewise 0.0.0");
    expect(page).toContain("3,996 of 4,146 ratings, from 60 sessions of 23 patients");
    expect(page.replaceAll("\u00a0", " ")).toContain(
      "The higher the rated arousal, the higher 1 − neutral: r = .25, 95% CI .22 to .28, p &lt; .001, n = 3,996.",
    );
    expect(page).toContain("Minutes are nested in sessions");
  });

  it("escapes what people typed", async () => {
    const page = await report({
      ...small,
      study: { studyId: "1", name: `<script>alert("x")</script> & Co` },
    });
    expect(page).toContain("&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; Co");
    expect(page).not.toContain("<script");
  });

  it("says plainly that synthetic ratings are synthetic, and only then", async () => {
    const renamed = small.ratings.map((row) => ({ ...row, rater: `SYNTHETIC-${row.rater}` }));
    expect(await report({ ...small, ratings: renamed })).toContain("are synthetic: a program made them");
    expect(await report(small)).not.toContain("synthetic");
  });

  it("tells what is missing in a study without ratings or without analysis", async () => {
    expect(await report({ ...golden, ratings: [] })).toContain("This study holds no ratings yet");
    const page = await report({ ...golden, machine: [] });
    expect(page).toContain("4,132 in sessions or minutes that are not analysed, 14 marked as not ratable");
    expect(page).not.toContain("<svg");
  });

  it("draws a study with a single rated minute", async () => {
    const page = await report({ ...small, ratings: small.ratings.slice(0, 1) });
    expect(page).toContain("r needs at least 3 minutes; here is 1.");
  });

  it("gives each number of the tables with its n, and a definition of every column", async () => {
    await report(golden);
    const agreement = computeAgreement(golden);
    const correlations = await rows("correlations.csv");
    expect(correlations).toHaveLength(agreement.correlations.length);
    expect(Number(correlations[0]?.["r"])).toBe(agreement.correlations[0]?.r);
    expect(correlations[0]).toMatchObject({ scope: "overall", rater: "", n: "3996" });
    const confusion = await rows("confusion.csv");
    const sum = confusion
      .filter((row) => row["rater"] === "" && row["kind"] === "seven")
      .reduce((total, row) => total + Number(row["count"]), 0);
    expect(sum).toBe(agreement.confusions[0]?.n);
    expect(await rows("rated-minutes.csv")).toHaveLength(agreement.points.length);
    const definitions = await rows("definitions.csv");
    for (const file of ["correlations.csv", "confusion.csv", "rated-minutes.csv"]) {
      const [header] = (await readFile(join(folder, file), "utf8")).split("\n");
      const defined = definitions.filter((row) => row["file"] === file).map((row) => row["name"]);
      expect(defined.join(",")).toBe(header);
    }
  });

  it("writes the agreement itself as JSON", async () => {
    await report(small);
    const stored: unknown = JSON.parse(await readFile(join(folder, "agreement.json"), "utf8"));
    expect(agreementSchema.parse(stored)).toEqual(computeAgreement(small));
  });

  it("replaces its own files and leaves others alone", async () => {
    await writeFile(join(folder, "agreement.html"), "old");
    await writeFile(join(folder, "mine.txt"), "mine");
    expect(await report(small)).toContain("<!doctype html>");
    expect(await readFile(join(folder, "mine.txt"), "utf8")).toBe("mine");
  });

  it.runIf(process.platform === "linux")(
    "does not wait for ever where no folder can be created",
    async () => {
      const writing = writeAgreementReport("/proc/report", computeAgreement(small));
      await expect(writing).rejects.toMatchObject({ code: "STORAGE_FAILED", where: "/proc/report" });
    },
  );

  it("names the folder that cannot be written and leaves nothing half-done", async () => {
    const blocked = join(folder, "file.txt");
    await writeFile(blocked, "");
    const writing = writeAgreementReport(join(blocked, "report"), computeAgreement(small));
    await expect(writing).rejects.toMatchObject({
      code: "STORAGE_FAILED",
      where: join(blocked, "report"),
      remedy: expect.stringContaining("folder"),
    });
    await mkdir(join(folder, "agreement.html", "in the way"), { recursive: true });
    await expect(report(small)).rejects.toMatchObject({ code: "STORAGE_FAILED" });
    expect((await readdir(folder)).filter((name) => name.startsWith("."))).toEqual([]);
  });
});
