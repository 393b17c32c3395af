import type { Block, Cell } from "../../../shared/reports/document.ts";
import { table, text } from "../blocks.ts";
import { KAPPA_BOUNDS, kappaInterval, whyNoWidth, whyNoWords, withWidth } from "../few-cases.ts";
import { landisKoch } from "../landis-koch.ts";
import { listed } from "../number-words.ts";
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
          `${title}: Cohen's kappa ${listed([
            "with the truth",
            ...(results.modelKappas.length > 0 ? ["of models with people"] : []),
            ...(results.pairs.length > 0 ? ["of people with each other"] : []),
          ])}.`,
        ),
        n: "Clips that both answered; for pooled people answers; for a mean the clips that all of them answered.",
        ...(cohen.some(({ strong }) => strong) ? { note: "Set apart: means over the people." } : {}),
        interval: `large-sample standard error, ${KAPPA_BOUNDS}; for pooled people and means bootstrap over clips, since answers to one clip depend on each other`,
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
              note: "Set apart: all clips. On clips that were picked by whether they were coded correctly, kappa depends on the picking: where the majority is right, its answers are equal by construction. “Right or wrong” is the agreement on correct classifications of Keinert et al.",
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
                [`${id}.kappa.truth-${name}.low`]: endOf(kappa, "low"),
                [`${id}.kappa.truth-${name}.high`]: endOf(kappa, "high"),
              }),
        ),
      ),
  );
}

function endOf(kappa: Parameters<typeof kappaInterval>[0], which: "low" | "high"): number | null {
  const interval = kappaInterval(kappa);
  return typeof interval === "string" ? null : interval[which];
}

function truthRows({ judges, pooled }: DimensionResults): Row[] {
  const single = judges.filter(({ kind }) => kind === "human").length === 1;
  return [...judges, ...(pooled === null || single ? [] : [pooled])].map((judge) => {
    const { kappa, kind, resampled } = judge;
    const row = cohenRow(
      `truth – ${judge.name}`,
      `truth-${kind === "humans" ? "pooled" : judge.name}`,
      kappa,
    );
    if (kind !== "humans") return row;
    return {
      ...row,
      ...ends(resampled.kappa),
    };
  });
}

function modelRows({ modelKappas }: DimensionResults): Row[] {
  return modelKappas.flatMap(({ model, pairs, mean, clips: n, interval }) => [
    ...pairs.map(({ first, second, result }) =>
      cohenRow(`${second} – ${first}`, `${second}-${first}`, result),
    ),
    ...(pairs.length < 2
      ? []
      : [
          {
            what: `${model} – people, mean`,
            key: `${model}-people`,
            n,
            raters: pairs.length + 1,
            kappa: mean,
            why: "One of the kappas has no value.",
            ...ends(interval),
            observed: null,
            expected: null,
            strong: true,
          },
        ]),
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
  const { kappa, observed, expected } = result;
  const interval = kappaInterval(result);
  const [low, high] =
    typeof interval === "string"
      ? [
          { value: null, why: interval },
          { value: null, why: interval },
        ]
      : [interval.low, interval.high];
  return { ...base, kappa, why: "", low, high, observed, expected };
}

/** The ends of an interval by resampling, or why there is none. */
function ends(
  interval: { readonly low: number; readonly high: number } | null,
  otherwise: string = NO_RESAMPLES,
): Pick<Row, "low" | "high"> {
  const why = whyNoWidth(interval, otherwise);
  const wide = withWidth(interval);
  return { low: orWhy(wide?.low, why), high: orWhy(wide?.high, why) };
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
    return {
      ...base,
      ...{ kappa, observed, expected },
      why: "",
      ...ends(interval, `${NO_RESAMPLES} On ${clips(result.units)}.`),
    };
  });
}

/** The word for a kappa, or why it has none. */
function wordOf({ kappa, why, n, low, high }: Row): Cell {
  if (kappa === null) return { value: null, why };
  const interval = typeof low === "number" && typeof high === "number" ? { low, high } : null;
  const none = whyNoWords(n, interval);
  return none === null ? landisKoch(kappa) : { value: null, why: none };
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
        cell: (row) => wordOf(row),
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
    pairs.length === 1
      ? `The answers of ${called(model)} agree with those of ${pairs[0]?.second ?? ""} with a kappa of `
      : `The answers of ${called(model)} agree with those of the people with a mean kappa of `,
    kappaWithInterval(
      mean,
      withWidth(interval),
      `Mean of Cohen's kappas of the model with ${people(pairs.length)}; 95% interval by bootstrap over the ${clips(n)} that all of them answered.`,
    ),
    whyNoWords(n, withWidth(interval)) === null
      ? `, ${landisKoch(mean)} in the words of Landis and Koch.`
      : ".",
  );
}

function fleissText({ peopleKappas }: DimensionResults): Block {
  const part = (key: string) => {
    const found = peopleKappas.find((kappa) => kappa.key === key);
    if (!found || found.result.kappa === null) return null;
    const { result, interval, definition } = found;
    return kappaWithInterval(
      result.kappa,
      withWidth(interval),
      `Fleiss' kappa of ${people(result.raters)} on ${clips(result.units)}. ${definition}`,
    );
  };
  const parts = [
    { kappa: part("all"), of: "for their labels" },
    { kappa: part("right_or_wrong"), of: "for whether a label is right" },
  ];
  const known = parts.filter(({ kappa }) => kappa !== null);
  const without = parts.filter(({ kappa }) => kappa === null).map(({ of }) => of);
  if (known.length === 0) return text("Fleiss' kappa among the people has no value; the table says why.");
  return text(
    "Among the people Fleiss' kappa is ",
    ...known.flatMap(({ kappa, of }, i) => [i === 0 ? "" : " and ", kappa ?? "", ` ${of}`]),
    without.length === 0 ? "." : `; it has no value ${listed(without)}: the table says why.`,
  );
}
