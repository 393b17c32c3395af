import { describe, expect, it } from "vitest";
import { goldenReportTables } from "../../../../../test/golden/golden-report-tables.ts";
import { readGoldenResults } from "../../../../../test/golden/read-golden.ts";
import { cellValue } from "../../../../shared/reports/cell-text.ts";
import { type Cell, sectionSchema, type TableBlock } from "../../../../shared/reports/document.ts";
import { reportOptionsSchema } from "../../../../shared/reports/report-options.ts";
import { type AgreementRow, agreementRows } from "../agreement-rows.ts";
import { type LabelPart, labelSections } from "./label-sections.ts";

const options = reportOptionsSchema.parse({});
const tables = await goldenReportTables();
const { rows } = agreementRows(tables);

function partOf(some: readonly AgreementRow[]): LabelPart {
  return labelSections(some, tables, options, () => {});
}

function tableOf({ sections }: LabelPart, id: string): TableBlock {
  const found = sections
    .flatMap(({ blocks }) => blocks)
    .find((block): block is TableBlock => block.kind === "table" && block.id === id);
  if (found === undefined) throw new Error(`There is no table ${id}.`);
  return found;
}

function cellOf(table: TableBlock, label: string, column: string): Cell {
  const at = table.columns.findIndex(({ id }) => id === column);
  const row = table.rows.find(([first]) => typeof first === "string" && first.startsWith(label));
  if (at < 0 || row === undefined) throw new Error(`There is no ${column} of ${label}.`);
  return row[at] as Cell;
}

function shownIn(part: LabelPart, table: string, label: string, column: string): unknown {
  return cellValue(cellOf(tableOf(part, table), label, column));
}

/** Everything that is said in sentences and notes. */
function wordsOf({ sections }: LabelPart): string {
  return sections
    .flatMap(({ blocks }) => blocks)
    .map((block) =>
      block.kind === "note"
        ? block.text
        : block.kind === "text"
          ? block.text.map((part) => (typeof part === "string" ? part : part.text)).join("")
          : "",
    )
    .join("\n");
}

/** No number is NaN or infinite; where a value is missing, a reason stands in its place. */
function expectReasons({ sections, numbers }: LabelPart): void {
  for (const section of sections) expect(sectionSchema.safeParse(section).error).toBeUndefined();
  for (const { blocks } of sections)
    for (const block of blocks) {
      if (block.kind !== "table") continue;
      for (const cell of block.rows.flat()) {
        expect(cell).not.toBeNull();
        const value = cellValue(cell);
        if (typeof value === "number") expect(value).toSatisfy(Number.isFinite);
        if (value === null) expect(Object(cell).why).toMatch(/\.$/);
      }
    }
  for (const { key, value } of numbers) if (value !== null) expect(value, key).toSatisfy(Number.isFinite);
}

