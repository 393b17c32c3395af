import { counted } from "../../../shared/figures/agreement-words.ts";
import { type EstimateRow, reliabilityIntervals } from "../../../shared/figures/reliability-intervals.ts";
import { formatR } from "../../../shared/figures/statistic-text.ts";
import type { Block, Inline } from "../../../shared/reports/document.ts";
import { figureBlock, note, table, text } from "../blocks.ts";
import { estimateValues } from "../drawn-values.ts";
import { listed } from "../number-words.ts";
import { orWhy } from "../or-why.ts";
import { column, reportNumbers, type SectionParts, sectionParts } from "../section-parts.ts";
import { minutesOf } from "./gather-reliability.ts";
import { alphaStatistics, momentStatistics } from "./named-statistics.ts";
import { FEW_PATIENTS, type Resampled, resample, whyNoCluster } from "./resample.ts";
import { CLUSTER_INTERVAL, type Context, limits } from "./section.ts";
import { phaseStrata, type Stratum, timeStrata } from "./strata.ts";
import { KOO_LI, list } from "./words.ts";

interface Row extends Stratum {
  readonly minutes: number;
  readonly sessions: number;
  readonly icc: Resampled;
  readonly alpha: Resampled;
}

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
  const groups = new Set(rows.map(({ group }) => group));
  const divided = listed([
    ...(groups.has("Minutes") ? ["part of the session"] : []),
    ...(groups.has("Sessions") ? ["part of the treatment"] : []),
    ...(groups.has("Month") ? ["month of recording"] : []),
  ]);
  return sectionParts(
    "time",
    "By phase and over time",
    [
      phaseText(context, phases),
      strataTable(
        context,
        phases,
        "reliability-by-phase",
        "Agreement on arousal by the phase of the ratings; ICC by moments.",
      ),
      least === null || most === null
        ? null
        : text(
            "Over time, ICC(A,1) by moments lies between ",
            {
              text: formatR(least.icc.value as number),
              hover: `n = ${counted(least.minutes, "minute")}.`,
            },
            ` (${least.label}) and `,
            {
              text: formatR(most.icc.value as number),
              hover: `n = ${counted(most.minutes, "minute")}.`,
            },
            ` (${most.label}). Parts with little variance of arousal have a lower coefficient even where raters differ no more.`,
          ),
      ...times.notes.map(note),
      rows.length === 0
        ? null
        : figureBlock({
            id: "reliability-over-time",
            caption: numbered.figure(
              `ICC(A,1) of arousal, by moments, by ${divided}${rows.some(({ icc }) => icc.interval) ? ", with 95% intervals" : ""}.`,
            ),
            description:
              "One line for each part: the value as a point, the 95% interval, where there is one, as a line, the digits at the right.",
            draw: (theme) =>
              reliabilityIntervals({ rows: rows.map(estimate), title: "ICC(A,1)", ...KOO_LI }, theme),
            data: estimateValues(rows.map(estimate)),
          }),
      rows.length === 0
        ? null
        : strataTable(
            context,
            rows,
            "reliability-by-time",
            `Agreement on arousal by ${divided}; ICC by moments.`,
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
      {
        text: counted(row.minutes, "minute"),
        hover: `Double-coded minutes of ${counted(row.sessions, "session")}.`,
      },
      ` in ${row.label}`,
      row.icc.value === null ? "" : ` (ICC(A,1) ${formatR(row.icc.value)})`,
    ]),
    ".",
  );
}

function estimate(row: Row): EstimateRow & { readonly n: number } {
  const { value, interval } = row.icc;
  return {
    label: row.label,
    value,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    n: row.minutes,
  };
}

function measured({ options }: Context, stratum: Stratum): Row {
  const { raters, sessions } = stratum.part;
  const none: Resampled = { value: null, interval: null, noInterval: null, patients: 0, jackknife: null };
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
    row.withheld ?? (result.value === null ? NO_VALUE : whyNoCluster(result));
  const few = rows.filter(({ icc }) => icc.interval !== null && icc.patients < FEW_PATIENTS);
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
        label: "ICC, 95% CI",
        definition: CLUSTER_INTERVAL,
        why: (row) => why(row, row.icc),
      }),
      column("alpha", "Alpha", "Krippendorff's ordinal alpha of the part.", "r", (row) =>
        orWhy(row.alpha.value, row.withheld ?? NO_VALUE),
      ),
      ...limits<Row>((row) => row.alpha.interval, {
        id: "alpha",
        label: "Alpha, 95% CI",
        definition: CLUSTER_INTERVAL,
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
    ...(few.length > 0 && {
      note: `Intervals of parts with fewer than ${FEW_PATIENTS} patients draw from few and are likely too narrow: ${list(few.map(({ label }) => label))}.`,
    }),
  });
}
