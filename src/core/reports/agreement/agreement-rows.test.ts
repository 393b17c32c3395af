import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { goldenReportTables } from "../../../../test/golden/golden-report-tables.ts";
import {
  readGoldenMinutes,
  readGoldenRatings,
  readGoldenResults,
} from "../../../../test/golden/read-golden.ts";
import { EXPRESSIONS, type Expression } from "../../../shared/expression.ts";
import type { MinuteRow, RatingRow } from "../report-tables.ts";
import { agreementRows } from "./agreement-rows.ts";
import { confusionTables } from "./confusion-tables.ts";
import { correlationRows } from "./correlation-rows.ts";
import { missingWords } from "./flow.ts";

describe("rows of the reference study", async () => {
  const golden = readGoldenResults();
  const joined = agreementRows(await goldenReportTables());
  const correlations = correlationRows(joined);

  it("give the reference correlations: overall, by rater, by session and rater", () => {
    const references = [
      { rater: null, patient: null, session: null, ...golden.correlation.overall },
      ...(["R1", "R2", "R3"] as const).map((rater) => ({
        rater,
        patient: null,
        session: null,
        ...golden.correlation.by_rater[rater],
      })),
      ...golden.correlation.by_session_and_rater.values,
    ];
    for (const { rater, patient, session, n, r, p, ci_low, ci_high } of references) {
      const row = correlations.find(
        (candidate) =>
          candidate.rater === rater && candidate.patient === patient && candidate.session === session,
      );
      expect(row).toMatchObject({ n, explanation: null });
      for (const [value, expected] of [
        [row?.r, r],
        [row?.ciLow, ci_low],
        [row?.ciHigh, ci_high],
        [row?.p, p],
      ]) {
        expect(value).toBeCloseTo(expected ?? Number.NaN, 9);
      }
    }
    const sessionsOfRaters = correlations.filter((row) => row.rater !== null && row.session !== null);
    expect(sessionsOfRaters).toHaveLength(golden.correlation.by_session_and_rater.values.length);
  });

  it("account for every rating", () => {
    const { descriptives } = golden;
    expect(joined.flow).toMatchObject({
      ratings: descriptives.rating_rows,
      notRatable: descriptives.rating_rows - descriptives.rating_rows_with_arousal,
      withoutAnalysis: 0,
      withoutFace: descriptives.rating_rows_with_arousal - descriptives.analysis_rows,
      used: descriptives.analysis_rows,
      sessions: descriptives.sessions_rated,
    });
    expect(joined.rows).toHaveLength(descriptives.analysis_rows);
  });

  it("are counted in the confusion as a plain count over the files does", () => {
    const minutes = new Map(
      readGoldenMinutes().map((row) => [`${row.patient}/${row.session}/${row.minute}`, row.means]),
    );
    const ratings = readGoldenRatings();
    const confusions = confusionTables(joined.rows, joined.raters);
    for (const table of confusions) {
      const counts = new Map<string, number>();
      for (const { patient, session, minute, rater, arousal, emotion } of ratings) {
        const means = minutes.get(`${patient}/${session}/${minute}`)?.slice(0, table.columns.length);
        if (!means || (table.rater !== null && table.rater !== rater)) continue;
        const rated = arousal !== null && arousal < 3 ? "low" : emotion;
        const cell = `${rated} ${EXPRESSIONS[means.indexOf(Math.max(...means))]}`;
        counts.set(cell, (counts.get(cell) ?? 0) + 1);
      }
      expect(table.counts).toEqual(
        table.rows.map((emotion) => table.columns.map((name) => counts.get(`${emotion} ${name}`) ?? 0)),
      );
    }
    expect(confusions.map((table) => [table.rater, table.kind])).toEqual(
      [null, "R1", "R2", "R3"].flatMap((rater) => [
        [rater, "seven"],
        [rater, "six"],
      ]),
    );
  });
});

