import { counted } from "../../../shared/figures/agreement-words.ts";
import { outcomeFirstMinutes } from "../../../shared/figures/outcome-first-minutes.ts";
import { scoreLabel } from "../../../shared/figures/outcome-marks.ts";
import { formatR } from "../../../shared/figures/statistic-text.ts";
import type { Block, Cell } from "../../../shared/reports/document.ts";
import { mean } from "../../../stats/summary.ts";
import { figureBlock, note, table, text, warning } from "../blocks.ts";
import { areaInterval } from "../few-cases.ts";
import { intervalText, percent, pText, rText } from "../number-words.ts";
import type { Numbering } from "../numbering.ts";
import { orWhy } from "../or-why.ts";
import { column, reportNumbers, type SectionParts, sectionParts } from "../section-parts.ts";
import { firstMinutesValues } from "./figure-values.ts";
import {
  FIRST_MINUTES,
  type OpeningEffect,
  type OpeningMeasure,
  openingEffects,
  type PatientOpening,
  patientOpenings,
} from "./first-minutes.ts";
import type { OutcomeData } from "./outcome-data.ts";
import { NO_COMPARISON, NO_R } from "./words.ts";

const MEASURE_WORDS: Readonly<Record<OpeningMeasure, string>> = {
  level: `minutes 1-${FIRST_MINUTES}`,
  rise: "less the later ones",
};

/** Social smiling: the first five minutes of the sessions, dropout and change. */
export function firstMinutesSection(data: OutcomeData, numbered: Numbering): SectionParts {
  const openings = patientOpenings(data);
  if (openings.length === 0)
    return sectionParts("first-minutes", "The first five minutes", [
      warning(`No patient with an outcome has a face in the first ${FIRST_MINUTES} minutes of a session.`),
    ]);
  const effects = openingEffects(openings);
  const drawn = openings.flatMap(({ patient, group, first, level, rise }) =>
    group === null ? [] : [{ patient, group, n: first, level: level.happy, rise: rise?.happy ?? null }],
  );
  return sectionParts(
    "first-minutes",
    "The first five minutes",
    [
      dropoutText(openings, effects),
      changeText(effects),
      figureBlock({
        id: "first-minutes",
        caption: numbered.figure(
          `Happy in the first ${FIRST_MINUTES} minutes of the sessions: mean probability of each patient (left), and that less the patient's mean in the later minutes (right). Strokes: means of the groups.`,
        ),
        description: "Two panels with a point for each patient in rows of outcome groups.",
        draw: (theme) =>
          outcomeFirstMinutes(
            drawn,
            {
              level: `Happy, minutes 1-${FIRST_MINUTES}`,
              rise: `Happy, minutes 1-${FIRST_MINUTES} − later minutes`,
            },
            theme,
          ),
        data: firstMinutesValues(drawn),
      }),
      bothSides(openings) ? dropoutTable(effects, numbered) : null,
      effects.some(({ delta }) => delta.r !== null) ? deltaTable(effects, numbered) : null,
      note(
        "When each curve reaches the mean of its group stands in the table of the curves above. The difference to the later minutes leaves out how much a patient smiles anyway.",
      ),
    ],
    effects.flatMap(({ score, measure, compared, r, roc, ranks, delta }) => {
      const key = `first.${score}.${measure}`;
      return reportNumbers({
        [`${key}.r`]: r.r,
        [`${key}.r_p`]: r.r === null ? null : r.p,
        [`${key}.d`]: compared?.cohensD,
        [`${key}.auc`]: roc?.auc,
        [`${key}.auc_se`]: roc?.se,
        [`${key}.u`]: ranks?.u,
        [`${key}.u_p`]: ranks?.p,
        [`${key}.delta_r`]: delta.r,
        [`${key}.delta_p`]: delta.r === null ? null : delta.p,
      });
    }),
  );
}

function happy(effects: readonly OpeningEffect[], measure: OpeningMeasure): OpeningEffect | undefined {
  return effects.find((row) => row.score === "happy" && row.measure === measure);
}

