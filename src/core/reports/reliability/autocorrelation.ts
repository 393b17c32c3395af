import { mean } from "../../../stats/summary.ts";
import type { DoubleCoded } from "./gather-reliability.ts";

/**
 * How the mean of the raters in a minute goes with that of the next, around the session's mean: products of neighbours
 * over the sum of squares (Chatfield 2004, The analysis of time series, 4.1). null: no neighbours, or no variation.
 */
export function autocorrelationOf({ sessions }: DoubleCoded): number | null {
  let [products, squares, neighbours] = [0, 0, 0];
  for (const { minutes } of sessions) {
    const levels = minutes.map(({ arousal }) => mean(arousal.filter((value) => value !== null)));
    const centre = mean(levels);
    for (const [i, level] of levels.entries()) {
      squares += (level - centre) ** 2;
      const next = levels[i + 1];
      if (next === undefined || (minutes[i + 1]?.minute ?? 0) !== (minutes[i]?.minute ?? 0) + 1) continue;
      products += (level - centre) * (next - centre);
      neighbours += 1;
    }
  }
  return neighbours > 0 && squares > 0 ? products / squares : null;
}