describe("labels of the reference study", () => {
  const part = partOf(rows);
  const golden = readGoldenResults() as unknown as {
    readonly glmm: {
      readonly table1: readonly Readonly<Record<string, number | string>>[];
      readonly models: Readonly<
        Record<string, { readonly roc_fixed_effects_only: { readonly auc: number } }>
      >;
    };
  };

  it("have the reference's table 1", () => {
    for (const line of golden.glmm.table1) {
      const label = String(line["label"]);
      const title = label[0]?.toUpperCase() + label.slice(1);
      const value = (column: string): unknown => shownIn(part, "labels-in-sample", title, column);
      expect(value("labelled")).toBe(line["labelled_minutes"]);
      expect(100 * Number(value("total_correct"))).toBeCloseTo(Number(line["total_correct_percent"]), 1);
      expect(value("sensitivity")).toBeCloseTo(Number(line["sensitivity"]), 3);
      expect(value("specificity")).toBeCloseTo(Number(line["specificity"]), 3);
      expect(value("auc")).toBeCloseTo(Number(line["auc"]), 5);
      expect(value("auc_low")).toBeCloseTo(Number(line["auc_ci_low"]), 5);
      expect(shownIn(part, "labels-areas", title, "auc_fixed")).toBeCloseTo(
        golden.glmm.models[label]?.roc_fixed_effects_only.auc ?? Number.NaN,
        4,
      );
    }
  });

  it("show what is left for patients left out, however little", () => {
    expect(shownIn(part, "labels-held-out", "Love", "patients")).toBe(23);
    expect(shownIn(part, "labels-held-out", "Love", "j")).toBeLessThan(0);
    expect(shownIn(part, "labels-areas", "Love", "auc_high")).toBeLessThan(0.5);
    expect(shownIn(part, "labels-calibration", "Love", "slope")).toBeLessThan(0);
    expect(shownIn(part, "labels-chance", "Love", "p_largest_left_out")).toBeGreaterThan(0.99);
  });

  it("have the areas that models fitted from nothing had, without each patient", () => {
    // Every model of a patient left out fitted once from a common start, with exact second derivatives at every step.
    const areas = { Anger: 0.5714040029, Disgust: 0.4989256169, Surprise: 0.5774826003, Love: 0.3880406175 };
    for (const [label, auc] of Object.entries(areas))
      expect(shownIn(part, "labels-areas", label, "auc"), label).toBeCloseTo(auc, 8);
  });

  it("are judged within patients, and beside what a constant reaches for patients left out", () => {
    const scores = part.data.find(({ name }) => name === "label-scores-left-out");
    const at = scores?.columns.findIndex(({ id }) => id === "love") ?? -1;
    const known = new Map(scores?.rows.map((row) => [`${row[0]} ${row[1]} ${row[2]}`, Number(row[at])]));
    const held = rows.map((row) => ({
      patient: row.patient,
      label: row.category === "love",
      score: known.get(`${row.patient} ${row.session} ${row.minute}`) ?? Number.NaN,
    }));
    const share = (own: typeof held): number => own.filter(({ label }) => label).length / own.length;
    const constant = held.map(({ patient, label }) => ({
      label,
      score: share(held.filter((row) => row.patient !== patient)),
    }));
    // Every pair counted one by one.
    const pairs = (own: readonly { readonly label: boolean; readonly score: number }[]): [number, number] => {
      const without = own.filter(({ label }) => !label);
      let wins = 0;
      for (const { score } of own.filter(({ label }) => label))
        for (const other of without) wins += score > other.score ? 1 : score === other.score ? 0.5 : 0;
      return [wins, without.length * (own.length - without.length)];
    };
    const sums = [...Map.groupBy(held, ({ patient }) => patient).values()].map(pairs);
    const total = (i: 0 | 1): number => sums.reduce((sum, pair) => sum + pair[i], 0);
    const value = (column: string): number => Number(shownIn(part, "labels-areas", "Love", column));
    expect(value("auc_within")).toBeCloseTo(total(0) / total(1), 10);
    expect(value("pairs")).toBe(total(1));
    const [wins, all] = pairs(constant.slice());
    expect(value("auc_constant")).toBeCloseTo(wins / all, 10);
    expect(value("auc_constant")).toBeLessThan(0.4);
    expect(value("auc_within_low")).toBeLessThan(value("auc_within"));
    expect(value("auc_within_high")).toBeGreaterThan(value("auc_within"));
  }, 20_000);

  it("have an interval around every share, but for means over labels", () => {
    for (const table of ["labels-in-sample", "labels-held-out"])
      for (const column of ["total_correct", "sensitivity", "specificity", "ppv", "npv"])
        for (const label of ["Anger", "Neutral", "Pooled"]) {
          const value = Number(shownIn(part, table, label, column));
          const end = (which: string): number =>
            Number(shownIn(part, `${table}-intervals`, label, `${column}_${which}`));
          expect(end("low"), `${table} ${label} ${column}`).toBeLessThan(value);
          expect(end("high"), `${table} ${label} ${column}`).toBeGreaterThan(value);
        }
    expect(tableOf(part, "labels-held-out-intervals").rows).toHaveLength(9);
  });

  it("say where patients differ most among labels with thirty rows or more", () => {
    // Disgust has the largest variance, on seven rows.
    const words = wordsOf(part).match(/most of all in (\w+)/)?.[1];
    expect(words).toBeDefined();
    expect(words).not.toBe("disgust");
  });

  it("add up the tables of all labels, and give their plain means", () => {
    const inSample = tableOf(part, "labels-in-sample");
    const labelled = inSample.rows.slice(0, 8).map((row) => Number(row[2]));
    expect(shownIn(part, "labels-in-sample", "Pooled", "labelled")).toBe(labelled.reduce((a, b) => a + b, 0));
    expect(shownIn(part, "labels-in-sample", "Pooled", "n")).toBe(8 * rows.length);
    const mean = inSample.rows.slice(0, 8).reduce((sum, row) => sum + Number(row[4]) / 8, 0);
    expect(shownIn(part, "labels-in-sample", "Mean of 8", "sensitivity")).toBeCloseTo(mean, 12);
  });

  it("warn of few rows with a label, and of a variance of 0", () => {
    expect(wordsOf(part)).toMatch(/Disgust: 7 rows with the label, fewer than 10/);
    expect(wordsOf(part)).toMatch(/Surprise: 14 rows with the label, fewer than 30.*singular/);
    expect(wordsOf(part)).not.toMatch(/Anger:/);
  });

  it("leave labels with fewer than ten rows out of what R computes again", () => {
    const keys = part.numbers.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).toContain("labels.anger.beta.angry");
    expect(keys.filter((key) => key.startsWith("labels.disgust.beta"))).toEqual([]);
  });

  it("give every minute's score for its patient left out, and every patient's cut", () => {
    const [scores, cuts] = part.data;
    expect(scores?.rows.length).toBe(
      new Set(rows.map((row) => `${row.patient} ${row.session} ${row.minute}`)).size,
    );
    expect(cuts?.rows).toHaveLength(23);
    expect(scores?.columns.map(({ id }) => id).slice(3)).toEqual(cuts?.columns.map(({ id }) => id).slice(1));
  });

  it("have a reason for every missing value", () => expectReasons(part));

  it("are the same whatever the order of rows", () => {
    const turned = partOf(rows.toReversed());
    for (const [i, { key, value }] of part.numbers.entries()) {
      expect(turned.numbers[i]?.key).toBe(key);
      expect(turned.numbers[i]?.value ?? 0, key).toBeCloseTo(value ?? 0, 5);
    }
  }, 20_000);

  it("say how far they are, up to the end", () => {
    const shares: number[] = [];
    labelSections(rows.slice(0, 600), tables, options, (_, share) => shares.push(share));
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
    expect(shares.length).toBeGreaterThan(16);
  });
});

