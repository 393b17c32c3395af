import { counted } from "../../../shared/figures/agreement-words.ts";
import { type ClassPoint, classSensitivity } from "../../../shared/figures/class-sensitivity.ts";
import type { Block, Cell, ReportNumber } from "../../../shared/reports/document.ts";
import { clopperPearson } from "../../../stats/distributions.ts";
import { figureBlock, table, text } from "../blocks.ts";
import { whyNoWidth, withWidth } from "../few-cases.ts";
import { figureData } from "../figure-data.ts";
import { percent } from "../number-words.ts";
import { orWhy } from "../or-why.ts";
import { reportNumbers, type SectionParts, sectionParts } from "../section-parts.ts";
import type { DimensionResults } from "./dimension-results.ts";
import type { ClassMeasure, JudgeMeasures } from "./judge-measures.ts";
import { NONE } from "./label-answers.ts";
import type { Place } from "./place.ts";
import { called, capital, clips, NEVER_NAMED, NO_CASES, NO_RESAMPLES, slug } from "./words.ts";

const EVERY_CLIP = "Every clip shows this class.";

/** Each class against all others, for each model and for the people together (Keinert et al., table 5). */
export function classSection(results: DimensionResults, { id, title, numbered }: Place): SectionParts {
  const { pooled, answers } = results;
  const models = results.judges.filter(({ kind }) => kind === "model");
  const judges = [...models, ...(pooled === null ? [] : [pooled])];
  const blocks: Block[] = judges.flatMap((judge) => [rangeText(judge, answers.classes)]);
  if (judges.length > 0) {
    blocks.push(
      figureBlock({
        id: `${id}-sensitivity`,
        caption: numbered.figure(`${title}: sensitivity for each class, with 95% intervals.`),
        description: `Dot plot of the share of each class's clips that was named right, by ${judges.map(({ name }) => name).join(" and ")}.`,
        draw: (theme) =>
          classSensitivity(
            judges.map(({ name, kind }) => ({ name, kind })),
            answers.classes.map((name, c) => classLabel(name, answers, c)),
            judges.flatMap((judge) => points(judge, answers)),
            theme,
          ),
        data: figureData(
          judges.flatMap((judge) => points(judge, answers)),
          {
            class: ["true class, with its clips", ({ label }) => label],
            judge: ["model, or the people together", ({ judge }) => judge],
            sensitivity: ["share of answers that name the class, 0 to 1", ({ sensitivity }) => sensitivity],
            low: ["lower end of the 95% interval; empty: none", ({ low }) => low],
            high: ["upper end of the 95% interval; empty: none", ({ high }) => high],
            n: ["answers to clips of the class", ({ n }) => n],
          },
        ),
      }),
    );
  }
  for (const judge of judges) blocks.push(classTable(judge, results, { id, title, numbered }));
  return sectionParts(
    `${id}-classes`,
    `${title}: class by class`,
    blocks,
    judges.flatMap((judge) => classNumbers(id, judge, answers.classes)),
  );
}

function classLabel(name: string, { truth }: DimensionResults["answers"], at: number): string {
  return `${name} (${truth.filter((value) => value === at).length})`;
}

/** Exact for a judge; answers of several people to one clip depend on each other, so by bootstrap for them. */
function sensitivityInterval(judge: JudgeMeasures, answers: DimensionResults["answers"], at: number) {
  const clipsOf = (which: number): number =>
    answers.truth.filter(
      (truth, clip) => truth === which && answers.humans.some((human) => human.answers[clip] !== NONE),
    ).length;
  const measure = judge.classes[at];
  if (judge.kind === "humans") {
    const resampled = judge.resampled.sensitivity[at] ?? null;
    // All right or none: resamples have no width, the clips taken as one answer each have.
    return measure !== undefined && (measure.recall === 0 || measure.recall === 1)
      ? clopperPearson(measure.recall * clipsOf(at), clipsOf(at))
      : resampled;
  }
  return measure === undefined || measure.support === 0 ? null : clopperPearson(measure.tp, measure.support);
}

function points(judge: JudgeMeasures, answers: DimensionResults["answers"]): ClassPoint[] {
  return judge.classes.flatMap((measure, c) => {
    if (measure.recall === null) return [];
    const interval = sensitivityInterval(judge, answers, c);
    return [
      {
        label: classLabel(answers.classes[c] ?? "", answers, c),
        judge: judge.name,
        sensitivity: measure.recall,
        low: interval?.low ?? null,
        high: interval?.high ?? null,
        n: measure.support,
      },
    ];
  });
}

function rangeText(judge: JudgeMeasures, classes: readonly string[]) {
  const found = judge.classes.flatMap(({ recall, support, tp }, c) =>
    recall === null ? [] : [{ name: classes[c] ?? "", recall, support, tp }],
  );
  const low = found.reduce((least, entry) => (entry.recall < least.recall ? entry : least));
  const high = found.reduce((most, entry) => (entry.recall > most.recall ? entry : most));
  const part = (entry: typeof low) => ({
    text: `${percent(entry.recall)} for ${entry.name}`,
    hover: `Sensitivity: ${entry.tp} of ${counted(entry.support, "answer")} to clips of ${entry.name}.`,
  });
  if (found.length === 1)
    return text(`Sensitivity of ${called(judge.name)} for the one class with clips: `, part(low), ".");
  if (low.recall === high.recall)
    return text(
      `Sensitivity of ${called(judge.name)} is ${percent(low.recall)} for every class, over ${clips(judge.clips)}.`,
    );
  return text(
    `Sensitivity of ${called(judge.name)}: from `,
    part(low),
    " to ",
    part(high),
    `, over ${clips(judge.clips)}.`,
  );
}

