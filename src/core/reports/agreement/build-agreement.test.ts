import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { goldenReportTables } from "../../../../test/golden/golden-report-tables.ts";
import { readGoldenResults } from "../../../../test/golden/read-golden.ts";
import { type ReportDocument, reportDocumentSchema } from "../../../shared/reports/document.ts";
import { reportOptionsSchema } from "../../../shared/reports/report-options.ts";
import type { BuiltReport } from "../built-report.ts";
import type { ReportTables } from "../report-tables.ts";
import { buildAgreement } from "./build-agreement.ts";

/** Those of this folder; the labels have sections of their own. */
const OWN_SECTIONS: ReadonlySet<string> = new Set([
  ...["course", "overall", "coverage", "rater-comparison", "mixed-models"],
  ...["confusion", "high-arousal", "sessions", "aggregates", "expressions"],
]);
const FAST = reportOptionsSchema.parse({ resamples: 40 });

function built(tables: ReportTables, options = FAST): BuiltReport {
  return buildAgreement(tables, options, () => {});
}

function numbersOf({ document }: BuiltReport): Map<string, number | null> {
  return new Map(document.numbers.map(({ key, value }) => [key, value]));
}

function textOf(document: ReportDocument): string {
  return JSON.stringify(document);
}

function cell(document: ReportDocument, id: string, row: number, column: string): unknown {
  for (const { blocks } of document.sections) {
    for (const block of blocks) {
      if (block.kind !== "table" || block.id !== id) continue;
      return block.rows[row]?.[block.columns.findIndex((one) => one.id === column)];
    }
  }
  return undefined;
}

