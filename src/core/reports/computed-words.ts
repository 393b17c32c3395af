import type { ReportDocument } from "../../shared/reports/document.ts";
import { listed } from "./number-words.ts";

/**
 * What computed the numbers, as a sentence for the methods. It says that R can compute them again, not that anybody did.
 *
 * @param packages of R, beyond base R, that numbers of this very report need
 */
export function computedWords(
  { name, version }: ReportDocument["program"],
  packages: readonly string[] = [],
): string {
  const needed = packages.length === 0 ? "" : ` with ${listed(packages)}`;
  return `Computed with ${name} ${version}; the numbers can be computed again in R${needed} (script analysis.R).`;
}
