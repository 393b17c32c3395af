import { counted } from "../../../shared/figures/agreement-words.ts";
import { formatCount, formatR } from "../../../shared/figures/statistic-text.ts";
import type { Block, ReportNumber } from "../../../shared/reports/document.ts";
import {
  clustersForWidth,
  expectedHalfWidth,
  intraclassError,
  type PrecisionPlan,
} from "../../../stats/intraclass-precision.ts";
import { note, table, text } from "../blocks.ts";
import { column, reportNumbers, type SectionParts, sectionParts } from "../section-parts.ts";
import { autocorrelationOf } from "./autocorrelation.ts";
import { minutesOf } from "./gather-reliability.ts";
import { randomRaters } from "./planner-random-raters.ts";
import type { Resampled, ResampledByName } from "./resample.ts";
import type { Context } from "./section.ts";
import type { ComponentsResult } from "./variance-parts.ts";

const SESSIONS = [5, 10, 20, 40, 80];
const RATERS = [2, 3];
const WIDTHS = [0.1, 0.2, 0.3];

interface Study {
  readonly key: "icc" | "alpha";
  readonly title: string;
  readonly value: number;
  readonly error: number;
  readonly independent: number;
  readonly designEffect: number;
  readonly minutesPerSession: number;
}

/** How many sessions to double-code for an interval of a wanted width, from the study's own ratings. */
export function plannerSection(
  context: Context,
  resampled: ResampledByName,
  { moments }: ComponentsResult,
): SectionParts {
  const { numbered } = context;
  const minutes = minutesOf(context.data.doubleCoded);
  const sessions = context.data.doubleCoded.sessions.length;
  const studies = [
    studyOf(context, "icc", "ICC(A,1)", resampled.get("moments.A1")),
    studyOf(context, "alpha", "Krippendorff's alpha, ordinal", resampled.get("alpha.ordinal")),
  ].filter((study) => study !== null);
  if (studies.length === 0)
    return sectionParts("planner", "Planning: how many sessions to double-code", [
      note(
        "A plan needs at least three double-coded sessions, ratings that vary, and agreement above 0 and below 1: from these ratings it cannot be said how precise more of them would be.",
      ),
    ]);
  const lag = autocorrelationOf(context.data.doubleCoded);
  const [first] = studies as [Study, ...Study[]];
  const tables = [
    inputTable(context, studies, minutes.length),
    ...studies.flatMap((study) => planTables(numbered, study)),
  ];
  const random = randomRaters(context, moments, {
    sessions: SESSIONS,
    minutesPerSession: first.minutesPerSession,
  });
  return sectionParts(
    "planner",
    "Planning: how many sessions to double-code",
    [
      text(
        "Minutes of a session are not independent. With ",
        {
          text: `${first.minutesPerSession.toFixed(1)} double-coded minutes in a session`,
          hover: `Mean over ${counted(sessions, "session")}.`,
        },
        lag === null ? "" : ", ",
        ...(lag === null
          ? []
          : [
              {
                text: `neighbouring minutes that correlate at ${formatR(lag)}`,
                hover: `Lag-1 autocorrelation of the raters' mean around the session's mean. n = ${counted(minutes.length, "minute")}.`,
              },
            ]),
        " and differences between sessions, the variance of ",
        `${first.title} is `,
        {
          text: `${first.designEffect.toFixed(1)} times`,
          hover:
            "Design effect: squared standard error by leaving out one session after the other, over that of as many independent minutes (Bonett 2002).",
        },
        ` that of as many independent minutes: ${counted(minutes.length, "minute")} count like ${formatCount(Math.round(minutes.length / first.designEffect))}. `,
        ...wanted(first),
      ),
      ...tables,
      ...random.blocks,
      note(
        "The plan takes agreement, spread and length of sessions as in the ratings so far, and sessions as independent: take them from as many patients as possible. In simulations with the spread of such studies the plan lies within a fifth of the true half-width; from as few as 16 sessions a single plan may be off by a third.",
      ),
    ],
    [
      ...studies.flatMap(numbersOfStudy),
      ...random.numbers,
      ...reportNumbers({ "plan.autocorrelation": lag }),
    ],
  );
}

function studyOf(
  { data }: Context,
  key: Study["key"],
  title: string,
  result: Resampled | undefined,
): Study | null {
  const { sessions } = data.doubleCoded;
  const { value = null, jackknife = null } = result ?? {};
  if (value === null || jackknife === null || sessions.length < 3 || value <= 0 || value >= 1) return null;
  const minutes = minutesOf(data.doubleCoded);
  const sizes = Map.groupBy(minutes, ({ arousal }) => arousal.filter((level) => level !== null).length);
  const independent = intraclassError(
    value,
    [...sizes].map(([raters, own]) => ({ raters, units: own.length })),
  );
  if (independent === null || jackknife === 0) return null;
  return {
    key,
    title,
    value,
    error: jackknife,
    independent,
    // Sessions that agree by chance more than independent minutes would promise too much.
    designEffect: Math.max(1, (jackknife / independent) ** 2),
    minutesPerSession: minutes.length / sessions.length,
  };
}

function planOf(study: Study, raters: number): PrecisionPlan {
  return {
    icc: study.value,
    raters,
    unitsPerCluster: study.minutesPerSession,
    designEffect: study.designEffect,
  };
}

