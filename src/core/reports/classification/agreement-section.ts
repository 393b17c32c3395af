import type { Block, Cell } from "../../../shared/reports/document.ts";
import { table, text } from "../blocks.ts";
import { landisKoch } from "../landis-koch.ts";
import { orWhy } from "../or-why.ts";
import { reportNumbers, type SectionParts, sectionParts } from "../section-parts.ts";
import type { DimensionResults } from "./dimension-results.ts";
import type { Place } from "./place.ts";
import { atStart, called, clips, kappaWithInterval, NO_KAPPA, NO_RESAMPLES, people } from "./words.ts";

interface Row {
  readonly what: string;
  readonly key: string;
  readonly n: number;
  readonly raters: number;
  readonly kappa: number | null;
  readonly why: string;
  readonly low: Cell;
  readonly high: Cell;
  readonly observed: number | null;
  readonly expected: number | null;
  readonly strong: boolean;
}

/** Agreement beyond chance: with the truth, of models with people, and among the people. */
export function agreementSection(results: DimensionResults, { id, title, numbered }: Place): SectionParts {
  const cohen = [...truthRows(results), ...modelRows(results), ...pairRows(results)];
  const fleiss = fleissRows(results);
  const people = results.answers.humans.length;
  return sectionParts(
    `${id}-agreement`,
    `${title}: agreement beyond chance`,
    [
      ...results.modelKappas.map((kappa) => meanText(kappa)),
      kappaTable(cohen, {
        id: `${id}-kappa`,
        caption: numbered.table(
          `${title}: Cohen's kappa with the truth, of models with people, and of people.`,
        ),
        n: "Clips that both answered; for pooled people answers; for a mean the clips that all of them answered.",
        interval:
          "large-sample standard error; for pooled people and means bootstrap over clips, since answers to one clip depend on each other",
      }),
      ...(people < 2
        ? [text("Agreement among people needs two of them or more.")]
        : [
            fleissText(results),
            kappaTable(fleiss, {
              id: `${id}-fleiss`,
              caption: numbered.table(`${title}: Fleiss' kappa among the people.`),
              n: "Clips that all people answered.",
              interval: "bootstrap over clips",
              note: "On clips that were picked by whether they were coded correctly, kappa depends on the picking: where the majority is right, its answers are equal by construction. “Right or wrong” is the agreement on correct classifications of Keinert et al.",
            }),
          ]),
    ],
    [...cohen, ...fleiss]
      .flatMap(({ key, kappa, n }) =>
        reportNumbers({ [`${id}.kappa.${key}`]: kappa, [`${id}.kappa.${key}.n`]: n }),
      )
      .concat(
        results.judges.flatMap(({ name, kappa }) =>
          kappa.kappa === null
            ? []
            : reportNumbers({
                [`${id}.kappa.truth-${name}.low`]: kappa.interval.low,
                [`${id}.kappa.truth-${name}.high`]: kappa.interval.high,
              }),
        ),
      ),
  );
}

function truthRows({ judges, pooled }: DimensionResults): Row[] {
  return [...judges, ...(pooled === null ? [] : [pooled])].map((judge) => {
    const { kappa, kind, resampled } = judge;
    const row = cohenRow(
      `truth – ${judge.name}`,
      `truth-${kind === "humans" ? "pooled" : judge.name}`,
      kappa,
    );
    if (kind !== "humans") return row;
    return {
      ...row,
      low: orWhy(resampled.kappa?.low, NO_RESAMPLES),
      high: orWhy(resampled.kappa?.high, NO_RESAMPLES),
    };
  });
}

function modelRows({ modelKappas }: DimensionResults): Row[] {
  return modelKappas.flatMap(({ model, pairs, mean, clips: n, interval }) => [
    ...pairs.map(({ first, second, result }) =>
      cohenRow(`${second} – ${first}`, `${second}-${first}`, result),
    ),
    {
      what: `${model} – people, mean`,
      key: `${model}-people`,
      n,
      raters: pairs.length + 1,
      kappa: mean,
      why: "One of the kappas has no value.",
      low: orWhy(interval?.low, NO_RESAMPLES),
      high: orWhy(interval?.high, NO_RESAMPLES),
      observed: null,
      expected: null,
      strong: true,
    },
  ]);
}

function pairRows({ pairs }: DimensionResults): Row[] {
  return pairs.map(({ first, second, result }) =>
    cohenRow(`${first} – ${second}`, `${first}-${second}`, result),
  );
}

