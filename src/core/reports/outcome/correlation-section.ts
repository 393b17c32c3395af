import { counted } from "../../../shared/figures/agreement-words.ts";
import { outcomeCorrelations } from "../../../shared/figures/outcome-correlations.ts";
import { scoreLabel } from "../../../shared/figures/outcome-marks.ts";
import { formatCount, formatR } from "../../../shared/figures/statistic-text.ts";
import type { Block, Cell } from "../../../shared/reports/document.ts";
import { detectableR, smallestSignificantR } from "../../../stats/correlation-power.ts";
import { figureBlock, note, table, text, warning } from "../blocks.ts";
import { intervalText, listed, pText, rText } from "../number-words.ts";
import type { Numbering } from "../numbering.ts";
import { orWhy } from "../or-why.ts";
import { column, reportNumbers, type SectionParts, sectionParts } from "../section-parts.ts";
import { correlationValues } from "./figure-values.ts";
import type { OutcomeData } from "./outcome-data.ts";
import { VARIANTS } from "./outcome-groups.ts";
import { MEASURES, type Measure, type PersonCorrelation, personCorrelations } from "./person-correlations.ts";

const COLUMNS: Readonly<Record<Measure, string>> = {
  pre: "Pre",
  post: "Post",
  delta: "Delta",
  dropout: "Dropout",
};

/** Table 2 of the article: expression and outcome of persons. */
export function correlationSection(data: OutcomeData, numbered: Numbering): SectionParts {
  const [primary = [], all = [], pooled = []] = VARIANTS.map((variant) => personCorrelations(data, variant));
  const rows = primary.map((row, i) => ({ ...row, all: all[i], pooled: pooled[i] }));
  type Row = (typeof rows)[number];
  if (primary.every((row) => row.r === null))
    return sectionParts("persons", "Expression and outcome of persons", [warning(noneWords(primary))]);
  const r = (row: PersonCorrelation | undefined): Cell =>
    row === undefined ? null : row.r === null ? { value: null, why: row.why ?? "" } : row.r;
  const rest = (value: number | null | undefined, row: Row): Cell =>
    orWhy(value, row.why ?? "An interval needs at least four patients.");
  const cells = primary.map(({ score, measure, n, r: value, p }) => ({
    ...{ score, n, p, r: value },
    outcome: COLUMNS[measure],
  }));
  return sectionParts(
    "persons",
    "Expression and outcome of persons",
    [
      deltaText(primary),
      powerText(primary),
      figureBlock({
        id: "person-correlations",
        caption: numbered.figure(
          "Correlation of each patient's mean expression with mean ranks before and after treatment, change and dropout (table 2 of Steppan et al.).",
        ),
        description: "Heat map of Pearson correlations, expressions in rows and outcomes in columns.",
        draw: (theme) => outcomeCorrelations(cells, theme),
        data: correlationValues(cells),
      }),
      table<Row>({
        id: "person-correlations",
        caption: numbered.table(
          "Pearson correlations of persons, with the other ways of ranking beside them.",
        ),
        columns: [
          column(
            "expression",
            "Expression",
            "Mean probability over all minutes with a face of the patient.",
            "text",
            ({ score }) => scoreLabel(score),
          ),
          column(
            "outcome",
            "Outcome",
            "Mean rank pre or post (higher: worse), delta = pre − post (higher: better), or dropout (1) against the others (0).",
            "text",
            ({ measure }) => COLUMNS[measure],
          ),
          column("n", "n", "Patients with both values.", "count", ({ n }) => n),
          column("r", "r", "Pearson correlation; with dropout the point-biserial one.", "r", (row) => r(row)),
          column("low", "95% CI low", "Lower end of the 95% interval by Fisher's z.", "r", (row) =>
            rest(row.interval?.low, row),
          ),
          column("high", "95% CI high", "Upper end of the 95% interval.", "r", (row) =>
            rest(row.interval?.high, row),
          ),
          column("p", "p", "Two-sided, t test with n − 2 degrees of freedom.", "p", (row) =>
            rest(row.p, row),
          ),
          column(
            "p_bh",
            "p (BH)",
            "p adjusted for the false discovery rate (Benjamini & Hochberg) over all tests of this table; 1 − neutral takes the value of neutral, whose test it repeats.",
            "p",
            (row) => rest(row.adjusted, row),
          ),
          column(
            "r_all",
            "r (all)",
            "Correlation when dropouts take part in the ranking before treatment.",
            "r",
            (row) => r(row.all),
          ),
          column("n_all", "n (all)", "Patients of that correlation.", "count", (row) => row.all?.n ?? null),
          column(
            "r_together",
            "r (together)",
            "Correlation when scores before and after treatment are ranked together.",
            "r",
            (row) => r(row.pooled),
          ),
        ],
        rows,
        nColumn: "n",
      }),
      note(
        "The article marks r = .49 (happy, delta) with p < .02 and r = −.53 (happy, post) with p < .01. These fit n = 23 (p = .018 and .009); with the 17 patients who have an outcome they would be .046 and .029. Here n stands beside every r: only patients who have the value are counted.",
      ),
    ],
    [
      ...primary.flatMap(({ score, measure, n, r: value, interval, p, adjusted }) =>
        reportNumbers({
          [`table2.${score}.${measure}.n`]: n,
          [`table2.${score}.${measure}.r`]: value,
          [`table2.${score}.${measure}.low`]: interval?.low,
          [`table2.${score}.${measure}.high`]: interval?.high,
          [`table2.${score}.${measure}.p`]: p,
          [`table2.${score}.${measure}.p_bh`]: adjusted,
        }),
      ),
      ...[
        ...all.map((row) => ({ row, variant: "all_available" })),
        ...pooled.map((row) => ({ row, variant: "pooled_pre_post" })),
      ].flatMap(({ row, variant }) =>
        reportNumbers({ [`table2_${variant}.${row.score}.${row.measure}.r`]: row.r }),
      ),
    ],
  );
}