describe("agreement report of the reference study", async () => {
  const golden = readGoldenResults();
  const tables = await goldenReportTables();
  const report = built(tables);
  const numbers = numbersOf(report);

  it("is a document whose tables and figures have names of their own and numbers in order", () => {
    expect(reportDocumentSchema.safeParse(report.document).error).toBeUndefined();
    const blocks = report.document.sections.flatMap((section) => section.blocks);
    const named = blocks.filter((block) => block.kind === "table" || block.kind === "figure");
    expect(new Set(named.map(({ id }) => id)).size).toBe(named.length);
    for (const kind of ["table", "figure"] as const) {
      const captions = named.filter((block) => block.kind === kind).map(({ caption }) => caption);
      expect(captions.map((caption) => Number(caption.match(/^(?:Table|Figure) (\d+)\. \S/)?.[1]))).toEqual(
        captions.map((_, i) => i + 1),
      );
    }
    expect(new Set(report.document.numbers.map(({ key }) => key)).size).toBe(report.document.numbers.length);
  });

  it("gives the reference's correlations, comparisons and models", () => {
    const expected: readonly (readonly [string, string])[] = [
      ["pearson.all.r", "correlation.overall.r"],
      ["pearson.all.low", "correlation.overall.ci_low"],
      ["pearson.rater.R3.p", "correlation.by_rater.R3.p"],
      ["level.spearman", "correlation.spearman.rho"],
      ["level.minute_means", "correlation.overall_rater_mean.r"],
      ["fisher.overall.R1.z", "correlation.fisher_z.rater_vs_overall.R1.z"],
      ["fisher.others.R2.p", "correlation.fisher_z.rater_vs_others.R2.p"],
      ["fisher.pair.R1.R3.z", "correlation.fisher_z.pairwise.R1-R3.z"],
      ["fisher.homogeneity.chisq", "correlation.fisher_z.homogeneity.chisq"],
      ["lmm.patient.lrt.chisq", "lmm.lrt_nonspecific_patient.chisq"],
      ["lmm.patient_rater.variance.rater", "lmm.patient_rater_REML.variance.rater"],
      ["lmm.patient_rater.loglik", "lmm.patient_rater_REML.logLik"],
    ];
    for (const [key, path] of expected) {
      const value = path.split(".").reduce<unknown>((part, name) => Object(part)[name], golden);
      expect(numbers.get(key), key).toBeCloseTo(value as number, 5);
    }
  });

  it("sets three intervals beside every rater's r, those of clusters the widest here", () => {
    const row = (column: string): number => cell(report.document, "raters", 0, column) as number;
    const width = (kind: string): number => row(`${kind}_high`) - row(`${kind}_low`);
    expect(width("cluster")).toBeGreaterThan(width("fisher"));
    for (const kind of ["fisher", "cluster", "block"]) {
      expect(row(`${kind}_low`)).toBeLessThan(row("r"));
      expect(row(`${kind}_high`)).toBeGreaterThan(row("r"));
    }
  });

  it("says why summaries of the minute and PEAK are missing", () => {
    expect(textOf(report.document)).toContain("only the means are known");
    expect(textOf(report.document)).toContain("No PEAK stands in this study's ratings");
    expect(textOf(report.document)).toContain("nonspecific_median, nonspecific_p90, nonspecific_max");
    expect(cell(report.document, "aggregates", 0, "value")).toBeUndefined();
  });

  it("sets intervals of the clusters beside the area of high arousal and the concordance", () => {
    const area = (column: string): number => cell(report.document, "high-arousal", 0, column) as number;
    expect(area("auc_cluster_high") - area("auc_cluster_low")).toBeGreaterThan(
      area("auc_ci_high") - area("auc_ci_low"),
    );
    expect(textOf(report.document)).toMatch(/nobody calibrated, it is ",\{"text":"\.11 \(95% CI /);
  });

  it("puts every session and every analysed minute into one line of what went in", () => {
    const lines = report.document.flow.lines.slice(0, 13);
    const at = (label: string): number => lines.find((line) => line.label.startsWith(label))?.n ?? -1;
    expect(at("Sessions")).toBe(92);
    expect(at("excluded: ")).toBe(4);
    expect(at("analysed, without a rating")).toBe(28);
    expect(at("used")).toBe(60);
    const heads = lines.flatMap((line, i) => (line.indent ? [] : [i]));
    for (const head of heads.slice(0, 2)) {
      const end = lines.findIndex((line, i) => i > head && !line.indent);
      const parts = lines.slice(head + 1, end).reduce((sum, { n }) => sum + n, 0);
      expect(parts).toBe(lines[head]?.n);
    }
  });

  it("names what the papers contradict themselves in", () => {
    const said = report.document.choices.map(({ question }) => question).join(" ");
    for (const words of ["35,685", "35,887", "950 hours", "324 hours", "199.3", "10.1 each"])
      expect(said).toContain(words);
  });

  it("asks in the methods for what only the authors know of imported minutes", () => {
    const methods = report.document.methods.join(" ");
    expect(methods).toContain("were imported from a table; [name the program");
    expect(methods).not.toContain("imported:");
  });

  it("counts the work up to its end", () => {
    const shares: number[] = [];
    const ratings = tables.ratings.filter(({ patient }) => ["P01", "P02"].includes(patient));
    buildAgreement({ ...tables, ratings }, FAST, (_, share) => shares.push(share));
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
  });

  it("holds no NaN", () => {
    const isBad = (value: unknown): boolean => typeof value === "number" && !Number.isFinite(value);
    const cells = [...report.document.sections.flatMap(({ blocks }) => blocks), ...report.data].flatMap(
      (part) => ("rows" in part ? part.rows.flat() : []),
    );
    expect(cells.filter(isBad)).toEqual([]);
    expect([...numbers.values()].filter(isBad)).toEqual([]);
  });
});

describe("agreement report of other studies", async () => {
  const golden = await goldenReportTables();
  const few = (
    keep: (row: { patient: string; session: number; minute: number; rater?: string }) => boolean,
  ) => ({
    ...golden,
    ratings: golden.ratings.filter(keep),
  });

  it("does not depend on the order of rows", () => {
    const small = few(({ patient }) => ["P01", "P02", "P04"].includes(patient));
    const first = built(small);
    const swapped = built({
      ...small,
      ratings: small.ratings.toReversed(),
      minutes: small.minutes.toReversed(),
      sessions: small.sessions.toReversed(),
    });
    expect(swapped.document).toEqual(first.document);
  });

  it("is the same for the same seed; another seed changes intervals of the bootstrap alone", () => {
    const small = few(({ patient }) => ["P01", "P02"].includes(patient));
    expect(built(small).document).toEqual(built(small).document);
    const other = built(small, { ...FAST, seed: 7 });
    expect(other.document.numbers).toEqual(built(small).document.numbers);
    expect(cell(other.document, "raters", 0, "cluster_low")).not.toEqual(
      cell(built(small).document, "raters", 0, "cluster_low"),
    );
  });

  it("gives reasons instead of intervals without a bootstrap", () => {
    const small = few(({ patient }) => ["P01", "P02", "P04"].includes(patient));
    const { document } = built(small, { ...FAST, resamples: 0 });
    expect(cell(document, "raters", 0, "cluster_low")).toEqual({
      value: null,
      why: "The bootstrap was turned off.",
    });
    const own = document.sections.filter(({ id }) => OWN_SECTIONS.has(id));
    const words = own.flatMap(({ blocks }) =>
      blocks.flatMap((block) => {
        if (block.kind === "table") return [block.caption, block.note ?? ""];
        if (block.kind === "figure") return [block.caption];
        return block.kind === "session-choice" ? [] : [JSON.stringify(block.text)];
      }),
    );
    const promising = words.filter((one) => /cluster|bootstrap(?! was turned off)/i.test(one));
    expect(promising).toEqual([
      expect.stringContaining("No bootstrap was asked for"),
      expect.stringContaining("No interval is given for R²"),
    ]);
    expect(document.notices.join(" ")).not.toMatch(/cluster/i);
    expect(document.methods.slice(0, 2).join(" ")).not.toMatch(/bootstrap/i);
  });

  it("explains what one patient, one rater, one session and one minute allow", () => {
    const patient = built(few((row) => row.patient === "P02")).document;
    expect(patient.notices.join(" ")).toContain("one patient");
    expect(textOf(patient)).toContain("no model can say how patients differ");
    expect(textOf(patient)).not.toContain("Between patients");
    const rater = built(few((row) => row.rater === "R1")).document;
    expect(textOf(rater)).toContain("One rater only");
    const session = built(few((row) => row.patient === "P01" && row.session === 1)).document;
    expect(textOf(session)).toContain(
      "An interval that resamples sessions needs at least 5 of them; here is 1.",
    );
    expect(textOf(session)).not.toContain("Between sessions");
    const minute = built(
      few((row) => row.patient === "P01" && row.session === 1 && row.minute === 2),
    ).document;
    expect(textOf(minute)).toContain("r needs at least 3 minutes; here is 1.");
    for (const document of [patient, rater, session, minute])
      expect(reportDocumentSchema.safeParse(JSON.parse(JSON.stringify(document))).error).toBeUndefined();
  });

  it("gives no cluster interval where fewer than five sessions carry a value", () => {
    const four = few(({ patient, session }) => patient === "P02" && session <= 4);
    const sessions = new Set(four.ratings.map(({ session }) => session)).size;
    expect(sessions).toBeLessThan(5);
    const why = {
      value: null,
      why: expect.stringMatching(
        /^An interval that resamples sessions needs at least 5 of them; here (is|are) [1-4]\.$/,
      ),
    };
    const { document } = built(four);
    for (const [table, column] of [
      ["raters", "cluster_low"],
      ["levels", "cluster_high"],
      ["rater-comparisons", "cluster_low"],
      ["high-arousal", "auc_cluster_low"],
      ["expressions", "cluster_low"],
      ["lags", "cluster_low"],
    ] as const)
      expect(cell(document, table, 0, column), table).toEqual(why);
  });

  it("prints no interval without width", () => {
    const small = few(({ patient }) => ["P01", "P02", "P04"].includes(patient));
    const ratings = small.ratings.map((row) => ({
      ...row,
      arousal: row.arousal && (row.arousal > 3 ? 5 : 2),
    }));
    const at = new Map(ratings.map((row) => [`${row.patient} ${row.session} ${row.minute}`, row.arousal]));
    const minutes = small.minutes.map((row) => {
      const arousal = at.get(`${row.patient} ${row.session} ${row.minute}`) ?? 2;
      const neutral = 1 - arousal / 10;
      return { ...row, means: row.means && [1 - neutral, 0, 0, 0, 0, 0, neutral] };
    });
    const one = ratings.filter(
      (row) => row.arousal === at.get(`${row.patient} ${row.session} ${row.minute}`),
    );
    const { document } = built({ ...small, ratings: one, minutes });
    expect(cell(document, "raters", 0, "r")).toBeCloseTo(1, 9);
    expect(cell(document, "high-arousal", 0, "auc")).toBe(1);
    expect(cell(document, "high-arousal", 0, "auc_cluster_low")).toMatchObject({ value: null });
    expect(cell(document, "high-arousal", 0, "auc_ci_low")).toMatchObject({ value: null });
  });

  it("shows r without minutes of little coverage, with how many are left out", () => {
    const small = few(({ patient }) => ["P01", "P02", "P04"].includes(patient));
    const minutes = small.minutes.map((row) => ({ ...row, coverage: row.minute % 4 === 0 ? 0.3 : 0.9 }));
    const { document } = built({ ...small, minutes });
    const line = (row: number): unknown[] =>
      ["least", "n", "left_out"].map((column) => cell(document, "coverage", row, column));
    const n = cell(document, "raters", 0, "n") as number;
    expect(line(0)).toEqual([0, n, 0]);
    expect(line(1)).toEqual([0.25, n, 0]);
    const [, kept, leftOut] = line(2) as number[];
    expect(leftOut).toBeGreaterThan(0);
    expect((kept ?? 0) + (leftOut ?? 0)).toBe(n);
    expect(line(3).slice(1)).toEqual([kept, leftOut]);
    expect(textOf(document)).toContain("show the face in less than 75% of their frames");
    expect(textOf(built(small).document)).toContain("The coverage of these minutes");
  });

  it("tells what is missing without ratings or without an analysis", () => {
    expect(built(few(() => false)).document.missing).toContain("holds no ratings");
    const { document } = built({ ...golden, minutes: [] });
    expect(document.missing).toContain("14 marked as not ratable");
    expect(document.missing).toContain("import-minutes");
    expect(document.sections).toEqual([]);
  });

  it("says plainly that synthetic ratings are synthetic", () => {
    const small = few(({ patient }) => patient === "P02");
    const ratings = small.ratings.map((row) => ({ ...row, rater: `SYNTHETIC-${row.rater}` }));
    expect(built({ ...small, ratings }).document.notices[0]).toContain("are synthetic: a program made them");
  });

  it("finds PEAK in the maximum where PEAK was made from it", () => {
    const small = few(({ patient }) => ["P01", "P02", "P04"].includes(patient));
    const level = (value: number): number => 1 + Math.round(6 * value);
    const noise = (minute: number): number => ((minute * 7919) % 13) / 13;
    const minutes = small.minutes.map((row) => ({
      ...row,
      aggregates: {
        median: 0.5 + noise(row.minute + 3) / 9,
        p90: 0.6 + noise(row.minute + 1) / 9,
        maximum: noise(row.minute + row.session),
        shareAbove: noise(row.minute + 5),
        bursts: row.minute % 4,
      },
    }));
    const at = new Map(
      minutes.map((row) => [`${row.patient} ${row.session} ${row.minute}`, row.aggregates.maximum]),
    );
    const ratings = small.ratings.map((row) => ({
      ...row,
      peak: row.arousal === null ? null : level(at.get(`${row.patient} ${row.session} ${row.minute}`) ?? 0),
    }));
    const report = built({ ...small, minutes, ratings });
    const numbers = numbersOf(report);
    expect(numbers.get("aggregate.peak.maximum.r")).toBeGreaterThan(0.95);
    expect(textOf(report.document)).toContain("the highest is that of “peak (maximum)”");
  });

  it("holds for any few rows: a document without NaN", () => {
    const rows = golden.ratings.filter(({ patient }) => ["P01", "P02"].includes(patient));
    fc.assert(
      fc.property(fc.subarray(rows, { maxLength: 12 }), (ratings) => {
        const { document } = built({ ...golden, ratings }, { ...FAST, resamples: 5 });
        expect(reportDocumentSchema.safeParse(document).error).toBeUndefined();
        const cells = document.sections.flatMap(({ blocks }) =>
          blocks.flatMap((block) => (block.kind === "table" ? block.rows.flat() : [])),
        );
        for (const one of cells) if (typeof one === "number") expect(one).not.toBeNaN();
        for (const { value } of document.numbers) expect(value).not.toBeNaN();
      }),
      { numRuns: 25 },
    );
  });
});