function wanted(study: Study): string[] {
  const need = clustersForWidth(planOf(study, 2), 0.2);
  const three = clustersForWidth(planOf(study, 3), 0.2);
  return [
    `For a 95% interval of ${study.title} for these raters no wider than .20, ${counted(need, "session")} by two raters or ${formatCount(three)} by three are expected to be enough.`,
  ];
}

function inputTable({ numbered, data }: Context, studies: readonly Study[], minutes: number): Block {
  return table<Study>({
    id: "reliability-plan-inputs",
    caption: numbered.table("What the plan rests on."),
    columns: [
      column("coefficient", "Coefficient", "What is to be estimated.", "text", (row) => row.title),
      column(
        "value",
        "Value",
        "In the ratings so far (ICC: variance components by moments).",
        "r",
        (row) => row.value,
      ),
      column(
        "error",
        "SE",
        "Standard error by leaving out one session after the other.",
        "fixed3",
        (row) => row.error,
      ),
      column(
        "independent",
        "SE, independent",
        "Standard error if all minutes were independent (Bonett 2002).",
        "fixed3",
        (row) => row.independent,
      ),
      column(
        "effect",
        "Design effect",
        "Squared ratio of both, at least 1.",
        "fixed2",
        (row) => row.designEffect,
      ),
      column(
        "per_session",
        "Minutes per session",
        "Double-coded minutes of a session, mean.",
        "fixed1",
        (row) => row.minutesPerSession,
      ),
      column(
        "effective",
        "Effective minutes",
        "Double-coded minutes divided by the design effect.",
        "fixed1",
        (row) => minutes / row.designEffect,
      ),
      column("n", "Sessions", "Double-coded sessions.", "count", () => data.doubleCoded.sessions.length),
    ],
    rows: studies,
    nColumn: "n",
  });
}

function planTables(numbered: Context["numbered"], study: Study): Block[] {
  const rows = SESSIONS.map((sessions) => ({ sessions }));
  const widths = WIDTHS.map((width) => ({ width }));
  return [
    table<{ readonly sessions: number }>({
      id: `reliability-plan-${study.key}`,
      caption: numbered.table(`Expected half-width of the 95% interval of ${study.title}, for these raters.`),
      columns: [
        column(
          "sessions",
          "Sessions",
          "Sessions coded by all of the raters.",
          "count",
          (row) => row.sessions,
        ),
        ...RATERS.map((raters) =>
          column<{ readonly sessions: number }>(
            `raters_${raters}`,
            `± with ${raters} raters`,
            `Expected half-width with ${raters} raters: 1.96 √(2 (1 − ρ)² (1 + (k − 1) ρ)² / (k (k − 1)(n − 1))), n the effective minutes.`,
            "fixed3",
            (row) => {
              const half = expectedHalfWidth(planOf(study, raters), row.sessions);
              return Number.isFinite(half)
                ? half
                : { value: null, why: "Too few effective minutes for an interval." };
            },
          ),
        ),
        column(
          "minutes",
          "Minutes",
          "Minutes of so many sessions.",
          "fixed1",
          (row) => row.sessions * study.minutesPerSession,
        ),
        column(
          "effective",
          "Effective minutes",
          "Minutes divided by the design effect.",
          "fixed1",
          (row) => (row.sessions * study.minutesPerSession) / study.designEffect,
        ),
      ],
      rows,
      nColumn: "minutes",
    }),
    table<{ readonly width: number }>({
      id: `reliability-plan-sessions-${study.key}`,
      caption: numbered.table(
        `Smallest number of sessions for a 95% interval of ${study.title} of a wanted width, for these raters.`,
      ),
      columns: [
        column(
          "width",
          "Width",
          "Whole width of the 95% interval, upper minus lower limit.",
          "fixed2",
          (row) => row.width,
        ),
        ...RATERS.map((raters) =>
          column<{ readonly width: number }>(
            `raters_${raters}`,
            `Sessions, ${raters} raters`,
            `Bonett's (2002) number of minutes for ${raters} raters, times the design effect, in sessions.`,
            "count",
            (row) => clustersForWidth(planOf(study, raters), row.width),
          ),
        ),
        column(
          "ratings",
          "Ratings, 2 raters",
          "Ratings to be made in all: sessions times minutes times raters.",
          "count",
          (row) => Math.round(clustersForWidth(planOf(study, 2), row.width) * study.minutesPerSession * 2),
        ),
      ],
      rows: widths,
      nColumn: "ratings",
    }),
  ];
}

function numbersOfStudy(study: Study): ReportNumber[] {
  return reportNumbers({
    [`plan.${study.key}.value`]: study.value,
    [`plan.${study.key}.error`]: study.error,
    [`plan.${study.key}.effect`]: study.designEffect,
    ...Object.fromEntries(
      RATERS.flatMap((raters) => [
        ...SESSIONS.map((sessions): [string, number] => [
          `plan.${study.key}.half.${raters}.${sessions}`,
          expectedHalfWidth(planOf(study, raters), sessions),
        ]),
        ...WIDTHS.map((width): [string, number] => [
          `plan.${study.key}.sessions.${raters}.${width}`,
          clustersForWidth(planOf(study, raters), width),
        ]),
      ]),
    ),
  });
}
