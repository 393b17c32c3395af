import type {
  ActionUnitTable,
  LabelTable,
  MinuteRow,
  OutcomeRow,
  RatingRow,
  ReportTables,
  SessionRow,
} from "../../src/core/reports/report-tables.ts";
import { CEAS_BASEL_2023, CEAS_EMOTIONS } from "../../src/shared/ceas/codebook.ts";
import { EXPRESSIONS } from "../../src/shared/expression.ts";
import { type Chance, chanceOf } from "./chance.ts";

export interface StudySize {
  readonly seed: number;
  readonly patients: number;
  readonly sessionsPerPatient: number;
  readonly minutesPerSession: number;
  readonly raters: number;
}

/** How often a rater who sees an emotion sees which one: some are rare, as they are in sessions. */
const EMOTION_SHARES = [0.28, 0.02, 0.14, 0.16, 0.3, 0.02, 0.08];
const SUBSCALES = ["distress", "relations", "roles"];
/** Share of the minutes that a rater left out, could not rate, or in which no face is seen. */
const RARE = 0.02;

/**
 * A study that nobody took part in, the same for the same numbers: minutes nested in sessions of patients, raters
 * crossed with most of them, arousal that rises and falls, a machine that sees some of it.
 */
export function madeUpStudy(size: StudySize): ReportTables {
  const chance = chanceOf(size.seed);
  const sessions: SessionRow[] = [];
  const ratings: RatingRow[] = [];
  const minutes: MinuteRow[] = [];
  const raters = Array.from({ length: size.raters }, (_, i) => ({
    code: `R${i + 1}`,
    leniency: 0.3 * chance.normal(),
  }));
  for (let p = 1; p <= size.patients; p += 1) {
    const patient = `P${String(p).padStart(2, "0")}`;
    const level = 3 + 0.5 * chance.normal();
    for (let session = 1; session <= size.sessionsPerPatient; session += 1) {
      sessions.push(sessionRow(patient, session, size));
      const mood = level + 0.4 * chance.normal();
      let drift = 0;
      for (let minute = 1; minute <= size.minutesPerSession; minute += 1) {
        drift = 0.7 * drift + 0.7 * chance.normal();
        const key = { patient, session, minute };
        const seen = mood + drift;
        const emotion = chance.among(EMOTION_SHARES);
        minutes.push({ ...key, ...machineMinute(chance, seen, emotion) });
        for (const rater of raters) {
          if (chance.uniform() > RARE)
            ratings.push({ ...key, ...rating(chance, rater, seen, emotion, session) });
        }
      }
    }
  }
  const { key, version, title } = CEAS_BASEL_2023;
  return {
    study: { studyId: `made-up-${size.seed}`, name: "Made-up study" },
    program: { name: "Minutewise", version: "0.0.0" },
    computedAt: "2026-01-31T12:00:00.000Z",
    dataVersion: String(size.seed).padStart(64, "0"),
    model: { modelId: "imported:made-up", name: "Made up", sha256: null, temperature: 1, parts: [] },
    codebook: { key, version, title },
    sessions,
    ratings,
    minutes,
    outcomes: Array.from({ length: size.patients }, (_, i) => outcome(chance, i + 1)),
    actionUnits: actionUnits(chance),
    labels: labels(chance),
  };
}

function sessionRow(patient: string, session: number, size: StudySize): SessionRow {
  const excluded = session === size.sessionsPerPatient && patient === "P01" ? "camera moved" : null;
  return {
    patient,
    session,
    heldOn: `2025-${String(session).padStart(2, "0")}-15`,
    minutes: size.minutesPerSession,
    analysed: true,
    excluded,
  };
}

function rating(
  chance: Chance,
  { code, leniency }: { code: string; leniency: number },
  seen: number,
  emotion: number,
  session: number,
): Omit<RatingRow, "patient" | "session" | "minute"> {
  const arousal = levelOf(seen + leniency + 0.6 * chance.normal());
  const named = chance.uniform() < 0.7 ? emotion : chance.among(EMOTION_SHARES);
  const notRatable = chance.uniform() < RARE / 4;
  return {
    rater: code,
    phase: "main",
    arousal: notRatable ? null : arousal,
    peak: notRatable ? null : Math.min(7, arousal + chance.among([0.4, 0.4, 0.2])),
    emotion: notRatable || arousal < 3 ? null : (CEAS_EMOTIONS[named] ?? null),
    recordedAt: `2025-${String(session).padStart(2, "0")}-20T10:00:00.000Z`,
    origin: "form",
  };
}

