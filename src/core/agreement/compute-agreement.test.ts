import { describe, expect, it } from "vitest";
import { goldenAgreementInput } from "../../../test/golden/golden-agreement-input.ts";
import { readGoldenMinutes, readGoldenRatings, readGoldenResults } from "../../../test/golden/read-golden.ts";
import { UNRATED } from "../../shared/ceas/rating.ts";
import { agreementSchema } from "../../shared/contract/agreement.ts";
import type { Expression } from "../../shared/expression.ts";
import type { AnalysedMinuteRow, RatedMinute } from "./analysis-rows.ts";
import { type AgreementInput, computeAgreement } from "./compute-agreement.ts";

const reference = goldenAgreementInput();

describe("computeAgreement on the reference study", () => {
  const golden = readGoldenResults();
  const agreement = computeAgreement(reference);

  it("is what the contract declares", () => {
    expect(agreementSchema.safeParse(agreement).error).toBeUndefined();
  });

  it("gives the reference correlations: overall, by rater, by session and rater", () => {
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
      const row = agreement.correlations.find(
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
    const sessionsOfRaters = agreement.correlations.filter(
      (row) => row.rater !== null && row.session !== null,
    );
    expect(sessionsOfRaters).toHaveLength(golden.correlation.by_session_and_rater.values.length);
  });

  it("accounts for every rating", () => {
    const { descriptives } = golden;
    expect(agreement.flow).toMatchObject({
      ratings: descriptives.rating_rows,
      notRatable: descriptives.rating_rows - descriptives.rating_rows_with_arousal,
      withoutAnalysis: 0,
      withoutFace: descriptives.rating_rows_with_arousal - descriptives.analysis_rows,
      used: descriptives.analysis_rows,
      sessions: descriptives.sessions_rated,
    });
    expect(agreement.points).toHaveLength(descriptives.analysis_rows);
  });

  it("counts the confusion as a plain count over the files does", () => {
    const names = ["angry", "disgust", "fear", "happy", "sad", "surprise", "neutral"];
    const minutes = new Map(
      readGoldenMinutes().map((row) => [`${row.patient}/${row.session}/${row.minute}`, row.means]),
    );
    const ratings = readGoldenRatings();
    for (const table of agreement.confusions) {
      const counts = new Map<string, number>();
      for (const { patient, session, minute, rater, arousal, emotion } of ratings) {
        const means = minutes.get(`${patient}/${session}/${minute}`)?.slice(0, table.columns.length);
        if (!means || (table.rater !== null && table.rater !== rater)) continue;
        const rated = arousal !== null && arousal < 3 ? "low" : emotion;
        const cell = `${rated} ${names[means.indexOf(Math.max(...means))]}`;
        counts.set(cell, (counts.get(cell) ?? 0) + 1);
      }
      expect(table.counts).toEqual(
        table.rows.map((emotion) => table.columns.map((name) => counts.get(`${emotion} ${name}`) ?? 0)),
      );
    }
    expect(agreement.confusions.map((table) => [table.rater, table.kind])).toEqual(
      [null, "R1", "R2", "R3"].flatMap((rater) => [
        [rater, "seven"],
        [rater, "six"],
      ]),
    );
  });
});

describe("computeAgreement on small studies", () => {
  it("answers an empty study with no raters and a reason", () => {
    const agreement = computeAgreement(study([], []));
    expect(agreement.raters).toEqual([]);
    expect(agreement.flow).toMatchObject({ ratings: 0, used: 0, sessions: 0 });
    expect(agreement.correlations).toEqual([
      expect.objectContaining({
        rater: null,
        n: 0,
        r: null,
        explanation: "No rated minute here has a machine value.",
      }),
    ]);
  });

  it("puts every rating into exactly one place of the flow", () => {
    const agreement = computeAgreement(
      study(
        [
          rating(1, { arousal: 2 }),
          rating(2, { notRatable: "off-camera" }),
          rating(3, { arousal: 4, emotion: "joy" }),
          rating(4, { arousal: 5 }),
          rating(5, { arousal: 1 }),
          rating(6, { note: "only a note" }),
        ],
        [machine(1), machine(2), { ...machine(3), expression: null }, machine(4)],
      ),
    );
    expect(agreement.flow).toEqual({
      ratings: 5,
      notRatable: 1,
      excluded: 0,
      exclusions: [],
      withoutAnalysis: 1,
      withoutFace: 1,
      withoutEmotion: 1,
      used: 2,
      sessions: 1,
      patients: 1,
    });
    expect(agreement.points.map((point) => point.minute)).toEqual([1, 4]);
  });

  it("keeps the line of a rated session that was not analysed, with the reason", () => {
    const agreement = computeAgreement(study([rating(1, { arousal: 2 })], []));
    expect(agreement.correlations.map(({ rater, session, n }) => [rater, session, n])).toEqual([
      [null, null, 0],
      ["R1", null, 0],
      [null, 1, 0],
      ["R1", 1, 0],
    ]);
  });

  it("says that a rater's arousal does not vary", () => {
    const minutes = [1, 2, 3, 4, 5];
    const agreement = computeAgreement(
      study(
        minutes.map((minute) => rating(minute, { arousal: 2 })),
        minutes.map((minute) => machine(minute, { neutral: minute / 10 })),
      ),
    );
    expect(agreement.correlations[1]).toMatchObject({
      rater: "R1",
      n: 5,
      r: null,
      explanation: "Arousal is 2 in all 5 minutes: without variation there is no correlation.",
    });
  });

  it("compares love with nothing, low minutes with neutral, and leaves minutes without an emotion out", () => {
    const agreement = computeAgreement(
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
    const [seven, six] = agreement.confusions;
    expect(seven).toMatchObject({ kind: "seven", n: 3, comparable: 2, same: 1 });
    expect(six).toMatchObject({ kind: "six", n: 2, comparable: 1, same: 1 });
  });

  it("does not depend on the order of its input and puts P2 before P10", () => {
    const ratings = ["P10", "P2"].flatMap((patient) =>
      [1, 2].map((minute) => ({ ...rating(minute, { arousal: 2 }), patient })),
    );
    const minutes = ratings.map(({ patient, minute }) => ({
      ...machine(minute, { neutral: minute / 9 }),
      patient,
    }));
    const agreement = computeAgreement(study(ratings, minutes));
    expect(agreement.points.map(({ patient }) => patient)).toEqual(["P2", "P2", "P10", "P10"]);
    expect(computeAgreement(study(ratings.toReversed(), minutes.toReversed()))).toEqual(agreement);
  });
});

function study(ratings: RatedMinute[], minutes: AnalysedMinuteRow[]): AgreementInput {
  return { ...reference, ratings, machine: minutes };
}

function rating(minute: number, value: Partial<RatedMinute["value"]>): RatedMinute {
  return { patient: "P01", session: 1, minute, rater: "R1", value: { ...UNRATED, ...value } };
}

function machine(minute: number, means: Partial<Record<Expression, number>> = {}): AnalysedMinuteRow {
  const none = { angry: 0, disgust: 0, fear: 0, happy: 0, sad: 0, surprise: 0, neutral: 0 };
  return { patient: "P01", session: 1, minute, expression: { means: { ...none, ...means }, coverage: 1 } };
}
