import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { goldenReportTables } from "../../../../test/golden/golden-report-tables.ts";
import { cellValue } from "../../../shared/reports/cell-text.ts";
import { reportDocumentSchema, type TableBlock } from "../../../shared/reports/document.ts";
import { reportOptionsSchema } from "../../../shared/reports/report-options.ts";
import type { BuiltReport } from "../built-report.ts";
import type { RatingRow, ReportTables } from "../report-tables.ts";
import { buildReliability } from "./build-reliability.ts";

const OPTIONS = reportOptionsSchema.parse({ resamples: 60 });
const NONE = reportOptionsSchema.parse({ resamples: 0 });
let tables: ReportTables;
let report: BuiltReport;

interface Reference {
  readonly reliability: {
    readonly icc: {
      readonly values: readonly { type: string; icc: number; ci_low: number; ci_high: number }[];
    };
    readonly krippendorff: Readonly<Record<string, { readonly alpha: number }>>;
    readonly fleiss: Readonly<Record<string, { readonly kappa: number }>>;
    readonly gwet: Readonly<Record<string, { readonly coefficient: number; readonly ci_low: number }>>;
    readonly percent_agreement_triples: Readonly<Record<string, number>>;
    readonly pairwise: Readonly<
      Record<
        string,
        Readonly<
          Record<string, { kappa: number; ci_low: number; ci_high: number; loa_low: number; bias: number }>
        >
      >
    >;
  };
}
const { reliability: reference } = JSON.parse(
  readFileSync(new URL("../../../../test/golden/results.json", import.meta.url), "utf8"),
) as Reference;

beforeAll(async () => {
  tables = await goldenReportTables();
  report = build(tables);
});

function build(from: ReportTables, options = OPTIONS): BuiltReport {
  return buildReliability(from, options, () => {});
}

function numberOf({ document }: BuiltReport, key: string): number | null | undefined {
  return document.numbers.find((entry) => entry.key === key)?.value;
}

function tableOf({ document }: BuiltReport, id: string): TableBlock {
  const blocks = document.sections.flatMap((section) => section.blocks);
  const found = blocks.find((block): block is TableBlock => block.kind === "table" && block.id === id);
  if (found === undefined) throw new Error(`no table ${id}`);
  return found;
}

/** Column of a table by row. */
function columnOf(table: TableBlock, id: string): (string | number | null)[] {
  const at = table.columns.findIndex((column) => column.id === id);
  return table.rows.map((row) => cellValue(row[at] ?? null));
}

const withRatings = (change: (row: RatingRow) => Partial<RatingRow> | null): ReportTables => ({
  ...tables,
  ratings: tables.ratings.flatMap((row) => {
    const changed = change(row);
    return changed === null ? [] : [{ ...row, ...changed }];
  }),
});

