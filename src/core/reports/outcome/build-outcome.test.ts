import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { goldenReportTables } from "../../../../test/golden/golden-report-tables.ts";
import { reportDocumentSchema } from "../../../shared/reports/document.ts";
import { reportOptionsSchema } from "../../../shared/reports/report-options.ts";
import type { BuiltReport } from "../built-report.ts";
import type { ReportTables } from "../report-tables.ts";
import { buildOutcome } from "./build-outcome.ts";

const OPTIONS = reportOptionsSchema.parse({});
let whole: ReportTables;
let report: BuiltReport;
/** A quarter of the minutes: enough where only the shape of the report matters. */
let tables: ReportTables;
let thinned: BuiltReport;

beforeAll(async () => {
  whole = await goldenReportTables();
  report = build(whole);
  tables = { ...whole, minutes: whole.minutes.filter(({ minute }) => minute % 4 === 1) };
  thinned = build(tables);
});

interface Compared {
  readonly group1: string;
  readonly group2: string;
  readonly emotion: string;
  readonly welch_t: number;
  readonly cohens_d: number;
  readonly hedges_g: number;
  readonly d_ci_low: number;
}

interface Reference {
  readonly outcome: Readonly<Record<"completers" | "pooled_pre_post", { readonly median_delta: number }>>;
  readonly outcome_correlations: {
    readonly table2: {
      readonly values: readonly {
        readonly emotion: string;
        readonly outcome: string;
        readonly r: number;
        readonly p: number;
        readonly ci_low: number;
      }[];
    };
  };
  readonly group_tests: Readonly<
    Record<"session_minutes" | "patient_means", { readonly values: readonly Compared[] }>
  >;
  readonly timecourse: {
    readonly groups: Readonly<
      Record<
        string,
        Readonly<Record<string, { readonly overall_mean: number; readonly se: readonly number[] }>>
      >
    >;
  };
  readonly pca: { readonly eigenvalues: readonly number[] };
}

function reference(): Reference {
  const file = new URL("../../../../test/golden/results.json", import.meta.url);
  return JSON.parse(readFileSync(file, "utf8")) as Reference;
}

function build(of: ReportTables): BuiltReport {
  return buildOutcome(of, OPTIONS, () => {});
}

function numbersOf({ document }: BuiltReport): Map<string, number | null> {
  return new Map(document.numbers.map(({ key, value }) => [key, value]));
}

describe("the reference study", () => {
  test("table 2, group tests, curves and components are those of the reference results", () => {
    const golden = reference();
    const numbers = numbersOf(report);
    const same = (key: string, value: number | null): void => {
      if (value === null) expect(numbers.has(key), key).toBe(false);
      else
        expect(Math.abs((numbers.get(key) ?? Number.NaN) - value), key).toBeLessThan(
          1e-7 * (1 + Math.abs(value)),
        );
    };
    for (const row of golden.outcome_correlations.table2.values) {
      const key = `table2.${row.emotion}.${row.outcome}`;
      same(`${key}.r`, row.r);
      same(`${key}.p`, row.p);
      same(`${key}.low`, row.ci_low);
    }
    for (const row of golden.group_tests.session_minutes.values) {
      const key = `minutes.${row.group1}-${row.group2}.${row.emotion}`;
      same(`${key}.welch_t`, row.welch_t);
      same(`${key}.d`, row.cohens_d);
      same(`${key}.g`, row.hedges_g);
    }
    for (const row of golden.group_tests.patient_means.values) {
      const key = `persons.${row.group1}-${row.group2}.${row.emotion}`;
      same(`${key}.t`, row.welch_t);
      same(`${key}.d_low`, row.d_ci_low);
    }
    for (const [emotion, groups] of Object.entries(golden.timecourse.groups))
      for (const [group, curve] of Object.entries(groups)) {
        same(`curves.${emotion}.${group}.mean`, curve.overall_mean);
        same(`curves.${emotion}.${group}.minute1_se`, curve.se[0] ?? null);
      }
    for (const [i, value] of golden.pca.eigenvalues.entries()) same(`pca.eigenvalue.${i + 1}`, value);
    same("rank.completers.median_delta", golden.outcome.completers.median_delta);
    same("rank.pooled_pre_post.median_delta", golden.outcome.pooled_pre_post.median_delta);
  });

  test("happy is positive on the first component, sad on the second", () => {
    const numbers = numbersOf(report);
    expect(numbers.get("pca.loading.happy.1")).toBeGreaterThan(0);
    expect(numbers.get("pca.loading.sad.2")).toBeGreaterThan(0);
  });

  test("the document is valid, its captions count up, and every missing value has a reason", () => {
    expectSound(report);
    const captions = report.document.sections.flatMap(({ blocks }) =>
      blocks.flatMap((block) => (block.kind === "table" || block.kind === "figure" ? [block.caption] : [])),
    );
    const count = (kind: string): string[] => captions.filter((caption) => caption.startsWith(kind));
    for (const kind of ["Table", "Figure"])
      for (const [i, caption] of count(kind).entries())
        expect(caption.startsWith(`${kind} ${i + 1}. `)).toBe(true);
  });
});

