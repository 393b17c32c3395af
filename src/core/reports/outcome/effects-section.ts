import { counted } from "../../../shared/figures/agreement-words.ts";
import { type EffectMark, outcomeEffects } from "../../../shared/figures/outcome-effects.ts";
import { scoreLabel } from "../../../shared/figures/outcome-marks.ts";
import { formatCount } from "../../../shared/figures/statistic-text.ts";
import type { Block, Inline } from "../../../shared/reports/document.ts";
import { figureBlock, note, text, warning } from "../blocks.ts";
import { decimals, intervalText, listed, pText } from "../number-words.ts";
import type { Numbering } from "../numbering.ts";
import { type SectionParts, sectionParts } from "../section-parts.ts";
import { effectNumbers } from "./effect-numbers.ts";
import { minuteTable, personTable } from "./effects-tables.ts";
import { effectValues } from "./figure-values.ts";
import { type GroupEffect, groupEffects, type MixedModel, mixedModels, pairLabel } from "./group-effects.ts";
import { LAST_MINUTE } from "./minute-curves.ts";
import { mixedTable, varianceTable } from "./mixed-tables.ts";
import type { OutcomeData } from "./outcome-data.ts";
import { NO_COMPARISON } from "./words.ts";

/** The groups against each other, over minutes as in the article and on levels that respect the nesting. */
export function effectsSection(
  data: OutcomeData,
  numbered: Numbering,
  progress: (share: number) => void,
): SectionParts {
  const models = mixedModels(data, progress);
  const effects = groupEffects(data, models);
  if (effects.length === 0)
    return sectionParts("groups", "Groups compared", [
      warning("Fewer than two groups have a patient with a face in a minute: there is nothing to compare."),
    ]);
  const marks = effects.flatMap(effectMarks);
  return sectionParts(
    "groups",
    "Groups compared",
    [
      happyText(effects),
      effects.every(({ minutes }) => minutes === null)
        ? null
        : warning(
            "Tests over minutes ignore that minutes belong to sessions and sessions to patients. They repeat the article's procedure; their p values are far too small and their intervals far too narrow to be evidence. The mixed model and the comparison of persons respect the nesting.",
          ),
      countText(effects),
      marks.length === 0
        ? null
        : figureBlock({
            id: "effects",
            caption: numbered.figure(
              "Difference between groups in standard deviations (d) with 95% interval, by level of analysis.",
            ),
            description:
              "For each pair of groups and each expression three marks with intervals: over minutes, by the mixed model, over persons.",
            draw: (theme) => outcomeEffects(marks, theme),
            data: effectValues(marks),
          }),
      new Set(marks.map(({ level }) => level)).has("persons")
        ? note(
            "The unit of d differs: over minutes and in the mixed model it is the spread of single minutes, over persons the spread of persons' means, which is smaller. So d over persons is larger for the same difference; compare the intervals' distance from zero, not the sizes.",
          )
        : null,
      ...levelTables(effects, models, numbered),
      ...modelWarnings(models),
    ],
    effectNumbers(effects, models),
  );
}

/** The tables of the levels that have a comparison; why the others have none. */
function levelTables(
  effects: readonly GroupEffect[],
  models: readonly MixedModel[],
  numbered: Numbering,
): Block[] {
  const [model] = models;
  return [
    effects.every(({ minutes }) => minutes === null)
      ? note(`There is no comparison over minutes. ${NO_COMPARISON}`)
      : minuteTable(effects, numbered),
    ...(models.every(({ fit }) => fit === null)
      ? [note(`There is no mixed model. ${model?.why ?? ""}`)]
      : [mixedTable(effects, numbered)]),
    effects.every(({ persons }) => persons === null)
      ? note(`There is no comparison of persons. ${NO_COMPARISON}`)
      : personTable(effects, numbered),
    ...(models.every(({ fit }) => fit === null) ? [] : [varianceTable(models, numbered)]),
  ];
}

function effectMarks({ pair, score, minutes, mixed, persons }: GroupEffect): EffectMark[] {
  const common = { pair: pairLabel(pair), score };
  const of = (
    level: EffectMark["level"],
    n: string,
    d: number,
    interval: { low: number; high: number } | null,
  ) => ({
    ...common,
    level,
    d,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    n,
  });
  const both = (n: readonly [number, number]): string => `${formatCount(n[0])} and ${formatCount(n[1])}`;
  return [
    ...(minutes === null
      ? []
      : [of("minutes", `${both(minutes.n)} minutes`, minutes.cohensD, minutes.dInterval)]),
    ...(mixed === null || minutes === null
      ? []
      : [of("mixed model", `${both(minutes.n)} minutes`, mixed.d, mixed.dInterval)]),
    ...(persons === null
      ? []
      : [of("persons", `${both(persons.n)} persons`, persons.cohensD, persons.dInterval)]),
  ];
}