describe("reliability of the reference study", () => {
  it("has the numbers that R gave", () => {
    const forms = { A1: "ICC(2,1)", Ak: "ICC(2,k)", C1: "ICC(3,1)", Ck: "ICC(3,k)", "11": "ICC(1,1)" };
    for (const [key, type] of Object.entries(forms)) {
      const entry = reference.icc.values.find((value) => value.type === type);
      expect(numberOf(report, `icc.${key}`)).toBeCloseTo(entry?.icc ?? 0, 8);
      expect(numberOf(report, `icc.${key}.low`)).toBeCloseTo(entry?.ci_low ?? 0, 8);
      expect(numberOf(report, `icc.${key}.high`)).toBeCloseTo(entry?.ci_high ?? 0, 8);
    }
    const expected: Readonly<Record<string, number | undefined>> = {
      "alpha.ordinal": reference.krippendorff["arousal_ordinal"]?.alpha,
      "alpha.interval": reference.krippendorff["arousal_interval"]?.alpha,
      "category.alpha": reference.krippendorff["category_nominal"]?.alpha,
      "category.fleiss": reference.fleiss["category"]?.kappa,
      "gate.fleiss": reference.fleiss["arousal_at_least_3"]?.kappa,
      "category.ac1": reference.gwet["category_ac1_units2"]?.coefficient,
      "category.ac1.low": reference.gwet["category_ac1_units2"]?.ci_low,
      "ac2.quadratic": reference.gwet["arousal_ac2_quadratic_units2"]?.coefficient,
      "agreement.within1": reference.percent_agreement_triples["mean_pairwise_within_1"],
      "agreement.all_exact": reference.percent_agreement_triples["all_equal"],
    };
    for (const [key, value] of Object.entries(expected))
      expect(numberOf(report, key), key).toBeCloseTo(value ?? 0, 9);
    const pair = reference.pairwise["R1-R3"];
    expect(numberOf(report, "pair.R1-R3.kappa.linear.high")).toBeCloseTo(
      pair?.["arousal_linear_kappa"]?.ci_high ?? 0,
      9,
    );
    expect(numberOf(report, "pair.R1-R3.limit.low")).toBeCloseTo(pair?.["bland_altman"]?.loa_low ?? 0, 9);
    expect(numberOf(report, "category.R1-R3.kappa")).toBeCloseTo(pair?.["category_kappa"]?.kappa ?? 0, 9);
  });

  it("is a whole document: definitions, numbered captions, no value that is no number", () => {
    const { document } = report;
    expect(reportDocumentSchema.safeParse(document).error?.issues ?? []).toEqual([]);
    const blocks = document.sections.flatMap((section) => section.blocks);
    const captions = blocks.flatMap((block) => ("caption" in block ? [block.caption] : []));
    for (const kind of ["Table", "Figure"]) {
      const own = captions.filter((caption) => caption.startsWith(kind));
      expect(own.map((caption) => caption.split(".")[0])).toEqual(own.map((_, i) => `${kind} ${i + 1}`));
    }
    expect(JSON.stringify(report)).not.toMatch(/NaN|Infinity|undefined/);
    expect(new Set(document.numbers.map(({ key }) => key)).size).toBe(document.numbers.length);
  });

  it("is the same again, and whatever the order of the rows", () => {
    const shuffled = { ...tables, ratings: tables.ratings.toReversed() };
    expect(build(tables).document).toEqual(report.document);
    for (const { key, value } of build(shuffled, NONE).document.numbers)
      expect(value ?? 0, key).toBeCloseTo(numberOf(report, key) ?? 0, 5);
  });

  it("changes its intervals with the seed, and nothing else", () => {
    const other = build(tables, { ...OPTIONS, seed: 5 });
    expect(other.document.numbers).toEqual(report.document.numbers);
    expect(columnOf(tableOf(other, "reliability-alpha"), "ci_low")).not.toEqual(
      columnOf(tableOf(report, "reliability-alpha"), "ci_low"),
    );
  });

  it("does without a bootstrap, and says so where intervals would stand", () => {
    const plain = build(tables, NONE);
    expect(columnOf(tableOf(plain, "reliability-alpha"), "ci_low")).toEqual([null, null, null]);
    expect(JSON.stringify(tableOf(plain, "reliability-alpha"))).toContain("No bootstrap was asked for");
    expect(plain.document.numbers).toEqual(report.document.numbers);
  });
});

describe("what enters", () => {
  it("is nothing of an excluded session", () => {
    const victim = tables.ratings.find((row) => row.rater === "R3") as RatingRow;
    const without: ReportTables = {
      ...tables,
      sessions: tables.sessions.map((row) =>
        row.patient === victim.patient && row.session === victim.session
          ? { ...row, excluded: "false faces" }
          : row,
      ),
    };
    const gone: ReportTables = {
      ...tables,
      ratings: tables.ratings.filter(
        (row) => row.patient !== victim.patient || row.session !== victim.session,
      ),
    };
    const excluded = build(without, NONE);
    for (const { key, value } of build(gone, NONE).document.numbers) {
      // Positions of the patient's sessions stay as they are; all else is as if the session had never been.
      expect(numberOf(excluded, key), key).toEqual(value);
    }
    expect(excluded.document.flow.lines.some(({ label }) => label.includes("false faces"))).toBe(true);
    expect(columnOf(tableOf(excluded, "reliability-excluded"), "reason")).toContain("false faces");
  });

  it("is no consensus value, and training only where there is nothing else", () => {
    const agreed = withRatings((row) => ({ phase: row.session === 1 ? "consensus" : "main" }));
    const phases = tableOf(build(agreed, NONE), "reliability-by-phase");
    expect(columnOf(phases, "part")).toEqual(["main", "consensus"]);
    expect(columnOf(phases, "icc")[1]).toBeNull();
    expect(JSON.stringify(phases)).toContain("Raters agreed on these values together");
    const training = build(
      withRatings(() => ({ phase: "training" })),
      NONE,
    );
    expect(numberOf(training, "icc.A1")).toBe(numberOf(report, "icc.A1"));
    expect(training.document.notices.join()).toContain('rest on the phase "training"');
  });

  it("names what is missing with one rater, or where all double-coded sessions are excluded", () => {
    const one = build(
      withRatings((row) => (row.rater === "R1" ? {} : null)),
      NONE,
    );
    expect(one.document.missing).toContain("import-ratings");
    expect(one.document.sections).toEqual([]);
    const none = build(
      { ...tables, sessions: tables.sessions.map((row) => ({ ...row, excluded: "no" })) },
      NONE,
    );
    expect(none.document.missing).toContain("excluded");
  });
});