describe("one model fitted again without a patient", () => {
  it("is not compared where fewer than ten rows with the label stay", () => {
    const patients = [...new Set(rows.map(({ patient }) => patient))];
    const some = rows.filter(({ patient }) => patients.slice(0, 4).includes(patient));
    // Eleven rows with fear, in the four patients in turn: without any of them fewer than ten stay.
    const places = patients
      .slice(0, 4)
      .flatMap((patient) => some.filter((row) => row.patient === patient).slice(0, 3))
      .slice(0, 11);
    const part = partOf(
      some.map((row) => ({ ...row, category: places.includes(row) ? ("fear" as const) : ("low" as const) })),
    );
    const keys = part.numbers.map(({ key }) => key);
    expect(keys).toContain("labels.fear.left_out.auc");
    expect(keys.filter((key) => key.startsWith("labels.fear.refit_without"))).toEqual([]);
  });
});

describe("labels of odd studies", () => {
  const patients = [...new Set(rows.map(({ patient }) => patient))];
  const of = (count: number): AgreementRow[] =>
    rows.filter(({ patient }) => patients.slice(0, count).includes(patient));

  it("have no model with one patient, but the machine's own probability", () => {
    const part = partOf(of(1));
    expectReasons(part);
    expect(wordsOf(part)).toMatch(/at least two patients/);
    expect(tableOf(part, "machine-calibration").rows).toHaveLength(7);
    expect(part.data).toEqual([]);
    expect(part.methods).toEqual([]);
  });

  it("cannot leave out one of two patients", () => {
    const part = partOf(of(2));
    expectReasons(part);
    expect(cellOf(tableOf(part, "labels-areas"), "Anger", "auc")).toEqual({
      value: null,
      why: "Leaving a patient out takes at least three patients.",
    });
  });

  it("find the higher of two maxima, as lme4 does", () => {
    const part = partOf(of(2));
    expect(shownIn(part, "labels-intercepts", "Neutral", "log_likelihood")).toBeCloseTo(-65.78200714, 6);
    expect(shownIn(part, "labels-intercepts", "Neutral", "sd")).toBeCloseTo(0.57784818, 4);
  });

  it("do without an expression that does not vary", () => {
    const constant = of(4).map((row) => ({ ...row, means: row.means.with(1, 0.01) }));
    const part = partOf(constant);
    expectReasons(part);
    expect(wordsOf(part)).toMatch(/disgust does not vary or is explained/);
    expect(part.numbers.map(({ key }) => key)).not.toContain("labels.anger.beta.disgust");
  });

  it("find nothing to tell apart where no expression varies", () => {
    const part = partOf(of(4).map((row) => ({ ...row, means: rows[0]?.means ?? [] })));
    expectReasons(part);
    expect(shownIn(part, "labels-areas", "Anger", "auc_fixed")).toBe(0.5);
  });

  it("explain a label that all rows have, and one that none has", () => {
    const part = partOf(of(3).map((row) => ({ ...row, category: "joy" as const })));
    expectReasons(part);
    expect(cellOf(tableOf(part, "labels-in-sample"), "Joy", "auc")).toMatchObject({ value: null });
    expect(wordsOf(part)).toMatch(/No label has a model/);
  });

  it("count rows without an emotion, and give them no label", () => {
    const without = of(4).map((row, i) => (i % 3 === 0 ? { ...row, category: null } : row));
    const part = partOf(without);
    const labelled = tableOf(part, "labels-in-sample")
      .rows.slice(0, 8)
      .map((row) => Number(row[2]));
    expect(labelled.reduce((a, b) => a + b, 0)).toBe(
      without.filter(({ category }) => category !== null).length,
    );
    expect(part.methods[0]).toMatch(/no emotion count as not having any/);
  });

  it("say that a label is told apart without error", () => {
    const told = of(4).map((row) => ({
      ...row,
      category: (row.means[3] ?? 0) > 0.05 ? ("joy" as const) : ("sadness" as const),
    }));
    const part = partOf(told);
    expectReasons(part);
    expect(wordsOf(part)).toMatch(/tells the label apart \(nearly\) without error/);
  });

  it("say which patient alone shows a label", () => {
    const [only] = patients;
    const alone = of(4).map((row, i) => ({
      ...row,
      category: row.patient === only && i % 2 === 0 ? ("love" as const) : ("low" as const),
    }));
    const part = partOf(alone);
    expectReasons(part);
    expect(wordsOf(part)).toContain(`Without ${only} no row has the label`);
  });

  it("have nothing to say without rows, and little with one", () => {
    expect(partOf([]).sections).toEqual([]);
    expectReasons(partOf(rows.slice(0, 1)));
    expectReasons(partOf([rows[0], rows.at(-1)].filter((row) => row !== undefined)));
  });
});
