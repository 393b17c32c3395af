import { RATING_PHASES } from "../../../shared/ceas/rating-phase.ts";
import { type EstimateRow, reliabilityIntervals } from "../../../shared/figures/reliability-intervals.ts";
import { formatR } from "../../../shared/figures/statistic-text.ts";
import type { Block, Inline } from "../../../shared/reports/document.ts";
import { figureBlock, note, table, text } from "../blocks.ts";
import { orWhy } from "../or-why.ts";
import { column, reportNumbers, type SectionParts, sectionParts } from "../section-parts.ts";
import { type DoubleCoded, minutesOf, sessionKey } from "./gather-reliability.ts";
import { alphaStatistics, momentStatistics } from "./named-statistics.ts";
import { placesOf } from "./places.ts";
import { type Resampled, resample } from "./resample.ts";
import { type Context, limits, whyNoInterval } from "./section.ts";
import { KOO_LI } from "./words.ts";

interface Stratum {
  /** "phase", "minute", "session", "month" */
  readonly group: string;
  readonly label: string;
  readonly key: string;
  readonly part: DoubleCoded;
  /** Why the coefficients would mislead; null: they may be given. */
  readonly withheld: string | null;
}

interface Row extends Stratum {
  readonly minutes: number;
  readonly sessions: number;
  readonly icc: Resampled;
  readonly alpha: Resampled;
}

const THIRDS = ["first third", "middle third", "last third"];
const CONSENSUS =
  "Raters agreed on these values together: their agreement says nothing about independent raters.";
const NO_VALUE = "Fewer than two minutes or raters, or values that do not vary: there is no coefficient.";

/** Agreement by phase, by place in the session, in the treatment and by month. */
export function timeSection(context: Context, progress: (share: number) => void): SectionParts {
  const { numbered } = context;
  const phases = phaseStrata(context).map((stratum) => measured(context, stratum));
  const times = timeStrata(context);
  const rows = times.strata.map((stratum, i) => {
    progress(i / times.strata.length);
    return measured(context, stratum);
  });
  const shown = rows.filter((row) => row.icc.value !== null);
  const least = shown.reduce<Row | null>(
    (low, row) => (low === null || (row.icc.value ?? 1) < (low.icc.value ?? 1) ? row : low),
    null,
  );
  const most = shown.reduce<Row | null>(
    (high, row) => (high === null || (row.icc.value ?? 0) > (high.icc.value ?? 0) ? row : high),
    null,
  );
  return sectionParts(
    "time",
    "By phase and over time",
    [
      phaseText(context, phases),
      strataTable(
        context,
        phases,
        "reliability-by-phase",
        "Agreement on arousal by the phase of the ratings.",
      ),
      least === null || most === null
        ? null
        : text(
            "Over time, ICC(A,1) lies between ",
            {
              text: formatR(least.icc.value as number),
              hover: `ICC(A,1) by moments. n = ${least.minutes} minutes.`,
            },
            ` (${least.label}) and `,
            {
              text: formatR(most.icc.value as number),
              hover: `ICC(A,1) by moments. n = ${most.minutes} minutes.`,
            },
            ` (${most.label}). Parts with little variance of arousal have a lower coefficient even where raters differ no more.`,
          ),
      ...times.notes.map(note),
      rows.length === 0
        ? null
        : figureBlock({
            id: "reliability-over-time",
            caption: numbered.figure(
              "ICC(A,1) of arousal by part of the session, of the treatment and by month, with 95% intervals.",
            ),
            description:
              "One line for each part: the value as a point, the 95% interval as a line, the digits at the right.",
            draw: (theme) =>
              reliabilityIntervals({ rows: rows.map(estimate), title: "ICC(A,1)", ...KOO_LI }, theme),
          }),
      rows.length === 0
        ? null
        : strataTable(
            context,
            rows,
            "reliability-by-time",
            "Agreement on arousal by part of the session, of the treatment and by month of recording.",
          ),
    ],
    reportNumbers(
      Object.fromEntries(
        [...phases, ...rows].flatMap((row): [string, number | null][] => [
          [`part.${row.key}.icc`, row.icc.value],
          [`part.${row.key}.alpha`, row.alpha.value],
        ]),
      ),
    ),
  );
}

function phaseText({ data }: Context, phases: readonly Row[]): Block {
  const others = phases.filter((row) => row.key !== `phase.${data.phase}`);
  if (others.length === 0) return text(`All double-coded ratings are of the phase "${data.phase}".`);
  return text(
    `Apart from the phase "${data.phase}", on which the report rests, two raters or more coded `,
    ...others.flatMap((row, i): Inline[] => [
      i === 0 ? "" : i === others.length - 1 ? " and " : ", ",
      { text: `${row.minutes} minutes`, hover: `Double-coded minutes of ${row.sessions} sessions.` },
      ` in ${row.label}`,
      row.icc.value === null ? "" : ` (ICC(A,1) ${formatR(row.icc.value)})`,
    ]),
    ".",
  );
}

function estimate(row: Row): EstimateRow {
  const { value, interval } = row.icc;
  return { label: row.label, value, low: interval?.low ?? null, high: interval?.high ?? null };
}

