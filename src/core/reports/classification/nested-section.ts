import { table, text, warning } from "../blocks.ts";
import { listed, percent } from "../number-words.ts";
import { orWhy } from "../or-why.ts";
import { reportNumbers, type SectionParts, sectionParts } from "../section-parts.ts";
import type { Nesting } from "./class-order.ts";
import type { NestedAnswers } from "./nested-dimension.ts";
import type { Place } from "./place.ts";
import { capital, clips } from "./words.ts";

const NONE = "No clip has both answers.";

/** The coarser label as it was given and as it follows from the finer one: valence from emotion. */
export function nestedSection(
  { fine, coarse }: Nesting,
  rows: readonly NestedAnswers[],
  { id, numbered }: Place,
): SectionParts {
  const contradictions = rows.reduce((sum, row) => sum + row.contradictions, 0);
  const answers = rows.reduce((sum, row) => sum + row.n, 0);
  const ungrouped = rows.filter(({ withoutGroup }) => withoutGroup > 0);
  const share = (count: number, n: number) => orWhy(count / n, NONE);
  return sectionParts(
    id,
    `${capital(coarse)} that follows from ${fine}`,
    [
      text(
        `In the truth every ${fine} has one ${coarse}, so a judge's ${coarse} also follows from its ${fine}. The two contradict each other in `,
        {
          text: answers === 0 ? "no answer" : `${percent(contradictions / answers)} of the answers`,
          hover: `${contradictions} of ${answers} answers of all judges with both labels.`,
        },
        ". The tables above use the labels as they were given.",
      ),
      ungrouped.length === 0
        ? null
        : warning(
            `${listed(ungrouped.map(({ judge, withoutGroup }) => `${judge} (${clips(withoutGroup)})`))} named a label of ${fine} that is the truth of no clip: no ${coarse} follows from it, and these answers are left out here.`,
          ),
      table<NestedAnswers>({
        id,
        caption: numbered.table(`${capital(coarse)} as given and as it follows from ${fine}.`),
        columns: [
          {
            id: "judge",
            label: "Judge",
            definition: "Who answered.",
            format: "text",
            cell: (row) => row.judge,
          },
          {
            id: "n",
            label: "n",
            definition: `Clips with a known ${coarse} on which the judge gave both labels.`,
            format: "count",
            cell: (row) => row.n,
          },
          {
            id: "contradictions",
            label: "Contradictions",
            definition: `Answers whose ${coarse} is not that of the ${fine} named.`,
            format: "count",
            cell: (row) => row.contradictions,
          },
          {
            id: "contradiction_share",
            label: "of n",
            definition: "Share of contradictions.",
            format: "percent1",
            cell: (row) => share(row.contradictions, row.n),
          },
          {
            id: "given_accuracy",
            label: "Right as given",
            definition: `Share of answers whose ${coarse} as given is the true one.`,
            format: "percent1",
            cell: (row) => share(row.givenRight, row.n),
          },
          {
            id: "derived_accuracy",
            label: `Right from ${fine}`,
            definition: `Share of answers whose ${fine} belongs to the true ${coarse}.`,
            format: "percent1",
            cell: (row) => share(row.derivedRight, row.n),
          },
        ],
        rows,
        nColumn: "n",
      }),
    ],
    rows.flatMap(({ judge, n, contradictions: count, givenRight, derivedRight }) =>
      reportNumbers({
        [`nested.${fine}-${coarse}.${judge}.contradictions`]: count,
        [`nested.${fine}-${coarse}.${judge}.given`]: givenRight / n,
        [`nested.${fine}-${coarse}.${judge}.derived`]: derivedRight / n,
      }),
    ),
  );
}