describe("what must not matter", () => {
  test("the order of rows", () => {
    const turned = build({
      ...tables,
      sessions: tables.sessions.toReversed(),
      minutes: tables.minutes.toReversed(),
      ratings: tables.ratings.toReversed(),
      outcomes: tables.outcomes.toReversed(),
    });
    expectSame(numbersOf(turned), numbersOf(thinned));
  });

  test("the names of patients", () => {
    // Other names in another alphabetic order.
    const renamed = (patient: string): string => `X${99 - Number(patient.slice(1))}`;
    const rename = <Row extends { readonly patient: string }>(rows: readonly Row[]): Row[] =>
      rows.map((row) => ({ ...row, patient: renamed(row.patient) }));
    const other = build({
      ...tables,
      sessions: rename(tables.sessions),
      minutes: rename(tables.minutes),
      ratings: rename(tables.ratings),
      outcomes: rename(tables.outcomes),
    });
    const expected = new Map(
      [...numbersOf(thinned)].map(([key, value]) => [key.replace(/\bP\d\d\b/, renamed), value]),
    );
    expectSame(numbersOf(other), expected);
  });

  test("a second computation", () => {
    expect(JSON.stringify(build(tables))).toBe(JSON.stringify(thinned));
  });
});

test("good and poor change places when scores before and after treatment do", () => {
  const swapped = build({
    ...tables,
    outcomes: tables.outcomes.map((row) => ({
      ...row,
      scores: Object.fromEntries(
        Object.entries(row.scores).map(([name, { pre, post }]) => [
          name,
          row.dropout ? { pre, post } : { pre: post, post: pre },
        ]),
      ),
    })),
  });
  const [before, after] = [numbersOf(thinned), numbersOf(swapped)];
  for (const score of ["happy", "sad", "neutral"])
    expect(after.get(`table2.${score}.delta.r`)).toBeCloseTo(
      -(before.get(`table2.${score}.delta.r`) ?? 0),
      10,
    );
});

describe("studies that lack something", () => {
  test("no outcomes: what to do", () => {
    const { document } = build({ ...tables, outcomes: [] });
    expect(document.missing).toContain("import-outcomes");
    expect(document.sections).toEqual([]);
  });

  test("no values of the machine: ranks and groups alone", () => {
    const built = build({ ...tables, minutes: [] });
    expectSound(built);
    expect(built.document.notices.join(" ")).toContain("import-minutes");
    expect(built.document.sections.map(({ id }) => id)).toEqual(["change", "arousal"]);
  });

  test.each<[string, (of: ReportTables) => ReportTables]>([
    ["no ratings", (of) => ({ ...of, ratings: [] })],
    ["nobody dropped out", (of) => ({ ...of, outcomes: of.outcomes.filter((row) => !row.dropout) })],
    ["all dropped out", (of) => ({ ...of, outcomes: of.outcomes.map((row) => ({ ...row, dropout: true })) })],
    ["one patient", (of) => onlyPatients(of, ["P02"])],
    ["two patients", (of) => onlyPatients(of, ["P02", "P11"])],
    ["one patient in each group", (of) => onlyPatients(of, ["P01", "P02", "P11"])],
    ["no scores", (of) => ({ ...of, outcomes: of.outcomes.map((row) => ({ ...row, scores: {} })) })],
    ["one session each", (of) => ({ ...of, minutes: firstSessions(of) })],
    ["one minute", (of) => ({ ...of, minutes: of.minutes.filter((row) => row.means !== null).slice(0, 1) })],
    [
      "an expression that never varies",
      (of) => ({
        ...of,
        minutes: of.minutes.map((row) => ({ ...row, means: row.means && [0.1, ...row.means.slice(1)] })),
      }),
    ],
    [
      "no outcome of the patients analysed",
      (of) => ({ ...of, outcomes: of.outcomes.map((row) => ({ ...row, patient: `other ${row.patient}` })) }),
    ],
  ])("%s: a sound document", (_, change) => {
    expectSound(build(change(tables)));
  });
});

