import { bootstrap, drawer } from "../../stats/bootstrap.ts";
import { classMeasures } from "../../stats/class-measures.ts";
import { accuracy, unweightedAverageRecall } from "../../stats/classification.ts";
import { countPairs } from "../../stats/confusion.ts";
import { clopperPearson } from "../../stats/distributions.ts";
import { mean, standardDeviation } from "../../stats/summary.ts";
import { type ChanceTest, chanceTests } from "../reports/classification/chance.ts";
import { keyed } from "../reports/keyed.ts";
import { fleissResult, kappaResult } from "./agreement-results.ts";
import type { StudyRows } from "./analysis-rows.ts";
import { type ResultTree, Unavailable } from "./result-tree.ts";
import { JUDGES, type LabelRow, OBSERVERS } from "./study-tables.ts";

const KINDS = ["emotion", "valence"] as const;
type Kind = (typeof KINDS)[number];
type Judge = (typeof JUDGES)[number];

/** The seed that makes the intervals reproducible in any language. */
const SEED = 20_231;

/** What people and a model read in clips, against the truth and against each other. */
export function classification({ tables }: StudyRows): ResultTree {
  const { labels } = tables;
  if (labels.length === 0) return new Unavailable("labels16.csv has no rows.");
  const answers = (kind: Kind, judge: Judge): string[] =>
    labels.map((row) => row.judged[JUDGES.indexOf(judge)]?.[kind] ?? "");
  const truth = (kind: Kind): string[] => labels.map((row) => row.truth[kind]);
  const classes = {
    emotion: classesOf(labels, "emotion"),
    valence: classesOf(labels, "valence"),
  };
  const judged = keyed(KINDS, (kind) =>
    keyed(JUDGES, (judge) => judgeResult(classes[kind], truth(kind), answers(kind, judge))),
  );
  const kappaOf = (kind: Kind, a: Judge, b: Judge): Record<string, ResultTree> =>
    kappaResult(classes[kind], paired(answers(kind, a), answers(kind, b)));
  const units = (kind: Kind): string[][] =>
    labels.map((_, i) => OBSERVERS.map((judge) => answers(kind, judge)[i] as string));
  const correct = (kind: Kind): string[][] =>
    units(kind).map((unit, i) => unit.map((answer) => (answer === labels[i]?.truth[kind] ? "1" : "0")));
  return {
    classes: classes.emotion,
    ...judged,
    human_summary: keyed(KINDS, (kind) =>
      humanSummary(classes[kind], truth(kind), (judge) => answers(kind, judge)),
    ),
    fleiss_among_humans: {
      emotion: fleissResult(classes.emotion, units("emotion")),
      valence: fleissResult(classes.valence, units("valence")),
      emotion_correct_or_not: fleissResult(["0", "1"], correct("emotion")),
      valence_correct_or_not: fleissResult(["0", "1"], correct("valence")),
    },
    kappa_human_vs_model: keyed(KINDS, (kind) => {
      const each = keyed(OBSERVERS, (judge) => kappaOf(kind, judge, "model"));
      const values = Object.values(each).map(({ kappa }) => (typeof kappa === "number" ? kappa : Number.NaN));
      return { ...each, mean: mean(values), sd: standardDeviation(values) };
    }),
    kappa_between_humans: keyed(KINDS, (kind) =>
      Object.fromEntries(
        OBSERVERS.flatMap((a, i) => OBSERVERS.slice(i + 1).map((b) => [`${a}-${b}`, kappaOf(kind, a, b)])),
      ),
    ),
    bootstrap: intervals(labels, classes.emotion, 20_000),
    bootstrap_reproducible: {
      first_five_indices: firstDraws(labels.length),
      ...intervals(labels, classes.emotion, 1_000),
    },
  };
}

function classesOf(labels: readonly LabelRow[], kind: Kind): string[] {
  return [
    ...new Set(labels.flatMap((row) => [row.truth[kind], ...row.judged.map((label) => label[kind])])),
  ].sort();
}

function paired(a: readonly string[], b: readonly string[]): [string, string][] {
  return a.map((label, index) => [label, b[index] as string]);
}

