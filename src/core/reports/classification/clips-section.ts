import { formatCount } from "../../../shared/figures/statistic-text.ts";
import type { ReportDocument } from "../../../shared/reports/document.ts";
import { table, text } from "../blocks.ts";
import { listed } from "../number-words.ts";
import type { LabelTable } from "../report-tables.ts";
import { reportNumbers, type SectionParts, sectionParts } from "../section-parts.ts";
import type { DimensionAnswers, JudgeAnswers } from "./label-answers.ts";
import type { Place } from "./place.ts";
import { clips, people } from "./words.ts";

interface Row {
  readonly dimension: string;
  readonly judge: JudgeAnswers;
  readonly clips: number;
}

/** Who judged what, and where answers are missing. */
export function clipsSection(
  labels: LabelTable,
  dimensions: readonly DimensionAnswers[],
  { id, numbered }: Place,
): SectionParts {
  const rows = dimensions.flatMap((answers): Row[] =>
    [...answers.models, ...answers.humans].map((judge) => ({
      dimension: answers.dimension,
      judge,
      clips: answers.clips.length,
    })),
  );
  const missing = rows.reduce((sum, row) => sum + row.clips - row.judge.answered.length, 0);
  const of = rows.reduce((sum, row) => sum + row.clips, 0);
  return sectionParts(
    id,
    "Clips and judges",
    [
      text(
        `The set “${labels.set}” holds `,
        { text: clips(labels.clips.length), hover: "Rows of the imported table." },
        ` judged for ${listed(labels.dimensions)} by ${judgesInWords(labels)}. `,
        {
          text:
            missing === 0
              ? "No answer is missing."
              : `${formatCount(missing)} of ${formatCount(of)} answers ${missing === 1 ? "is" : "are"} missing.`,
          hover: "Answers of all judges in all dimensions, on clips with a known truth.",
        },
      ),
      table<Row>({
        id,
        caption: numbered.table("Answers of each judge."),
        columns: [
          {
            id: "dimension",
            label: "Dimension",
            definition: "What was judged.",
            format: "text",
            cell: (row) => row.dimension,
          },
          {
            id: "judge",
            label: "Judge",
            definition: "Who judged.",
            format: "text",
            cell: (row) => row.judge.name,
          },
          {
            id: "kind",
            label: "Kind",
            definition: "Model or person.",
            format: "text",
            cell: (row) => (row.judge.kind === "model" ? "model" : "person"),
          },
          {
            id: "clips",
            label: "n",
            definition: "Clips with a known truth in this dimension.",
            format: "count",
            cell: (row) => row.clips,
          },
          {
            id: "answered",
            label: "Answered",
            definition: "Of them, clips with an answer: what the judge's results rest on.",
            format: "count",
            cell: (row) => row.judge.answered.length,
          },
          {
            id: "missing",
            label: "Missing",
            definition: "Clips without an answer; they count neither as right nor as wrong.",
            format: "count",
            cell: (row) => row.clips - row.judge.answered.length,
          },
        ],
        rows,
        nColumn: "clips",
      }),
    ],
    rows.flatMap(({ dimension, judge }) =>
      reportNumbers({ [`answered.${dimension}.${judge.name}`]: judge.answered.length }),
    ),
  );
}

export function judgesInWords({ judges }: LabelTable): string {
  const models = judges.filter(({ kind }) => kind === "model").map(({ name }) => name);
  const humans = judges.length - models.length;
  const machine =
    models.length === 0
      ? null
      : models.length > 1
        ? `the models ${listed(models)}`
        : models[0] === "model"
          ? "the model"
          : `the model ${models[0]}`;
  return [...(humans === 0 ? [] : [people(humans)]), ...(machine === null ? [] : [machine])].join(" and ");
}

/** Clips and answers that went in, and where the others were lost. */
export function clipsFlow(
  labels: LabelTable,
  dimensions: readonly DimensionAnswers[],
): ReportDocument["flow"] {
  const complete = dimensions.every(
    ({ withoutTruth, models, humans, clips: known }) =>
      withoutTruth === 0 && [...models, ...humans].every(({ answered }) => answered.length === known.length),
  );
  return {
    sentence: complete
      ? `${labels.clips.length === 1 ? "The one clip of the set" : `All ${clips(labels.clips.length)} of the set`} “${labels.set}” ${labels.clips.length === 1 ? "has" : "have"} a truth and an answer of every judge.`
      : `Of ${clips(labels.clips.length)} of the set “${labels.set}”, those with a known truth enter; missing answers are left out judge by judge.`,
    lines: [
      { label: `Clips of the set “${labels.set}”`, n: labels.clips.length, indent: false, strong: true },
      ...dimensions.flatMap(({ dimension, withoutTruth, clips: known, models, humans }) => [
        ...(withoutTruth === 0
          ? []
          : [
              {
                label: `lost: ${dimension} without a known truth`,
                n: withoutTruth,
                indent: true,
                strong: false,
              },
            ]),
        { label: `Clips with a known ${dimension}`, n: known.length, indent: false, strong: true },
        ...[...models, ...humans].flatMap(({ name, answered }) =>
          answered.length === known.length
            ? []
            : [
                {
                  label: `without an answer of ${name}`,
                  n: known.length - answered.length,
                  indent: true,
                  strong: false,
                },
              ],
        ),
      ]),
    ],
  };
}