function cohenRow(what: string, key: string, result: DimensionResults["pairs"][number]["result"]): Row {
  const base = { what, key, n: result.n, raters: 2, strong: false };
  if (result.kappa === null) {
    const why = NO_KAPPA[result.reason];
    const none = { value: null, why };
    return { ...base, kappa: null, why, low: none, high: none, observed: null, expected: null };
  }
  const { kappa, observed, expected, interval } = result;
  return { ...base, kappa, why: "", low: interval.low, high: interval.high, observed, expected };
}

function fleissRows({ peopleKappas }: DimensionResults): Row[] {
  return peopleKappas.map(({ key, what, result, interval }) => {
    const base = {
      what,
      key: `fleiss.${key}`,
      n: result.units,
      raters: result.raters,
      strong: key === "all",
    };
    if (result.kappa === null) {
      const why = NO_KAPPA[result.reason];
      const none = { value: null, why };
      return { ...base, kappa: null, why, low: none, high: none, observed: null, expected: null };
    }
    const { kappa, observed, expected } = result;
    const few = `${NO_RESAMPLES} On ${clips(result.units)}.`;
    return {
      ...base,
      ...{ kappa, observed, expected },
      why: "",
      low: orWhy(interval?.low, few),
      high: orWhy(interval?.high, few),
    };
  });
}

function kappaTable(
  rows: readonly Row[],
  words: {
    readonly id: string;
    readonly caption: string;
    readonly n: string;
    readonly interval: string;
    readonly note?: string;
  },
): Block {
  return table<Row>({
    id: words.id,
    caption: words.caption,
    columns: [
      {
        id: "between",
        label: "Between",
        definition: "Whose answers are compared, or on which clips.",
        format: "text",
        cell: (row) => row.what,
      },
      { id: "n", label: "n", definition: words.n, format: "count", cell: (row) => row.n },
      {
        id: "kappa",
        label: "κ",
        definition:
          "Agreement beyond chance: (observed − expected) / (1 − expected); 1 complete, 0 as by chance.",
        format: "r",
        cell: (row) => orWhy(row.kappa, row.why),
      },
      {
        id: "low",
        label: "95% CI low",
        definition: `Lower end of the 95% interval: ${words.interval}.`,
        format: "r",
        cell: (row) => row.low,
      },
      {
        id: "high",
        label: "95% CI high",
        definition: "Upper end of the 95% interval.",
        format: "r",
        cell: (row) => row.high,
      },
      {
        id: "observed",
        label: "Observed",
        definition: "Share of equal answers; with several people of equal pairs of answers.",
        format: "percent1",
        cell: (row) =>
          row.strong && row.observed === null
            ? { value: null, why: "Given for each pair." }
            : orWhy(row.observed, row.why),
      },
      {
        id: "expected",
        label: "Expected",
        definition: "Share of equal answers by chance, from how often each class was named.",
        format: "percent1",
        cell: (row) =>
          row.strong && row.expected === null
            ? { value: null, why: "Given for each pair." }
            : orWhy(row.expected, row.why),
      },
      {
        id: "words",
        label: "In words",
        definition:
          "Landis & Koch 1977: below 0 poor, to .20 slight, to .40 fair, to .60 moderate, to .80 substantial, above almost perfect.",
        format: "text",
        cell: (row) => (row.kappa === null ? { value: null, why: row.why } : landisKoch(row.kappa)),
      },
    ],
    rows,
    nColumn: "n",
    strong: (row) => row.strong,
    ...(words.note === undefined ? {} : { note: words.note }),
  });
}

function meanText({
  model,
  mean,
  pairs,
  interval,
  clips: n,
}: DimensionResults["modelKappas"][number]): Block {
  if (mean === null)
    return text(`${atStart(model)} and the people: there is no mean kappa; the table says why.`);
  return text(
    `The answers of ${called(model)} agree with those of the people with a mean kappa of `,
    kappaWithInterval(
      mean,
      interval,
      `Mean of Cohen's kappas of the model with ${people(pairs.length)}; 95% interval by bootstrap over the ${clips(n)} that all of them answered.`,
    ),
    `, ${landisKoch(mean)} in the words of Landis and Koch.`,
  );
}

function fleissText({ peopleKappas }: DimensionResults): Block {
  const part = (key: string) => {
    const found = peopleKappas.find((kappa) => kappa.key === key);
    if (!found || found.result.kappa === null) return "no kappa";
    const { result, interval, definition } = found;
    return kappaWithInterval(
      result.kappa,
      interval,
      `Fleiss' kappa of ${people(result.raters)} on ${clips(result.units)}. ${definition}`,
    );
  };
  return text(
    "Among the people Fleiss' kappa is ",
    part("all"),
    " for their labels and ",
    part("right_or_wrong"),
    " for whether a label is right.",
  );
}
