import type { Block } from "../../../shared/reports/document.ts";
import { table } from "../blocks.ts";
import { orWhy } from "../or-why.ts";
import { column } from "../section-parts.ts";
import { NO_KAPPA, NO_R, type PairOnArousal } from "./pair-results.ts";
import { type Context, limits } from "./section.ts";

/** Correlation, concordance and percent agreement of each pair. */
export function scaleTable({ numbered }: Context, pairs: readonly PairOnArousal[]): Block {
  type Row = PairOnArousal;
  const ofR = (row: Row): string =>
    row.pearson.r === null ? NO_R[row.pearson.reason] : "Below four minutes there is no interval.";
  const ofCcc = "Below four minutes, or where r is 0 or 1, there is no interval.";
  return table<Row>({
    id: "reliability-pair-correlation",
    caption: numbered.table(
      "Correlation, concordance and percent agreement of arousal, each pair of raters.",
    ),
    columns: [
      column("pair", "Raters", "First and second rater.", "text", (row) => row.name),
      column(
        "pearson",
        "value",
        "Product-moment correlation: blind to differences of level and spread.",
        "r",
        (row) => orWhy(row.pearson.r, ofR(row)),
      ),
      ...limits<Row>((row) => (row.pearson.r === null ? null : row.pearson.interval), {
        id: "pearson",
        label: "r",
        definition: "95% interval by Fisher's z; takes minutes as independent.",
        why: ofR,
      }),
      column("spearman", "value", "Spearman: correlation of the mean ranks.", "r", (row) =>
        orWhy(row.spearman.rho, ofR(row)),
      ),
      ...limits<Row>((row) => (row.spearman.rho === null ? null : row.spearman.interval), {
        id: "spearman",
        label: "Spearman",
        definition: "95% interval after Bonett & Wright (2000); takes minutes as independent.",
        why: ofR,
      }),
      column("ccc", "value", "Lin's concordance correlation: distance from equality.", "r", (row) =>
        orWhy(row.concordance?.ccc, ofR(row)),
      ),
      ...limits<Row>((row) => row.concordance?.interval ?? null, {
        id: "ccc",
        label: "Concordance",
        definition: "95% interval by the Z transform (Lin 1989, 2000); takes minutes as independent.",
        why: (row) => (row.pearson.r === null ? ofR(row) : ofCcc),
      }),
      column("exact", "Alike", "Minutes with the same level.", "percent1", (row) =>
        orWhy(row.shared?.pairsEqual, NO_KAPPA["no-pairs"]),
      ),
      column("within1", "Within one", "Minutes with levels at most one point apart.", "percent1", (row) =>
        orWhy(row.shared?.pairsWithinOne, NO_KAPPA["no-pairs"]),
      ),
      column("n", "Minutes", "Minutes that both raters coded.", "count", (row) => row.n),
    ],
    rows: pairs,
    groups: {
      "Pearson r": ["pearson", "pearson_low", "pearson_high"],
      "Spearman's rho": ["spearman", "spearman_low", "spearman_high"],
      Concordance: ["ccc", "ccc_low", "ccc_high"],
    },
    nColumn: "n",
    note: "low, high: 95% interval.",
  });
}

const NO_LIMITS = "Limits of agreement need two minutes or more that both coded.";

/** Differences of each pair with limits of agreement. */
export function differenceTable({ numbered }: Context, pairs: readonly PairOnArousal[]): Block {
  type Row = PairOnArousal;
  const why = (): string => NO_LIMITS;
  const byT = "takes minutes as independent.";
  return table<Row>({
    id: "reliability-bland-altman",
    caption: numbered.table("Differences of arousal, first minus second rater, with limits of agreement."),
    columns: [
      column("pair", "Raters", "First and second rater.", "text", (row) => row.name),
      column("bias", "value", "Mean of first minus second, in levels.", "fixed2", (row) =>
        orWhy(row.differences?.bias, NO_LIMITS),
      ),
      ...limits<Row>((row) => row.differences?.biasInterval ?? null, {
        id: "bias",
        label: "Bias",
        definition: `95% interval by t; ${byT}`,
        why,
        format: "fixed2",
      }),
      column("sd", "SD", "Standard deviation of the differences.", "fixed2", (row) =>
        orWhy(row.differences?.sd, NO_LIMITS),
      ),
      column("lower", "value", "Bias − 1.96 SD.", "fixed2", (row) =>
        orWhy(row.differences?.limits.low, NO_LIMITS),
      ),
      ...limits<Row>((row) => row.differences?.lowLimitInterval ?? null, {
        id: "lower",
        label: "Lower",
        definition: `95% interval of the lower limit (Bland & Altman 1999); ${byT}`,
        why,
        format: "fixed2",
      }),
      column("upper", "value", "Bias + 1.96 SD.", "fixed2", (row) =>
        orWhy(row.differences?.limits.high, NO_LIMITS),
      ),
      ...limits<Row>((row) => row.differences?.highLimitInterval ?? null, {
        id: "upper",
        label: "Upper",
        definition: `95% interval of the upper limit (Bland & Altman 1999); ${byT}`,
        why,
        format: "fixed2",
      }),
      column(
        "trend",
        "Trend",
        "Correlation of difference and mean: whether the difference grows with arousal.",
        "r",
        (row) => orWhy(row.differences?.trend, "The differences or the means do not vary."),
      ),
      column("n", "Minutes", "Minutes that both raters coded.", "count", (row) => row.n),
    ],
    rows: pairs,
    groups: {
      Bias: ["bias", "bias_low", "bias_high"],
      "Lower limit": ["lower", "lower_low", "lower_high"],
      "Upper limit": ["upper", "upper_low", "upper_high"],
    },
    nColumn: "n",
    note: "low, high: 95% interval.",
  });
}