function judgeResult(
  classes: readonly string[],
  truth: readonly string[],
  answers: readonly string[],
): ResultTree {
  const pairs = paired(truth, answers);
  const counts = countPairs(classes, classes, pairs);
  const n = pairs.length;
  const correct = pairs.filter(([a, b]) => a === b).length;
  const measures = classMeasures(counts);
  const { equal, largest } = chanceTests({ n, correct, classes: measures });
  const interval = clopperPearson(correct, n);
  const byChance = testKeys(equal);
  const byLargest = testKeys(largest);
  return {
    n,
    correct,
    accuracy: accuracy(counts),
    ci_low: interval.low,
    ci_high: interval.high,
    uar: unweightedAverageRecall(counts),
    macro_f1: mean(measures.flatMap(({ f1 }) => f1 ?? [])),
    macro_precision: mean(measures.flatMap(({ precision }) => precision ?? [])),
    chance: equal.share,
    p_vs_chance: byChance.p,
    log10_p_vs_chance: byChance.log10,
    no_information_rate: largest.share,
    p_vs_no_information_rate: byLargest.p,
    log10_p_vs_no_information_rate: byLargest.log10,
    kappa_vs_truth: kappaResult(classes, pairs),
    by_class: measures.map((measure, index) => ({
      class: classes[index] ?? "",
      support: measure.support,
      predicted: measure.predicted,
      tp: measure.tp,
      fp: measure.fp,
      fn: measure.fn,
      tn: measure.tn,
      recall: measure.recall ?? new Unavailable("No clip shows this class."),
      precision: measure.precision ?? new Unavailable("No clip was read as this class."),
      f1: measure.f1 ?? new Unavailable("The class neither occurs nor was read."),
      specificity: measure.specificity ?? new Unavailable("Every clip shows this class."),
      balanced_accuracy:
        measure.balancedAccuracy ?? new Unavailable("There is no recall or no specificity of this class."),
    })),
    confusion_rows_truth_columns_predicted: counts,
  };
}

function testKeys({ p, log10P }: ChanceTest): { p: ResultTree; log10: ResultTree } {
  const none = new Unavailable("There is one class alone: nothing can be tested.");
  return { p: p ?? none, log10: log10P ?? none };
}

function humanSummary(
  classes: readonly string[],
  truth: readonly string[],
  answers: (judge: Judge) => readonly string[],
): ResultTree {
  const counts = OBSERVERS.map((judge) => countPairs(classes, classes, paired(truth, answers(judge))));
  const accuracies = counts.map(accuracy);
  const recalls = counts.map(unweightedAverageRecall);
  return {
    mean_accuracy: mean(accuracies),
    sd_accuracy: standardDeviation(accuracies),
    mean_uar: mean(recalls),
    sd_uar: standardDeviation(recalls),
  };
}

function firstDraws(n: number): number[] {
  const draw = drawer(SEED);
  return Array.from({ length: 5 }, () => draw(n));
}

/** Bootstrap intervals of the emotions: mean accuracy of the people, accuracy and average recall of the model. */
function intervals(
  labels: readonly LabelRow[],
  classes: readonly string[],
  replicates: number,
): Record<string, ResultTree> {
  const truth = labels.map((row) => classes.indexOf(row.truth.emotion));
  const right = labels.map((row) => row.judged.map((label) => Number(label.emotion === row.truth.emotion)));
  const humansRight = right.map((row) => OBSERVERS.reduce((sum, _, i) => sum + (row[i] ?? 0), 0));
  const modelRight = right.map((row) => row[JUDGES.indexOf("model")] ?? 0);
  const results = bootstrap(
    labels.length,
    (drawn) => {
      let humans = 0;
      let model = 0;
      const cases = new Int32Array(classes.length);
      const hits = new Int32Array(classes.length);
      for (const at of drawn) {
        const cls = truth[at] as number;
        humans += humansRight[at] as number;
        model += modelRight[at] as number;
        cases[cls] = (cases[cls] as number) + 1;
        hits[cls] = (hits[cls] as number) + (modelRight[at] as number);
      }
      let recall = 0;
      let present = 0;
      for (const [cls, count] of cases.entries()) {
        if (count === 0) continue;
        recall += (hits[cls] as number) / count;
        present += 1;
      }
      return [humans / OBSERVERS.length / drawn.length, model / drawn.length, recall / present];
    },
    { replicates, seed: SEED },
  );
  const keys = ["mean_human_accuracy", "model_accuracy", "model_uar"] as const;
  return {
    replicates,
    ...keyed(keys, (_, index) => ({
      ci_low: results[index]?.low ?? null,
      ci_high: results[index]?.high ?? null,
      bootstrap_se: results[index]?.se ?? null,
    })),
  };
}
