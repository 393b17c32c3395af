import { EXPRESSION_MARKS } from "../colors.ts";
import type { Confusion, CorrelationRow } from "./agreement-values.ts";
import { formatCount, formatP, formatR, formatShare } from "./statistic-text.ts";

/** Below this many rows a single r is shown with a word of caution. */
const FEW_ROWS = 30;

/** "r = .25, 95% CI .22 to .28, p < .001, n = 3,996", or why there is no r. */
export function correlationInWords(row: CorrelationRow): string {
  if (row.r === null) return `no r (n = ${formatCount(row.n)}): ${row.explanation ?? ""}`;
  const parts = [`r = ${formatR(row.r)}`];
  if (row.ciLow !== null) parts.push(`95% CI ${intervalInWords(row)}`);
  if (row.p !== null) parts.push(row.p < 0.001 ? `p ${formatP(row.p)}` : `p = ${formatP(row.p)}`);
  parts.push(`n = ${formatCount(row.n)}`);
  // A value never breaks across lines.
  return parts.map((part) => part.replaceAll(" ", "\u00a0")).join(", ");
}

/** ".22 to .28", or a dash where there is no interval. */
export function intervalInWords({ ciLow, ciHigh }: Pick<CorrelationRow, "ciLow" | "ciHigh">): string {
  return ciLow === null || ciHigh === null ? "–" : `${formatR(ciLow)} to ${formatR(ciHigh)}`;
}

/** "1 session", "60 sessions" */
export function counted(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? "" : "s"}`;
}

/** " With 3 rows this says little about other minutes."; nothing from 30 rows on. */
export function fewRowsCaution(n: number): string {
  return n < FEW_ROWS ? ` With ${counted(n, "row")} this says little about other minutes.` : "";
}

/** What the scatter plot shows: lead, result with its numbers, and what follows it. */
export function relationParts(row: CorrelationRow): { lead: string; result: string; rest: string } {
  const { ciLow, ciHigh, n } = row;
  const result = correlationInWords(row);
  if (row.r === null) return { lead: "There is ", result, rest: "" };
  const caution = fewRowsCaution(n);
  if (ciLow === null || ciHigh === null)
    return { lead: "Over all rows ", result, rest: `; too few for an interval.${caution}` };
  if (ciLow > 0) return { lead: UP, result, rest: `.${caution}` };
  if (ciHigh < 0) return { lead: DOWN, result, rest: `.${caution}` };
  return { lead: NO_RELATION, result, rest: `.${caution}` };
}

const UP = "The higher the rated arousal, the higher 1 − neutral: ";
const DOWN = "The higher the rated arousal, the lower 1 − neutral: ";
const NO_RELATION = "Arousal and 1 − neutral show no relation that can be told from none: ";

/** What the sessions show: how many have a positive r, how many an interval above zero, and the middle one. */
export function sessionsSentence(rows: readonly CorrelationRow[]): string {
  const values = rows.flatMap((row) => (row.r === null ? [] : [row.r])).sort((a, b) => a - b);
  const median = medianOfSorted(values);
  if (median === null) return "No rated session has enough rows that vary for an r; the table says why.";
  const positive = values.filter((r) => r > 0).length;
  const above = rows.filter((row) => row.ciLow !== null && row.ciLow > 0).length;
  const without = rows.length - values.length;
  const sessions = `Of ${counted(rows.length, "rated session")}`;
  if (rows.length === 1) return `The one rated session has r = ${formatR(median)}.`;
  const [positives, aboves] = [positive, above].map((count) => (count === 0 ? "none" : formatCount(count)));
  if (without === 0)
    return `${sessions}, ${positives} ${positive === 1 ? "has" : "have"} a positive r, ${aboves} with an interval above zero; the median r is ${formatR(median)}.`;
  const rest = `In ${formatCount(without)} there is no r; the table says why.`;
  if (values.length === 1) return `${sessions}, one has an r: ${formatR(median)}. ${rest}`;
  return `${sessions}, ${formatCount(values.length)} have an r: ${positives} of them ${positive === 1 ? "is" : "are"} positive, ${aboves} with an interval above zero; their median is ${formatR(median)}. ${rest}`;
}

/** How often rater and machine name the same, and what the machine names most often. */
export function confusionSentence(confusion: Confusion): string {
  const { n, same, comparable, kind } = confusion;
  if (n === 0) {
    return kind === "seven"
      ? "No row has an emotion or a low arousal to compare."
      : "No row has an emotion to compare.";
  }
  const agreement =
    comparable === 0
      ? "No row has a counterpart among the expressions"
      : `Rater and machine name the same in ${formatCount(same)} of ${counted(comparable, "row")} that can be compared (${formatShare(same / comparable)})`;
  const sums = confusion.columns.map((expression, j) => ({
    expression,
    count: confusion.counts.reduce((sum, line) => sum + (line[j] ?? 0), 0),
  }));
  const top = sums.reduce((best, entry) => (entry.count > best.count ? entry : best));
  const label = EXPRESSION_MARKS[top.expression].label.toLowerCase();
  return `${agreement}; the machine's strongest is ${label} in ${formatCount(top.count)} of ${counted(n, "row")} (${formatShare(top.count / n)}).`;
}

/** Raters whose codes declare their ratings to be made up; said plainly wherever their numbers are shown. */
export function syntheticNotice(raters: readonly string[]): string | null {
  const synthetic = raters.filter((rater) => rater.toUpperCase().startsWith("SYNTHETIC"));
  if (synthetic.length === 0) return null;
  const who = synthetic.join(", ");
  const rest =
    synthetic.length === raters.length
      ? "No number in this report says anything about people."
      : "Numbers that include them say nothing about people.";
  return `The ratings of ${who} are synthetic: a program made them, nobody watched a session. ${rest}`;
}

function medianOfSorted(values: readonly number[]): number | null {
  const low = values[Math.floor((values.length - 1) / 2)];
  const high = values[Math.floor(values.length / 2)];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}