interface Row extends ClassMeasure {
  readonly name: string;
  readonly at: number;
}

function classTable(
  judge: JudgeMeasures,
  { answers }: DimensionResults,
  { id, title, numbered }: Place,
): Block {
  const pooled = judge.kind === "humans";
  const what =
    pooled && answers.humans.length > 1
      ? "answers of all people to clips of the class"
      : "clips of the class";
  return table<Row>({
    id: `${id}-classes-${pooled ? "people" : slug(judge.name)}`,
    caption: numbered.table(`${title}: measures of each class, ${called(judge.name)}.`),
    columns: [
      {
        id: "class",
        label: capital(answers.dimension),
        definition: "Class against all others.",
        format: "text",
        cell: (row) => row.name,
      },
      ...(answers.groups.some((group) => group !== null)
        ? [
            {
              id: "group",
              label: "Group",
              definition: "Class of the coarser dimension that it belongs to in the truth.",
              format: "text" as const,
              cell: (row: Row) => answers.groups[row.at] ?? null,
            },
          ]
        : []),
      { id: "n", label: "n", definition: `Number of ${what}.`, format: "count", cell: (row) => row.support },
      {
        id: "named",
        label: "Named",
        definition: "Answers that name the class.",
        format: "count",
        cell: (row) => row.predicted,
      },
      {
        id: "sensitivity",
        label: "value",
        definition: "Share of the class's n that was named right (recall).",
        format: "percent1",
        cell: (row) => orWhy(row.recall, NO_CASES),
      },
      {
        id: "sensitivity_low",
        label: "95% CI low",
        definition: pooled
          ? "Lower end of the 95% percentile interval, bootstrap over clips with all answers to them; where all answers are right, or none, exact (Clopper-Pearson) over the clips."
          : "Lower end of the exact 95% interval (Clopper-Pearson).",
        format: "percent1",
        cell: (row) =>
          orWhy(
            sensitivityInterval(judge, answers, row.at)?.low,
            row.support === 0 ? NO_CASES : NO_RESAMPLES,
          ),
      },
      {
        id: "sensitivity_high",
        label: "95% CI high",
        definition: "Upper end of the sensitivity's 95% interval.",
        format: "percent1",
        cell: (row) =>
          orWhy(
            sensitivityInterval(judge, answers, row.at)?.high,
            row.support === 0 ? NO_CASES : NO_RESAMPLES,
          ),
      },
      {
        id: "specificity",
        label: "Specificity",
        definition: "Share of all other clips' answers that do not name the class.",
        format: "percent1",
        cell: (row) => orWhy(row.specificity, EVERY_CLIP),
      },
      {
        id: "precision",
        label: "Precision",
        definition: "Share of the answers that name the class which are right.",
        format: "percent1",
        cell: (row) => orWhy(row.precision, NEVER_NAMED),
      },
      {
        id: "f1",
        label: "F1",
        definition: "Harmonic mean of sensitivity and precision, 2 TP / (2 TP + FP + FN).",
        format: "fixed3",
        cell: (row) => orWhy(row.f1, "The class neither occurs nor was named."),
      },
      {
        id: "balanced_accuracy",
        label: "value",
        definition:
          "(Sensitivity + specificity) / 2: the “accuracy” of each emotion in table 5 of Keinert et al.; 50% by chance.",
        format: "percent1",
        cell: (row) => orWhy(row.balancedAccuracy, row.recall === null ? NO_CASES : EVERY_CLIP),
      },
      {
        id: "balanced_accuracy_low",
        label: "95% CI low",
        definition: "Lower end of the balanced accuracy's 95% percentile interval, bootstrap over clips.",
        format: "percent1",
        cell: (row) => balancedEnd(judge, row, "low"),
      },
      {
        id: "balanced_accuracy_high",
        label: "95% CI high",
        definition: "Upper end of the balanced accuracy's 95% interval.",
        format: "percent1",
        cell: (row) => balancedEnd(judge, row, "high"),
      },
    ],
    groups: {
      Sensitivity: ["sensitivity", "sensitivity_low", "sensitivity_high"],
      "Balanced accuracy": ["balanced_accuracy", "balanced_accuracy_low", "balanced_accuracy_high"],
    },
    rows: judge.classes.map((measure, at) => ({ ...measure, name: answers.classes[at] ?? "", at })),
    nColumn: "n",
    ...(pooled && answers.humans.length > 1
      ? { note: "The answers of all people are counted together: n counts answers, not clips." }
      : {}),
  });
}

function balancedEnd(judge: JudgeMeasures, { at, recall }: Row, which: "low" | "high"): Cell {
  const interval = judge.resampled.balancedAccuracy[at];
  const why = recall === null ? NO_CASES : whyNoWidth(interval, NO_RESAMPLES);
  return orWhy(withWidth(interval)?.[which], why);
}

function classNumbers(id: string, judge: JudgeMeasures, classes: readonly string[]): ReportNumber[] {
  const who = judge.kind === "humans" ? "pooled" : judge.name;
  return judge.classes.flatMap((measure, c) => {
    const key = `${id}.${who}.${classes[c]}`;
    return reportNumbers({
      [`${key}.sensitivity`]: measure.recall,
      [`${key}.specificity`]: measure.specificity,
      [`${key}.precision`]: measure.precision,
      [`${key}.f1`]: measure.f1,
      [`${key}.balanced_accuracy`]: measure.balancedAccuracy,
    });
  });
}