describe("words follow what was computed", () => {
  const wordsOf = ({ document }: BuiltReport): string =>
    [
      ...document.notices,
      document.flow.sentence,
      ...document.methods,
      ...document.choices.flatMap(({ question, choice }) => [question, choice]),
      ...document.references,
      ...document.sections.flatMap(({ blocks }) =>
        blocks.flatMap((block) =>
          block.kind === "text"
            ? block.text.map((part) => (typeof part === "string" ? part : part.text))
            : block.kind === "note"
              ? [block.text]
              : [],
        ),
      ),
    ].join(" ");

  test("one patient: no split, no power, no models, no comparison", () => {
    const built = build(onlyPatients(tables, ["P02"]));
    const words = wordsOf(built);
    expect(words).toContain("Only P02 has a change");
    expect(words).not.toMatch(/split at the median|80% power|mixed model|Mann-Whitney|false discovery|lme4/);
    expect(words).not.toMatch(/\b0 (at|below|of|dropouts)\b/);
    expect(built.document.numbers.filter(({ key }) => key.startsWith("minutes."))).toEqual([]);
  });

  test("nobody dropped out: no comparison with dropouts, one pair of groups", () => {
    const built = build({ ...tables, outcomes: tables.outcomes.filter((row) => !row.dropout) });
    const words = wordsOf(built);
    expect(words).not.toMatch(/Mann-Whitney|DeLong|dropout formed/);
    expect(words).toContain("at three levels");
    const pairs = built.document.sections
      .flatMap(({ blocks }) => blocks)
      .flatMap((block) =>
        block.kind === "table" && block.id === "effects-minutes" ? block.rows.map(([pair]) => pair) : [],
      );
    expect(new Set(pairs)).toEqual(new Set(["good − poor"]));
  });

  test("the whole study: every method is named", () => {
    const words = wordsOf(thinned);
    for (const name of ["split at the median", "80% power", "mixed models", "Mann-Whitney", "lme4"])
      expect(words).toContain(name);
  });

  test("rows are set apart only where a note says what for", () => {
    for (const { blocks } of thinned.document.sections)
      for (const block of blocks)
        if (block.kind === "table" && block.strong.length > 0)
          expect(block.note, block.id).toContain("Set apart");
  });
});

function onlyPatients(of: ReportTables, patients: readonly string[]): ReportTables {
  const keep = <Row extends { readonly patient: string }>(rows: readonly Row[]): Row[] =>
    rows.filter((row) => patients.includes(row.patient));
  return {
    ...of,
    sessions: keep(of.sessions),
    minutes: keep(of.minutes),
    ratings: keep(of.ratings),
    outcomes: keep(of.outcomes),
  };
}

function firstSessions({ minutes }: ReportTables): ReportTables["minutes"] {
  const first = new Map<string, number>();
  return minutes.filter(({ patient, session }) => {
    if (!first.has(patient)) first.set(patient, session);
    return first.get(patient) === session;
  });
}

/** Valid, without NaN or infinity, and with a word for every table value that is not there. */
function expectSound({ document, data }: BuiltReport): void {
  expect(reportDocumentSchema.parse(JSON.parse(JSON.stringify(document)))).toEqual(document);
  expect(document.numbers.every(({ value }) => value === null || Number.isFinite(value))).toBe(true);
  expect(new Set(document.numbers.map(({ key }) => key)).size).toBe(document.numbers.length);
  for (const { blocks } of document.sections)
    for (const block of blocks) {
      if (block.kind !== "table") continue;
      for (const row of block.rows) for (const cell of row) expect(cell, block.id).not.toBeNull();
    }
  const texts = document.sections.flatMap(({ blocks }) =>
    blocks.flatMap((block) =>
      block.kind === "text" ? block.text.map((part) => (typeof part === "string" ? part : part.text)) : [],
    ),
  );
  expect([...texts, ...document.methods].join(" ")).not.toMatch(/NaN|Infinity|undefined|null/);
  expect(JSON.stringify(data)).not.toContain("NaN");
}

function expectSame(actual: Map<string, number | null>, expected: Map<string, number | null>): void {
  expect([...actual.keys()].sort()).toEqual([...expected.keys()].sort());
  for (const [key, value] of expected)
    expect(Math.abs((actual.get(key) ?? Number.NaN) - (value ?? Number.NaN)), key).toBeLessThan(
      1e-5 * (1 + Math.abs(value ?? 0)),
    );
}