/** Why no expression can be correlated with any outcome. */
function noneWords(rows: readonly PersonCorrelation[]): string {
  const most = Math.max(...rows.map(({ n }) => n));
  return most < 3
    ? `A correlation needs at least three patients; ${most === 0 ? "none has" : `${counted(most, "patient")} ${most === 1 ? "has" : "have"}`} both minutes with a face and an outcome.`
    : "Expressions or outcomes are the same for all patients: there is no correlation.";
}

function deltaText(rows: readonly PersonCorrelation[]): Block {
  const own = rows.filter((row) => row.measure === "delta" && row.score !== "nonspecific" && row.r !== null);
  const [first] = own.toSorted((a, b) => Math.abs(b.r ?? 0) - Math.abs(a.r ?? 0));
  const happy = own.find((row) => row.score === "happy");
  if (first === undefined || first.r === null || first.p === null)
    return text(
      `No expression can be correlated with the change: ${rows.find((row) => row.measure === "delta")?.why ?? ""}`,
    );
  const hit = rows.filter(
    (row) => row.score !== "nonspecific" && row.adjusted !== null && row.adjusted < 0.05,
  );
  const tested = rows.filter((row) => row.score !== "nonspecific" && row.adjusted !== null).length;
  return text(
    ...(happy === undefined || happy.r === null || happy.p === null
      ? []
      : [
          "Happy and delta correlate at ",
          {
            text: `${rText(happy.r)}${intervalText(happy.interval, formatR)}, ${pText(happy.p)}`,
            hover: `Pearson over ${counted(happy.n, "patient")}; 95% interval by Fisher's z.`,
          },
          " (in the article .49). ",
        ]),
    ...(first.score === "happy"
      ? ["No expression correlates more closely with the change. "]
      : [
          `Most closely with the change goes ${scoreLabel(first.score).toLowerCase()}: `,
          {
            text: `${rText(first.r)}${intervalText(first.interval, formatR)}, ${pText(first.p)}`,
            hover: `Pearson over ${counted(first.n, "patient")}; 95% interval by Fisher's z.`,
          },
          ". ",
        ]),
    {
      text: `${hit.length === 0 ? "None" : formatCount(hit.length)} of ${counted(tested, "correlation")}`,
      hover: `Correlations of the seven expressions with ${listed(MEASURES.filter((measure) => rows.some((row) => row.measure === measure && row.r !== null)))}; p adjusted after Benjamini & Hochberg below .05.`,
    },
    ` ${hit.length < 2 ? "stays" : "stay"} below p = .05 once adjusted for their number.`,
  );
}

function powerText(rows: readonly PersonCorrelation[]): Block {
  const sizes = [...new Set(rows.filter((row) => row.r !== null).map(({ n }) => n))]
    .sort((a, b) => a - b)
    .flatMap((n) => {
      const [least, found] = [smallestSignificantR(n), detectableR(n)];
      return least === null || found === null ? [] : [{ n, least, found }];
    });
  if (sizes.length === 0)
    return text("No outcome has four patients: nothing can be said about correlations in so few.");
  return text(
    sizes.length === 1
      ? "What this number of patients can show: "
      : "What these numbers of patients can show: ",
    ...sizes.flatMap(({ n, least, found }, i) => [
      i === 0 ? "" : "; ",
      {
        text: `with n = ${n}, |r| from ${formatR(least)} has p < .05, and a true |r| of ${formatR(found)} is found with 80% power`,
        hover: "Two-sided test at .05; power by Fisher's z. The article states r > .55 for n = 23.",
      },
    ]),
    ". Smaller correlations cannot be told from none here: an interval is the better reading than a p.",
  );
}
