import { EXPRESSION_MARKS } from "../../../shared/colors.ts";
import { EXPRESSIONS, type Expression } from "../../../shared/expression.ts";
import { counted } from "../../../shared/figures/agreement-words.ts";
import { outcomeComponents } from "../../../shared/figures/outcome-components.ts";
import { figureBlock, note, table, text, warning } from "../blocks.ts";
import { decimals, listed, percent } from "../number-words.ts";
import type { Numbering } from "../numbering.ts";
import { column, reportNumbers, type SectionParts, sectionParts } from "../section-parts.ts";
import { type ExpressionComponents, expressionComponents, type GroupPlace } from "./components.ts";
import { componentValues } from "./figure-values.ts";
import type { OutcomeData } from "./outcome-data.ts";

/** A loading from here on is named in the text. */
const NAMED = 0.3;

/** Figure 3h and table S1 of the article: principal components of the seven expressions. */
export function componentsSection(data: OutcomeData, numbered: Numbering): SectionParts {
  const result = expressionComponents(data);
  if (result === null)
    return sectionParts("components", "Two dimensions of expression", [
      warning(
        "An expression is the same in all minutes, or there are fewer than two: there are no components.",
      ),
    ]);
  const { figure, outside } = result;
  return sectionParts(
    "components",
    "Two dimensions of expression",
    [
      loadingText(result),
      figure === null
        ? warning("No group has three minutes with a face: groups cannot be placed.")
        : figureBlock({
            id: "components",
            caption: numbered.figure(
              `Minutes of the groups on the first two components (figure 3h of Steppan et al.). Above: each patient's mean, and the ellipse that would hold half of a group's minutes were they normally distributed. Below: share of a group's minutes in squares with a side of 0.5, in one scale for all groups; ${percent(outside)} of the minutes lie outside the axes.`,
            ),
            description:
              "Ellipses of the groups with patient means, and three heat maps of the groups' minutes.",
            draw: (theme) => outcomeComponents(figure, theme),
            data: componentValues(figure),
          }),
      loadingTable(result, numbered),
      eigenvalueTable(result, numbered),
      placeTable(result, numbered),
      note(
        "The seven probabilities add up to 1 in every minute, so the last eigenvalue is 0 and the loadings depend on each other: an expression can load on a component only at the cost of others. 1 − neutral would load as neutral does, with the opposite sign.",
      ),
    ],
    [
      ...reportNumbers(
        Object.fromEntries(result.eigenvalues.map((value, i) => [`pca.eigenvalue.${i + 1}`, value])),
        1e-8,
      ),
      ...reportNumbers(
        Object.fromEntries(
          EXPRESSIONS.flatMap((name, i) =>
            [0, 1].map((c) => [`pca.loading.${name}.${c + 1}`, result.loadings[i]?.[c]]),
          ),
        ),
        1e-6,
      ),
      ...reportNumbers(
        Object.fromEntries(
          result.places.flatMap(({ group, mean }) => [
            [`pca.${group}.1`, mean[0]],
            [`pca.${group}.2`, mean[1]],
          ]),
        ),
        1e-6,
      ),
    ],
  );
}

function loadingText(result: ExpressionComponents) {
  const { n, eigenvalues, loadings, kaiser } = result;
  const highest = (c: number): string =>
    listed(
      EXPRESSIONS.map((name, i) => ({ name, value: loadings[i]?.[c] ?? 0 }))
        .filter(({ value }) => Math.abs(value) >= NAMED)
        .sort((a, b) => Math.abs(b.value) - Math.abs(a.value))
        .map(({ name, value }) => `${EXPRESSION_MARKS[name].label.toLowerCase()} ${decimals(value)}`),
    ) || "no expression";
  const share = (c: number): { text: string; hover: string } => ({
    text: percent((eigenvalues[c] ?? 0) / EXPRESSIONS.length),
    hover: `Eigenvalue ${decimals(eigenvalues[c] ?? 0, 3)} of ${EXPRESSIONS.length}; correlation matrix of ${counted(n, "minute")}.`,
  });
  return text(
    `${counted(kaiser, "component")} ${kaiser === 1 ? "has" : "have"} an eigenvalue above 1; as in the article the first two are shown. The first holds `,
    share(0),
    ` of the variance (loadings from ${NAMED.toFixed(1)}: ${highest(0)}), the second `,
    share(1),
    ` (${highest(1)}).`,
  );
}

