import { counted } from "../../../shared/figures/agreement-words.ts";
import { formatCount } from "../../../shared/figures/statistic-text.ts";
import { listed } from "../number-words.ts";
import { REPEATS, type SeverityDesign } from "./severity-design.ts";

/** "1 person", "32 people" */
export function people(n: number): string {
  return n === 1 ? "1 person" : `${formatCount(n)} people`;
}

/** "58 videos of 32 people" */
export function videosOf(videos: number, persons: number): string {
  return `${counted(videos, "video")} of ${people(persons)}`;
}

/** "none of 20 action units stays", "6 of 20 action units stay" */
export function unitsStay(n: number, all: number): string {
  return `${n === 0 ? "none" : n} of ${counted(all, "action unit")} ${n < 2 ? "stays" : "stay"}`;
}

/** "age, sex and whether the person was recorded before"; null: nothing is controlled for. */
export function controlled({ columns }: Pick<SeverityDesign, "columns">): string | null {
  const names = [...new Set(columns.map(({ covariate }) => covariate))];
  if (names.length === 0) return null;
  return listed(names.map((name) => (name === REPEATS ? "whether the person was recorded before" : name)));
}
