import type { ActionUnitSeries, ActionUnitTable } from "../../src/core/reports/report-tables.ts";
import { drawer } from "../../src/stats/bootstrap.ts";

const STEPS = 1_000_000;

/**
 * Made-up series of some units for every video: noise from a seed, and in the first unit an oscillation with a period of
 * about 30 samples, the stronger the higher the severity.
 */
export function syntheticSeries(
  { videos }: ActionUnitTable,
  {
    units,
    samples,
    seed,
  }: { readonly units: readonly string[]; readonly samples: number; readonly seed: number },
): ActionUnitSeries[] {
  const draw = drawer(seed);
  return videos.flatMap(({ video, severity }) =>
    units.map((unit, at) => ({
      video,
      unit,
      rateHz: 30,
      values: Array.from({ length: samples }, (_, i) => {
        const noise = draw(STEPS) / STEPS - 0.5;
        const rhythm = at === 0 ? ((severity ?? 0) / 63) * Math.sin((2 * Math.PI * i) / 30) : 0;
        return 0.5 + 0.2 * noise + 0.2 * rhythm;
      }),
    })),
  );
}