describe("limits", () => {
  it("is 1 throughout where all raters agree", () => {
    const alike = build(withRatings((row) => ({ arousal: 1 + (row.minute % 7), emotion: null })));
    for (const key of [
      "icc.A1",
      "alpha.ordinal",
      "pair.R1-R2.kappa.quadratic",
      "gate.fleiss",
      "agreement.exact",
    ])
      expect(numberOf(alike, key), key).toBeCloseTo(1, 9);
    expect(numberOf(alike, "rater.R1.bias")).toBeCloseTo(0, 12);
  });

  it("has reasons instead of coefficients where nothing varies", () => {
    const flat = build(withRatings(() => ({ arousal: 4, emotion: "joy" })));
    expect(numberOf(flat, "alpha.ordinal")).toBeUndefined();
    expect(JSON.stringify(tableOf(flat, "reliability-pair-kappa"))).toContain(
      "one and the same level throughout",
    );
    expect(JSON.stringify(flat.document.sections.find(({ id }) => id === "emotion"))).toContain(
      "Where one category dominates",
    );
  });

  it("holds with a single double-coded minute", () => {
    const at = (row: RatingRow): string => `${row.patient} ${row.session} ${row.minute}`;
    const of = (rater: string): RatingRow[] =>
      tables.ratings.filter((row) => row.rater === rater && row.arousal !== null);
    const second = new Set(of("R3").map(at));
    const shared = of("R1").find((row) => second.has(at(row))) as RatingRow;
    const single = build(
      withRatings((row) =>
        row.rater === "R1" || (row.rater === "R3" && at(row) === at(shared)) ? {} : null,
      ),
    );
    if (single.document.missing !== null) throw new Error(single.document.missing);
    expect(numberOf(single, "n.minutes")).toBe(1);
    expect(numberOf(single, "icc.A1")).toBeUndefined();
    expect(single.document.notices.join()).toContain("too few");
  });
});

describe("over time", () => {
  it("goes by month where the sessions have dates, and shows a rater who drifts", () => {
    const dated: ReportTables = {
      ...withRatings((row) => ({
        arousal:
          row.arousal === null
            ? null
            : row.rater === "R1"
              ? Math.min(7, row.arousal + row.session - 1)
              : row.arousal,
      })),
      sessions: tables.sessions.map((row) => ({
        ...row,
        heldOn: `2025-${String(((row.session - 1) % 12) + 1).padStart(2, "0")}-10`,
      })),
    };
    const drifting = build(dated, NONE);
    const table = tableOf(drifting, "reliability-drift-table-month");
    const rows = columnOf(table, "rater").map((rater, i) => ({
      rater,
      at: columnOf(table, "at")[i],
      by: columnOf(table, "difference")[i],
    }));
    const own = rows.filter((row) => row.rater === "R1").map((row) => Number(row.by));
    expect(own.at(-1)).toBeGreaterThan((own[0] ?? 0) + 0.5);
    expect(columnOf(tableOf(drifting, "reliability-by-time"), "group")).toContain("Month");
    expect(JSON.stringify(report.document.sections)).toContain("the study holds no dates of the sessions");
  });
});