describe("rows of small studies", () => {
  it("are none in an empty one, which says why", () => {
    const joined = agreementRows(study([], []));
    expect(joined).toMatchObject({ rows: [], raters: [], flow: { ratings: 0, used: 0, sessions: 0 } });
    expect(correlationRows(joined)).toEqual([
      expect.objectContaining({
        rater: null,
        n: 0,
        r: null,
        explanation: "No rated minute here has a machine value.",
      }),
    ]);
    expect(missingWords(joined.flow)).toContain("holds no ratings");
  });

  it("put every rating into exactly one place of the flow", () => {
    const cases = fc.array(
      fc.record({
        minute: fc.integer({ min: 1, max: 6 }),
        session: fc.integer({ min: 1, max: 3 }),
        arousal: fc.option(fc.integer({ min: 1, max: 7 })),
        phase: fc.constantFrom("training" as const, "main" as const, "consensus" as const, "gold" as const),
      }),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(cases, (list) => {
        const ratings = list.map((row) => ({ ...rating(row.minute, {}), ...row }));
        const { flow } = agreementRows({
          sessions: [session(1, null), session(2, null), session(3, "camera fell")],
          ratings,
          minutes: [machine(1), { ...machine(2), means: null }, machine(3), { ...machine(1), session: 2 }],
        });
        const { otherPhases, notRatable, exclusions, withoutAnalysis, withoutFace, used } = flow;
        const lost = [...otherPhases, ...exclusions].reduce((sum, part) => sum + part.ratings, 0);
        expect(lost + notRatable + withoutAnalysis + withoutFace + used).toBe(ratings.length);
      }),
    );
  });

  it("leave training and consensus out, unless there is nothing else", () => {
    const training = { ...rating(1, { arousal: 5 }), phase: "training" as const };
    const main = rating(2, { arousal: 3 });
    const minutes = [machine(1), machine(2)];
    const both = agreementRows(study([training, main], minutes));
    expect(both.rows.map(({ minute }) => minute)).toEqual([2]);
    expect(both.flow).toMatchObject({
      otherPhases: [{ phase: "training", ratings: 1 }],
      onlyOtherPhases: false,
    });
    const alone = agreementRows(study([training], minutes));
    expect(alone.rows.map(({ minute }) => minute)).toEqual([1]);
    expect(alone.flow).toMatchObject({ otherPhases: [], onlyOtherPhases: true });
  });

  it("keep the line of a rated session that was not analysed, with the reason", () => {
    const lines = correlationRows(agreementRows(study([rating(1, { arousal: 2 })], [])));
    expect(lines.map(({ rater, session: number, n }) => [rater, number, n])).toEqual([
      [null, null, 0],
      ["R1", null, 0],
      [null, 1, 0],
      ["R1", 1, 0],
    ]);
  });

  it("say that a rater's arousal does not vary", () => {
    const minutes = [1, 2, 3, 4, 5];
    const lines = correlationRows(
      agreementRows(
        study(
          minutes.map((minute) => rating(minute, { arousal: 2 })),
          minutes.map((minute) => machine(minute, { neutral: minute / 10 })),
        ),
      ),
    );
    expect(lines[1]).toMatchObject({
      rater: "R1",
      n: 5,
      r: null,
      explanation: "Arousal is 2 in all 5 minutes: without variation there is no correlation.",
    });
  });

  it("compare love with nothing, low minutes with neutral, and leave minutes without an emotion out", () => {
    const { rows, raters, flow } = agreementRows(
      study(
        [
          rating(1, { arousal: 4, emotion: "love" }),
          rating(2, { arousal: 4, emotion: "joy" }),
          rating(3, { arousal: 1 }),
          rating(4, { arousal: 4 }),
        ],
        [
          machine(1, { happy: 0.9 }),
          machine(2, { happy: 0.3, neutral: 0.6 }),
          machine(3, { sad: 0.3, neutral: 0.6 }),
          machine(4),
        ],
      ),
    );
    expect(flow.withoutEmotion).toBe(1);
    const [seven, six] = confusionTables(rows, raters);
    expect(seven).toMatchObject({ kind: "seven", n: 3, comparable: 2, same: 1 });
    expect(six).toMatchObject({ kind: "six", n: 2, comparable: 1, same: 1 });
  });

  it("do not depend on the order of the tables, and P2 stands before P10", () => {
    const ratings = ["P10", "P2"].flatMap((patient) =>
      [1, 2].map((minute) => ({ ...rating(minute, { arousal: 2 }), patient })),
    );
    const minutes = ratings.map(({ patient, minute }) => ({
      ...machine(minute, { neutral: minute / 9 }),
      patient,
    }));
    const joined = agreementRows(study(ratings, minutes));
    expect(joined.rows.map(({ patient }) => patient)).toEqual(["P2", "P2", "P10", "P10"]);
    expect(agreementRows(study(ratings.toReversed(), minutes.toReversed()))).toEqual(joined);
  });
});

function study(
  ratings: readonly RatingRow[],
  minutes: readonly MinuteRow[],
): Parameters<typeof agreementRows>[0] {
  return { sessions: [session(1, null)], ratings, minutes };
}

function session(number: number, excluded: string | null) {
  return { patient: "P01", session: number, heldOn: null, minutes: null, analysed: true, excluded };
}

function rating(minute: number, value: Partial<Pick<RatingRow, "arousal" | "emotion">>): RatingRow {
  return {
    patient: "P01",
    session: 1,
    minute,
    rater: "R1",
    phase: "main",
    arousal: null,
    peak: null,
    emotion: null,
    recordedAt: "2026-01-31T12:00:00.000Z",
    origin: "form",
    ...value,
  };
}

function machine(minute: number, means: Partial<Record<Expression, number>> = {}): MinuteRow {
  return {
    patient: "P01",
    session: 1,
    minute,
    means: EXPRESSIONS.map((name) => means[name] ?? 0),
    coverage: 1,
    partial: false,
    aggregates: null,
  };
}