function phaseStrata({ data }: Context): Stratum[] {
  return RATING_PHASES.flatMap((phase): Stratum[] => {
    const part = data.byPhase.find((entry) => entry.phase === phase)?.doubleCoded;
    if (part === undefined || part.sessions.length === 0) return [];
    return [
      {
        group: "Phase",
        label: phase,
        key: `phase.${phase}`,
        part,
        withheld: phase === "consensus" ? CONSENSUS : null,
      },
    ];
  });
}

function timeStrata({ data }: Context): { strata: Stratum[]; notes: string[] } {
  const places = placesOf(data);
  const { doubleCoded } = data;
  const where = (keep: (key: string, minute: number) => boolean): DoubleCoded => ({
    raters: doubleCoded.raters,
    sessions: doubleCoded.sessions.flatMap(({ facts, minutes }) => {
      const own = minutes.filter((minute) => keep(sessionKey(facts), minute.minute));
      return own.length === 0 ? [] : [{ facts, minutes: own }];
    }),
  });
  const thirds = (
    group: string,
    key: string,
    words: (third: string) => string,
    thirdOf: (session: string, minute: number) => number | null | undefined,
  ): Stratum[] =>
    THIRDS.map((third, i) => ({
      group,
      label: words(third),
      key: `${key}.${i + 1}`,
      part: where((session, minute) => thirdOf(session, minute) === i + 1),
      withheld: null,
    })).filter(({ part }) => part.sessions.length > 0);
  const months = [
    ...new Set(doubleCoded.sessions.flatMap(({ facts }) => places.get(sessionKey(facts))?.month ?? [])),
  ].sort();
  const undated = doubleCoded.sessions.filter(({ facts }) => facts.heldOn === null).length;
  const few = doubleCoded.sessions.filter(({ facts }) => facts.ofPatient < 3).length;
  const monthly =
    months.length < 2
      ? []
      : months.map(
          (month): Stratum => ({
            group: "Month",
            label: `recorded in ${month}`,
            key: `month.${month}`,
            part: where((session) => places.get(session)?.month === month),
            withheld: null,
          }),
        );
  return {
    strata: [
      ...thirds(
        "Minutes",
        "minute",
        (third) => `${third} of the session`,
        (session, minute) => places.get(session)?.minuteThird(minute),
      ),
      ...thirds(
        "Sessions",
        "session",
        (third) => `${third} of the sessions`,
        (session) => places.get(session)?.sessionThird,
      ),
      ...monthly,
    ],
    notes: [
      ...(months.length < 2
        ? [
            months.length === 0
              ? "By month: the study holds no dates of the sessions."
              : "By month: all dated sessions are of the same month.",
          ]
        : undated > 0
          ? [
              `By month: ${undated} of ${doubleCoded.sessions.length} sessions have no date and are left out there.`,
            ]
          : []),
      ...(few > 0
        ? [
            `By part of the treatment, sessions of patients with fewer than three sessions are left out: ${few} of ${doubleCoded.sessions.length}.`,
          ]
        : []),
    ],
  };
}

function measured({ options }: Context, stratum: Stratum): Row {
  const { raters, sessions } = stratum.part;
  const none: Resampled = { value: null, interval: null, jackknife: null };
  const results =
    stratum.withheld === null
      ? resample(sessions, [momentStatistics(raters.length), alphaStatistics(["ordinal"])], options)
      : new Map<string, Resampled>();
  return {
    ...stratum,
    minutes: minutesOf(stratum.part).length,
    sessions: sessions.length,
    icc: results.get("moments.A1") ?? none,
    alpha: results.get("alpha.ordinal") ?? none,
  };
}

function strataTable(context: Context, rows: readonly Row[], id: string, caption: string): Block {
  const why = (row: Row, result: Resampled): string =>
    row.withheld ??
    (result.value === null
      ? NO_VALUE
      : row.sessions < 2
        ? "Intervals by resampling need two sessions or more."
        : whyNoInterval(context));
  const drawn = "95% percentile interval, patients then sessions drawn.";
  return table<Row>({
    id,
    caption: context.numbered.table(caption),
    columns: [
      column("group", "By", "What the ratings are divided by.", "text", (row) => row.group),
      column("part", "Part", "The part.", "text", (row) => row.label),
      column("raters", "Raters", "Raters who took part.", "count", (row) => row.part.raters.length),
      column(
        "icc",
        "ICC(A,1)",
        "Absolute agreement of one rater, variance components by moments over the double-coded minutes of the part.",
        "r",
        (row) => orWhy(row.icc.value, row.withheld ?? NO_VALUE),
      ),
      ...limits<Row>((row) => row.icc.interval, {
        id: "icc",
        label: "ICC",
        definition: drawn,
        why: (row) => why(row, row.icc),
      }),
      column("alpha", "Alpha", "Krippendorff's ordinal alpha of the part.", "r", (row) =>
        orWhy(row.alpha.value, row.withheld ?? NO_VALUE),
      ),
      ...limits<Row>((row) => row.alpha.interval, {
        id: "alpha",
        label: "Alpha",
        definition: drawn,
        why: (row) => why(row, row.alpha),
      }),
      column(
        "sessions",
        "Sessions",
        "Sessions with double-coded minutes in the part.",
        "count",
        (row) => row.sessions,
      ),
      column("n", "Minutes", "Double-coded minutes of the part.", "count", (row) => row.minutes),
    ],
    rows,
    nColumn: "n",
  });
}