function happyText(effects: readonly GroupEffect[]): Block {
  const own = effects.find(
    (effect) => effect.score === "happy" && effect.pair.first === "good" && effect.pair.second === "poor",
  );
  if (own === undefined || own.minutes === null)
    return text("Happy cannot be compared between good and poor outcome.");
  const { minutes, mixed, persons } = own;
  return text(
    "Happy, good against poor outcome: over minutes ",
    {
      text: `d = ${decimals(minutes.cohensD)}${intervalText(minutes.dInterval, decimals)}`,
      hover: `${counted(minutes.n[0], "minute")} and ${counted(minutes.n[1], "minute")} in minutes 1 to ${LAST_MINUTE}; Welch ${pText(minutes.welch.p)}. Nesting ignored.`,
    },
    " (in the article .30)",
    ...(mixed === null
      ? []
      : [
          ", by the mixed model ",
          {
            text: `d = ${decimals(mixed.d)}${intervalText(mixed.dInterval, decimals)}${mixed.p === null ? "" : `, ${pText(mixed.p)}`}`,
            hover:
              "z ~ group with random intercepts of patients and sessions; d in standard deviations of all variance.",
          },
        ]),
    ...(persons === null
      ? []
      : [
          ", over persons ",
          {
            text: `d = ${decimals(persons.cohensD)}${intervalText(persons.dInterval, decimals)}, ${pText(persons.welch.p)}`,
            hover: `Means of ${persons.n[0]} and ${persons.n[1]} patients; Welch test.`,
          },
        ]),
    ".",
  );
}

function countText(effects: readonly GroupEffect[]): Block {
  const own = effects.filter(({ score }) => score !== "nonspecific");
  const levels = [
    { words: "over minutes", hover: "Welch tests over minutes: nesting ignored.", p: minuteP },
    {
      words: "by the mixed models",
      hover: "Contrasts of the mixed models, Satterthwaite degrees of freedom.",
      p: mixedP,
    },
    { words: "over persons", hover: "Welch tests over the means of patients.", p: personP },
  ].map(({ words, hover, p }) => {
    const tested = own.map(p).filter((value) => value !== null);
    return { words, hover, tested: tested.length, below: tested.filter((value) => value < 0.05).length };
  });
  const tested = levels.filter((level) => level.tested > 0);
  const untested = levels.filter((level) => level.tested === 0).map(({ words }) => words);
  if (tested.length === 0) return text("None of the comparisons could be tested.");
  return text(
    "Of the comparisons of the seven expressions between groups, p is below .05 ",
    ...tested.flatMap(({ words, hover, tested: n, below }, i): Inline[] => [
      `${i === 0 ? "" : i === tested.length - 1 ? " and " : ", "}${words} in `,
      { text: `${below === 0 ? "none" : formatCount(below)} of ${formatCount(n)}`, hover },
    ]),
    `; no p is adjusted for their number.${untested.length === 0 ? "" : ` None could be tested ${listed(untested)}.`}`,
  );
}

const minuteP = ({ minutes }: GroupEffect): number | null => minutes?.welch.p ?? null;
const mixedP = ({ mixed }: GroupEffect): number | null => mixed?.p ?? null;
const personP = ({ persons }: GroupEffect): number | null => persons?.welch.p ?? null;

function modelWarnings(models: readonly MixedModel[]): Block[] {
  const named = (test: (fit: NonNullable<MixedModel["fit"]>) => boolean): string[] =>
    models.filter(({ fit }) => fit !== null && test(fit)).map(({ score }) => scoreLabel(score));
  const singular = named((fit) => fit.singular);
  const lost = named((fit) => !fit.converged);
  return [
    ...(singular.length === 0
      ? []
      : [
          note(
            `A variance of patients or sessions is estimated as zero (singular fit): ${listed(singular)}.`,
          ),
        ]),
    ...(lost.length === 0
      ? []
      : [
          warning(
            `The maximum of the likelihood was not found, so these rows are not to be used: ${listed(lost)}.`,
          ),
        ]),
  ];
}
