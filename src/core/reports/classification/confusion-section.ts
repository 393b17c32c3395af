import { counted } from "../../../shared/figures/agreement-words.ts";
import { classConfusion } from "../../../shared/figures/class-confusion.ts";
import { formatCount } from "../../../shared/figures/statistic-text.ts";
import type { Block } from "../../../shared/reports/document.ts";
import { figureBlock, table, text } from "../blocks.ts";
import { countValues } from "../drawn-values.ts";
import { FEWEST_OF_CLASS } from "../few-cases.ts";
import { percent } from "../number-words.ts";
import { type SectionParts, sectionParts } from "../section-parts.ts";
import type { DimensionResults } from "./dimension-results.ts";
import type { JudgeMeasures } from "./judge-measures.ts";
import type { Place } from "./place.ts";
import { atStart, called, slug } from "./words.ts";

/** What is taken for what, each model and the people together (Keinert et al., figures 3 and 4). */
export function confusionSection(results: DimensionResults, { id, title, numbered }: Place): SectionParts {
  const { answers, pooled, judges } = results;
  const shown = [...judges.filter(({ kind }) => kind === "model"), ...(pooled === null ? [] : [pooled])];
  return sectionParts(
    `${id}-confusion`,
    `${title}: what is taken for what`,
    shown.flatMap((judge): Block[] => {
      const who = judge.kind === "humans" ? "people" : slug(judge.name);
      return [
        confusionText(judge, answers.classes),
        figureBlock({
          id: `${id}-confusion-${who}`,
          caption: numbered.figure(`${title}: answers of ${called(judge.name)} by the truth of the clip.`),
          description:
            "Heat map: a row for each true class, a column for each class named, shaded by the share of the row; counts in the cells.",
          draw: (theme) =>
            classConfusion({ classes: answers.classes, groups: answers.groups, counts: judge.counts }, theme),
          data: countValues(answers.classes, answers.classes, judge.counts, {
            row: "true class",
            column: "class named",
          }),
        }),
        table({
          id: `${id}-confusion-counts-${who}`,
          caption: numbered.table(`${title}: answers of ${called(judge.name)}, counts.`),
          columns: [
            {
              id: "truth",
              label: "Truth",
              definition: "True class of the clip.",
              format: "text",
              cell: (row) => row.name,
            },
            {
              id: "n",
              label: "n",
              definition: "Answers to clips of the class.",
              format: "count",
              cell: (row) => row.counts.reduce((sum, count) => sum + count, 0),
            },
            ...answers.classes.map((name, c) => ({
              id: `named_${name}`,
              label: name,
              definition: `Answers that name ${name}.`,
              format: "count" as const,
              cell: (row: { readonly counts: readonly number[] }) => row.counts[c] ?? 0,
            })),
          ],
          rows: judge.counts.map((counts, i) => ({ name: answers.classes[i] ?? "", counts })),
          nColumn: "n",
        }),
      ];
    }),
  );
}

/** The three confusions that take the largest part of a class, of classes with enough answers for a share. */
function confusionText(judge: JudgeMeasures, classes: readonly string[]): Block {
  const errors = judge.counts.flatMap((line, i) => {
    const n = line.reduce((sum, count) => sum + count, 0);
    return line.flatMap((count, j) =>
      i === j || count === 0 || n < FEWEST_OF_CLASS ? [] : [{ i, j, count, n }],
    );
  });
  const largest = errors.sort((a, b) => b.count / b.n - a.count / a.n || b.count - a.count).slice(0, 3);
  const wrong = judge.n - judge.correct;
  if (wrong === 0) return text(`${atStart(judge.name)}: every answer names the truth.`);
  const missed = `${atStart(judge.name)}: ${formatCount(wrong)} of ${counted(judge.n, "answer")} ${wrong === 1 ? "does" : "do"} not name the truth.`;
  if (largest.length === 0)
    return text(`${missed} No class with ${FEWEST_OF_CLASS} answers or more is taken for another.`);
  return text(
    `${missed} Most of a class goes to another in `,
    ...largest.flatMap(({ i, j, count, n }, at) => [
      ...(at === 0 ? [] : [at === largest.length - 1 ? " and " : ", "]),
      {
        text: `${classes[i]} named ${classes[j]} (${percent(count / n)})`,
        hover: `${count} of ${counted(n, "answer")} to clips of ${classes[i]}.`,
      },
    ]),
    ".",
  );
}