/** Whether there are both dropouts and other patients. */
function bothSides(openings: readonly PatientOpening[]): boolean {
  return new Set(openings.map(({ group }) => group === "dropout")).size === 2;
}

function dropoutText(openings: readonly PatientOpening[], effects: readonly OpeningEffect[]): Block {
  const [level, rise] = [happy(effects, "level"), happy(effects, "rise")];
  const dropouts = openings.filter((row) => row.group === "dropout").map((row) => row.level.happy);
  const others = openings.filter((row) => row.group !== "dropout").map((row) => row.level.happy);
  const face = `a face in the first ${FIRST_MINUTES} minutes of a session`;
  if (dropouts.length === 0)
    return text(`No dropout has ${face}: there is nobody to compare the others with.`);
  if (others.length === 0) return text(`Dropouts alone have ${face}: there is nobody to compare them with.`);
  if (level?.roc == null || level.ranks === null || level.r.r === null)
    return text(
      `${counted(dropouts.length, "dropout")} and ${counted(others.length, "other patient")} with ${face}: too few, or too much alike, for a comparison of happy.`,
    );
  return text(
    `In the first ${FIRST_MINUTES} minutes happy has a mean probability of `,
    {
      text: percent(mean(dropouts)),
      hover: `Mean over ${counted(dropouts.length, "dropout")} of the patients' means.`,
    },
    " in dropouts and of ",
    {
      text: percent(mean(others)),
      hover: `Mean over ${counted(others.length, "other patient")} of the patients' means.`,
    },
    " in the others: ",
    {
      text: `${rText(level.r.r)}${intervalText(level.r.interval, formatR)}`,
      hover: `Point-biserial correlation with dropout over ${counted(level.r.n, "patient")}; negative: dropouts show less.`,
    },
    ", AUC ",
    {
      text: `${formatR(level.roc.auc)}${intervalText(known(areaInterval(level.roc)), formatR)}`,
      hover:
        "Chance that a dropout shows more than another patient; .50: no difference. Interval after DeLong.",
    },
    ", ",
    {
      text: pText(level.ranks.p),
      hover: `Mann-Whitney test${level.ranks.exact ? ", exact" : ", normal distribution"}.`,
    },
    ".",
    ...(rise?.roc == null || rise.ranks === null
      ? []
      : [
          " Less the later minutes: AUC ",
          {
            text: `${formatR(rise.roc.auc)}${intervalText(known(areaInterval(rise.roc)), formatR)}, ${pText(rise.ranks.p)}`,
            hover: "The same for the difference between the first and the later minutes.",
          },
          ".",
        ]),
  );
}

function changeText(effects: readonly OpeningEffect[]): Block | null {
  const delta = happy(effects, "level")?.delta;
  if (delta === undefined || delta.r === null) return null;
  return text(
    `In those who completed treatment, happy in the first ${FIRST_MINUTES} minutes and the change correlate at `,
    {
      text: `${rText(delta.r)}${intervalText(delta.interval, formatR)}, ${pText(delta.p)}`,
      hover: `Pearson with delta over ${counted(delta.n, "patient")}.`,
    },
    ".",
  );
}