/** Double-coded ratings of the first sessions of so many patients. */
function firstSessions(sessions: number): ReportTables {
  const at = (row: { patient: string; session: number }): string => `${row.patient} ${row.session}`;
  const raters = Map.groupBy(
    tables.ratings.filter((row) => row.arousal !== null),
    at,
  );
  const whole = [...raters].filter(([, rows]) => new Set(rows.map(({ rater }) => rater)).size === 3);
  const kept = new Set(whole.slice(0, sessions).map(([key]) => key));
  return withRatings((row) => (kept.has(at(row)) ? {} : null));
}

describe("intervals that draw sessions", () => {
  it("are given from five sessions on, and below with the reason in place of each", () => {
    const ids = ["reliability-alpha", "reliability-icc-components", "reliability-percent"];
    const [four, five] = [build(firstSessions(4)), build(firstSessions(5))];
    for (const id of ids) {
      expect(new Set(columnOf(tableOf(four, id), "ci_low")), id).toEqual(new Set([null]));
      expect(JSON.stringify(tableOf(four, id)), id).toContain("needs at least 5 of them; here are 4");
      expect(columnOf(tableOf(five, id), "ci_low"), id).not.toContain(null);
    }
    expect(columnOf(tableOf(four, "reliability-alpha"), "block_low")).not.toContain(null);
    expect(columnOf(tableOf(four, "reliability-icc"), "ci_low")).not.toContain(null);
    expect(four.document.notices.join()).toContain("Below 5 sessions there are no intervals");
  });

  it("count the sessions that carry a coefficient, not all", () => {
    const rare = columnOf(tableOf(report, "reliability-fleiss-category"), "category").indexOf("Disgust");
    const lows = columnOf(tableOf(report, "reliability-fleiss-category"), "ci_low");
    expect(lows[rare]).toBeNull();
    expect(lows.filter((low) => low !== null).length).toBeGreaterThan(4);
    const parts = tableOf(report, "reliability-by-time");
    for (const [i, sessions] of columnOf(parts, "sessions").entries())
      expect(columnOf(parts, "icc_low")[i] === null).toBe(Number(sessions) < 5);
  });

  it("come with a notice where they draw from few patients", () => {
    const single: ReportTables = {
      ...tables,
      sessions: tables.sessions.map((row, i) => ({ ...row, patient: "P1", session: i + 1 })),
      ratings: tables.ratings.map((row) => ({
        ...row,
        patient: "P1",
        session: 1 + tables.sessions.findIndex((s) => s.patient === row.patient && s.session === row.session),
      })),
    };
    const { document } = build(single);
    expect(document.notices.join()).toContain("rest on sessions of 1 patient");
    expect(report.document.notices.join()).not.toContain("rest on sessions of");
    expect(JSON.stringify(document)).not.toContain("1 patients");
  });

  it("belong to the value they stand beside, the same in every table", () => {
    const value = numberOf(report, "moments.icc.A1");
    expect(columnOf(tableOf(report, "reliability-icc-components"), "icc")[0]).toBe(value);
    expect(columnOf(tableOf(report, "reliability-by-phase"), "icc")[0]).toBe(value);
    expect(numberOf(report, "plan.icc.value")).toBe(value);
    expect(columnOf(tableOf(report, "reliability-icc-components"), "ci_low")[0]).toBe(
      columnOf(tableOf(report, "reliability-by-phase"), "icc_low")[0],
    );
  });
});

describe("what is claimed", () => {
  it("is independence for ratings of the rating room alone", () => {
    const imported = report.document.methods.join();
    expect(imported).toContain("[State whether the raters coded independently");
    const own = build(
      withRatings(() => ({ origin: "form" })),
      NONE,
    );
    expect(own.document.methods.join()).toContain("coded independently");
    expect(own.document.methods.join()).not.toContain("[State");
    const mixed = build(
      withRatings((row) => ({ origin: row.rater === "R1" ? "form" : "import" })),
      NONE,
    );
    expect(mixed.document.methods.join()).toContain("[state whether these raters coded independently]");
  });

  it("is a width for these raters, beside what raters as random allow", () => {
    const widths = tableOf(report, "reliability-plan-random-raters");
    const three = columnOf(widths, "raters_3").map(Number);
    expect(three).toEqual(three.toSorted((a, b) => b - a));
    expect(three.at(-1)).toBeGreaterThan(0.2);
    expect(columnOf(widths, "raters_5").map(Number).at(-1)).toBeLessThan(0.2);
    expect(tableOf(report, "reliability-plan-icc").caption).toContain("for these raters");
  });
});
