import { momentComponents, momentSums } from "../../../stats/moment-components.ts";
import { raterPairs } from "../../../stats/pair-tables.ts";
import { totalOf } from "../../../stats/summed-statistic.ts";
import { varianceComponents } from "../../../stats/variance-components.ts";
import { sessionKey } from "../session-key.ts";
import type { CodedMinute } from "./coded-minutes.ts";
import { type DoubleCoded, minutesOf } from "./gather-reliability.ts";

/** Components over all double-coded minutes, by restricted maximum likelihood and by moments. */
export interface ComponentsResult {
  readonly likelihood:
    | ReturnType<typeof varianceComponents>
    | { readonly agreement: null; readonly reason: "no-residual" };
  readonly moments: ReturnType<typeof momentComponents>;
}

export function componentsOf(doubleCoded: DoubleCoded): ComponentsResult {
  const { raters, sessions } = doubleCoded;
  const rows = minutesOf(doubleCoded).flatMap((minute) =>
    minute.arousal.flatMap((value, i) =>
      value === null
        ? []
        : [
            {
              unit: `${sessionKey(minute)} ${minute.minute}`,
              rater: raters[i] ?? "",
              cluster: sessionKey(minute),
              value,
            },
          ],
    ),
  );
  const sums = sessions.map(({ minutes }) =>
    momentSums(
      minutes.map((minute) => minute.arousal),
      raters.length,
    ),
  );
  const moments = momentComponents(totalOf(sums), raters.length);
  const varies = minutesOf(doubleCoded).length > 1 && rows.some(({ value }) => value !== rows[0]?.value);
  return {
    // Without a residual the likelihood grows without end.
    likelihood:
      varies && differByConstants(minutesOf(doubleCoded), raters.length)
        ? { agreement: null, reason: "no-residual" }
        : varianceComponents(rows, raters.length),
    moments,
  };
}

/** Any two raters differ by the same amount in every minute. */
function differByConstants(minutes: readonly CodedMinute[], raters: number): boolean {
  return raterPairs(raters).every(([i, j]) => {
    const differences = minutes.flatMap(({ arousal }) => {
      const [a, b] = [arousal[i], arousal[j]];
      return a == null || b == null ? [] : [a - b];
    });
    return new Set(differences).size <= 1;
  });
}