function loadingTable({ loadings, shown, n }: ExpressionComponents, numbered: Numbering) {
  type Row = { readonly name: Expression; readonly values: readonly number[] };
  return table<Row>({
    id: "loadings",
    caption: numbered.table("Loadings (table S1 of Steppan et al.)."),
    columns: [
      column(
        "expression",
        "Expression",
        "Minute mean of the probability.",
        "text",
        ({ name }) => EXPRESSION_MARKS[name].label,
      ),
      ...Array.from({ length: shown }, (_, c) =>
        column<Row>(
          `pc${c + 1}`,
          `PC${c + 1}`,
          "Weight in the component's unit vector (as R's prcomp); happy is positive on the first component, sad on the second, elsewhere the largest weight.",
          "fixed3",
          ({ values }) => values[c] ?? null,
        ),
      ),
      column("n", "n", "Minutes with a face.", "count", () => n),
    ],
    rows: EXPRESSIONS.map((name, i) => ({ name, values: loadings[i] ?? [] })),
    nColumn: "n",
  });
}

function eigenvalueTable({ eigenvalues, kaiser, n }: ExpressionComponents, numbered: Numbering) {
  const rows = eigenvalues.map((value, i) => ({
    component: i + 1,
    value,
    upTo: eigenvalues.slice(0, i + 1).reduce((sum, each) => sum + each, 0),
  }));
  return table<(typeof rows)[number]>({
    id: "eigenvalues",
    caption: numbered.table("Eigenvalues of all components."),
    columns: [
      column(
        "component",
        "Component",
        "In the order of their eigenvalues.",
        "text",
        ({ component }) => `PC${component}`,
      ),
      column(
        "eigenvalue",
        "Eigenvalue",
        "Variance of the component; 1 is that of one expression.",
        "fixed3",
        ({ value }) => value,
      ),
      column(
        "share",
        "Share",
        "Share of all variance.",
        "percent1",
        ({ value }) => value / eigenvalues.length,
      ),
      column(
        "cumulated",
        "Cumulated",
        "Share of this and the components before.",
        "percent1",
        ({ upTo }) => upTo / eigenvalues.length,
      ),
      column("n", "n", "Minutes with a face.", "count", () => n),
    ],
    rows,
    nColumn: "n",
    strong: ({ component }) => component <= kaiser,
    note: "Set apart: eigenvalue above 1.",
  });
}

function placeTable({ places }: ExpressionComponents, numbered: Numbering) {
  return table<GroupPlace>({
    id: "places",
    caption: numbered.table("Where the groups lie."),
    columns: [
      column("group", "Group", "Outcome group.", "text", ({ group }) => group),
      column("patients", "Patients", "Patients with a minute.", "count", ({ patients }) => patients),
      column("n", "Minutes", "Minutes with a face.", "count", ({ n }) => n),
      column(
        "pc1",
        "Mean",
        "Mean score on the first component; 0 is the mean of all minutes.",
        "fixed2",
        ({ mean }) => mean[0],
      ),
      column("pc1_sd", "SD", "Standard deviation of the scores.", "fixed2", ({ sd }) => sd[0]),
      column("pc2", "Mean", "Mean score on the second component.", "fixed2", ({ mean }) => mean[1]),
      column("pc2_sd", "SD", "Standard deviation of the scores.", "fixed2", ({ sd }) => sd[1]),
    ],
    rows: places,
    groups: { PC1: ["pc1", "pc1_sd"], PC2: ["pc2", "pc2_sd"] },
    nColumn: "n",
  });
}