function machineMinute(
  chance: Chance,
  seen: number,
  emotion: number,
): Omit<MinuteRow, "patient" | "session" | "minute"> {
  if (chance.uniform() < RARE) return { means: null, coverage: 0, partial: false, aggregates: null };
  const nonspecific = 1 / (1 + Math.exp(2.2 - 0.5 * seen - 0.8 * chance.normal()));
  const weights = EXPRESSIONS.map((name, i) =>
    name === "neutral" ? 0 : Math.exp(0.8 * chance.normal()) * (i === emotion ? 2 : 1),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const means = EXPRESSIONS.map((name, i) =>
    rounded(name === "neutral" ? 1 - nonspecific : (nonspecific * (weights[i] ?? 0)) / total),
  );
  const maximum = Math.min(1, nonspecific + 0.4 * chance.uniform());
  return {
    means,
    coverage: rounded(0.6 + 0.4 * chance.uniform()),
    partial: false,
    aggregates: {
      median: rounded(nonspecific * (0.9 + 0.1 * chance.uniform())),
      p90: rounded((nonspecific + maximum) / 2),
      maximum: rounded(maximum),
      shareAbove: rounded(Math.max(0, nonspecific - 0.3 * chance.uniform())),
      bursts: Math.floor(6 * nonspecific * chance.uniform()),
    },
  };
}

function outcome(chance: Chance, patient: number): OutcomeRow {
  const dropout = patient % 5 === 0;
  const severity = 40 + 12 * chance.normal();
  const change = 12 + 8 * chance.normal();
  return {
    patient: `P${String(patient).padStart(2, "0")}`,
    dropout,
    scores: Object.fromEntries(
      SUBSCALES.map((name) => [
        name,
        {
          pre: Math.round(severity + 5 * chance.normal()),
          post: dropout ? null : Math.round(severity - change + 5 * chance.normal()),
        },
      ]),
    ),
  };
}

function actionUnits(chance: Chance): ActionUnitTable {
  const units = ["AU04", "AU06", "AU12", "AU15"];
  return {
    severity: "bdi",
    units,
    covariates: ["age", "sex"],
    videos: Array.from({ length: 60 }, (_, i) => {
      const severity = Math.max(0, Math.round(14 + 8 * chance.normal()));
      return {
        video: `V${i + 1}`,
        person: `S${1 + (i >> 1)}`,
        severity,
        covariates: { age: 20 + Math.floor(40 * chance.uniform()), sex: chance.uniform() < 0.5 ? "f" : "m" },
        means: units.map(() => rounded(1 / (1 + Math.exp(1 - severity / 40 - 0.7 * chance.normal())))),
      };
    }),
    series: [
      {
        video: null,
        unit: "AU12",
        rateHz: 30,
        values: Array.from({ length: 600 }, (_, i) =>
          rounded(0.4 + 0.2 * Math.sin(i / 9) + 0.1 * chance.uniform()),
        ),
      },
    ],
  };
}

function labels(chance: Chance): LabelTable {
  const classes = ["anger", "joy", "fear", "pride"];
  const judges = [
    { name: "obs1", kind: "human" as const },
    { name: "obs2", kind: "human" as const },
    { name: "net", kind: "model" as const },
  ];
  return {
    set: "made-up",
    dimensions: ["emotion"],
    judges,
    clips: Array.from({ length: 120 }, (_, i) => {
      const truth = classes[i % classes.length] ?? null;
      const answer = (): string | null =>
        chance.uniform() < 0.6 ? truth : (classes[chance.among([0.25, 0.25, 0.25, 0.25])] ?? null);
      return {
        clip: `C${i + 1}`,
        truth: { emotion: truth },
        judged: Object.fromEntries(judges.map(({ name }) => [name, { emotion: answer() }])),
      };
    }),
  };
}

function levelOf(value: number): number {
  return Math.min(7, Math.max(1, Math.round(value)));
}

/** As in a table with six decimals. */
function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