function dropoutTable(effects: readonly OpeningEffect[], numbered: Numbering) {
  type Row = OpeningEffect;
  const compared =
    (pick: (result: NonNullable<Row["compared"]>) => number) =>
    (row: Row): Cell =>
      orWhy(row.compared === null ? null : pick(row.compared), NO_COMPARISON);
  const none = "There is no dropout, or no other patient.";
  const areaEnd = ({ roc }: Row, which: "low" | "high"): Cell => {
    const interval = roc === null ? none : areaInterval(roc);
    return typeof interval === "string" ? { value: null, why: interval } : interval[which];
  };
  return table<Row>({
    id: "first-dropout",
    caption: numbered.table("First minutes and dropout."),
    columns: [
      ...common(),
      column("n", "n", "Dropouts and other patients.", "text", ({ counts }) => counts.join(" + ")),
      column(
        "mean_dropout",
        "dropouts",
        "Mean over dropouts of the patients' values.",
        "fixed3",
        compared(({ mean: m }) => m[0]),
      ),
      column(
        "mean_others",
        "others",
        "Mean over the other patients.",
        "fixed3",
        compared(({ mean: m }) => m[1]),
      ),
      column(
        "r",
        "r",
        "Point-biserial correlation with dropout (1); negative: dropouts show less.",
        "r",
        ({ r }) => (r.r === null ? { value: null, why: NO_R[r.reason] ?? "" } : r.r),
      ),
      column(
        "d",
        "value",
        "Cohen's d, dropouts minus others.",
        "fixed2",
        compared(({ cohensD }) => cohensD),
      ),
      column(
        "d_low",
        "95% CI low",
        "Lower end of the 95% interval of d, noncentral t.",
        "fixed2",
        compared(({ dInterval }) => dInterval.low),
      ),
      column(
        "d_high",
        "95% CI high",
        "Upper end of the 95% interval of d.",
        "fixed2",
        compared(({ dInterval }) => dInterval.high),
      ),
      column(
        "auc",
        "value",
        "Chance that a dropout has the higher value; .50: no difference.",
        "r",
        ({ roc }) => orWhy(roc?.auc, none),
      ),
      column("auc_low", "95% CI low", "Lower end of its 95% interval (DeLong).", "r", (row) =>
        areaEnd(row, "low"),
      ),
      column("auc_high", "95% CI high", "Upper end of its 95% interval.", "r", (row) => areaEnd(row, "high")),
      column(
        "p",
        "p",
        "Mann-Whitney test, two-sided, exact over all divisions of the patients.",
        "p",
        ({ ranks }) => orWhy(ranks?.p, none),
      ),
    ],
    rows: effects,
    groups: {
      Mean: ["mean_dropout", "mean_others"],
      "Cohen's d": ["d", "d_low", "d_high"],
      AUC: ["auc", "auc_low", "auc_high"],
    },
    nColumn: "n",
  });
}

function known<Value>(value: Value | string): Value | null {
  return typeof value === "string" ? null : value;
}

function deltaTable(effects: readonly OpeningEffect[], numbered: Numbering) {
  type Row = OpeningEffect;
  const of =
    (pick: (result: Extract<Row["delta"], { r: number }>) => number | undefined) =>
    ({ delta }: Row): Cell =>
      delta.r === null
        ? { value: null, why: NO_R[delta.reason] ?? "" }
        : orWhy(pick(delta), "An interval needs at least four patients.");
  return table<Row>({
    id: "first-delta",
    caption: numbered.table("First minutes and change of those who completed."),
    columns: [
      ...common(),
      column("n", "n", "Patients with a delta.", "count", ({ delta }) => delta.n),
      column(
        "r",
        "r",
        "Pearson correlation with delta (higher: better).",
        "r",
        of(({ r }) => r),
      ),
      column(
        "low",
        "95% CI low",
        "Lower end of the 95% interval by Fisher's z.",
        "r",
        of(({ interval }) => interval?.low),
      ),
      column(
        "high",
        "95% CI high",
        "Upper end of the 95% interval.",
        "r",
        of(({ interval }) => interval?.high),
      ),
      column(
        "p",
        "p",
        "Two-sided, t test.",
        "p",
        of(({ p }) => p),
      ),
    ],
    rows: effects,
    nColumn: "n",
  });
}

function common() {
  return [
    column<OpeningEffect>(
      "expression",
      "Expression",
      "Mean probability of a patient's minutes with a face.",
      "text",
      ({ score }) => scoreLabel(score),
    ),
    column<OpeningEffect>(
      "measure",
      "Measure",
      `Mean of the minutes 1 to ${FIRST_MINUTES} of all sessions, or that less the mean of the later minutes up to 50.`,
      "text",
      ({ measure }) => MEASURE_WORDS[measure],
    ),
  ];
}
