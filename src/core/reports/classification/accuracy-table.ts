import type { Cell, TableBlock } from "../../../shared/reports/document.ts";
import { clopperPearson } from "../../../stats/distributions.ts";
import { table } from "../blocks.ts";
import { whyNoWidth, withWidth } from "../few-cases.ts";
import { orWhy } from "../or-why.ts";
import type { DimensionResults } from "./dimension-results.ts";
import type { JudgeMeasures } from "./judge-measures.ts";
import type { Place } from "./place.ts";
import { NO_RESAMPLES, people } from "./words.ts";

interface Row {
  readonly judge: string;
  readonly kind: string;
  readonly n: number;
  readonly correct: Cell;
  readonly accuracy: number;
  readonly low: Cell;
  readonly high: Cell;
  readonly uar: number;
  readonly uarLow: Cell;
  readonly uarHigh: Cell;
  readonly f1: Cell;
}

/** Accuracy and UAR of every judge, and the mean of the people where there are several. */
export function accuracyTable(
  { judges, peopleMean }: DimensionResults,
  { id, title, numbered }: Place,
): TableBlock {
  const rows = [
    ...judges.map(judgeRow),
    ...(peopleMean === null || peopleMean.people === 1 ? [] : [meanRow(peopleMean)]),
  ];
  return table<Row>({
    id: `${id}-accuracy`,
    caption: numbered.table(`${title}: accuracy and unweighted average recall.`),
    columns: [
      {
        id: "judge",
        label: "Judge",
        definition: "Who answered; models first.",
        format: "text",
        cell: (row) => row.judge,
      },
      {
        id: "kind",
        label: "Kind",
        definition: "Model or person.",
        format: "text",
        cell: (row) => row.kind,
      },
      {
        id: "n",
        label: "n",
        definition: "Clips with a known truth that the judge answered.",
        format: "count",
        cell: (row) => row.n,
      },
      {
        id: "correct",
        label: "Right",
        definition: "Clips whose truth the judge named.",
        format: "count",
        cell: (row) => row.correct,
      },
      {
        id: "accuracy",
        label: "value",
        definition: "Share of right answers; for the mean of the people the mean of their shares.",
        format: "percent1",
        cell: (row) => row.accuracy,
      },
      {
        id: "accuracy_low",
        label: "95% CI low",
        definition:
          "Lower end of the accuracy's 95% interval: exact (Clopper-Pearson) for a judge, bootstrap over clips for the mean of the people.",
        format: "percent1",
        cell: (row) => row.low,
      },
      {
        id: "accuracy_high",
        label: "95% CI high",
        definition: "Upper end of the accuracy's 95% interval.",
        format: "percent1",
        cell: (row) => row.high,
      },
      {
        id: "uar",
        label: "value",
        definition:
          "Unweighted average recall: mean over the classes that occur of the share of their clips that was named right.",
        format: "percent1",
        cell: (row) => row.uar,
      },
      {
        id: "uar_low",
        label: "95% CI low",
        definition: "Lower end of the UAR's 95% percentile interval, bootstrap over clips.",
        format: "percent1",
        cell: (row) => row.uarLow,
      },
      {
        id: "uar_high",
        label: "95% CI high",
        definition: "Upper end of the UAR's 95% interval.",
        format: "percent1",
        cell: (row) => row.uarHigh,
      },
      {
        id: "macro_f1",
        label: "Macro F1",
        definition: "Mean over the classes of F1, those that neither occur nor were named left out.",
        format: "fixed3",
        cell: (row) => row.f1,
      },
    ],
    rows,
    groups: {
      Accuracy: ["accuracy", "accuracy_low", "accuracy_high"],
      UAR: ["uar", "uar_low", "uar_high"],
    },
    nColumn: "n",
    strong: (row) => row.kind === "mean",
    ...(peopleMean === null || peopleMean.people === 1 ? {} : { note: "Set apart: the mean of the people." }),
  });
}

function judgeRow(judge: JudgeMeasures): Row {
  const exact = clopperPearson(judge.correct, judge.n);
  const { resampled } = judge;
  return {
    judge: judge.name,
    kind: judge.kind === "model" ? "model" : "person",
    n: judge.n,
    correct: judge.correct,
    accuracy: judge.accuracy,
    low: exact.low,
    high: exact.high,
    uar: judge.uar,
    uarLow: orWhy(withWidth(resampled.uar)?.low, whyNoWidth(resampled.uar, NO_RESAMPLES)),
    uarHigh: orWhy(withWidth(resampled.uar)?.high, whyNoWidth(resampled.uar, NO_RESAMPLES)),
    f1: judge.macroF1,
  };
}

function meanRow(mean: NonNullable<DimensionResults["peopleMean"]>): Row {
  return {
    judge: `mean of ${people(mean.people)}`,
    kind: "mean",
    n: mean.clips,
    correct: { value: null, why: "A mean of shares: each person's count stands above." },
    accuracy: mean.accuracy,
    low: orWhy(withWidth(mean.interval)?.low, whyNoWidth(mean.interval, NO_RESAMPLES)),
    high: orWhy(withWidth(mean.interval)?.high, whyNoWidth(mean.interval, NO_RESAMPLES)),
    uar: mean.uar,
    uarLow: { value: null, why: "Given for each person and for the difference to a model." },
    uarHigh: { value: null, why: "Given for each person and for the difference to a model." },
    f1: { value: null, why: "Given for each person." },
  };
}
