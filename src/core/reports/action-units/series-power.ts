import { mean } from "../../../stats/summary.ts";
import { FOURIER_FACTOR, largestFreeScale, morletTransform, paddedLength } from "../../../stats/wavelet.ts";
import type { ActionUnitSeries } from "../report-tables.ts";

/** Scales in samples; the paper's 0 is no scale. */
export const SCALES: readonly number[] = Array.from({ length: 100 }, (_, i) => i + 1);
/** A scalogram is drawn with so many cells at most. */
const CELLS = { time: 200, scale: 40 };

/** What a series holds at one scale. */
export interface ScalePower {
  readonly scale: number;
  /** |W|² over all samples, the ends padded with zeros. */
  readonly meanPower: number;
  /** Samples that no end of the series touches. */
  readonly freeSamples: number;
  /** Of |W|² and of |W| over these; null without one. */
  readonly freePower: number | null;
  readonly freeAmplitude: number | null;
}

/** A cell of a scalogram: mean power from `t` to `t2` seconds at the scales from `s` to `s2`. */
export interface ScalogramCell {
  readonly t: number;
  readonly t2: number;
  readonly s: number;
  readonly s2: number;
  readonly power: number;
}

export interface Scalogram {
  readonly durationS: number;
  readonly rateHz: number;
  readonly samples: number;
  readonly cells: readonly ScalogramCell[];
}

/** Period in seconds that a scale answers to most. */
export function periodS(scale: number, rateHz: number): number {
  return (FOURIER_FACTOR * scale) / rateHz;
}

/** Power of a series at each scale, its mean taken out. */
export function scalePowers({ values }: ActionUnitSeries): ScalePower[] {
  const n = values.length;
  const at = transformOf(values);
  return SCALES.map((scale) => {
    const { re, im } = at(scale);
    let all = 0;
    let free = 0;
    let amplitude = 0;
    let freeSamples = 0;
    for (let i = 0; i < n; i++) {
      const power = (re[i] as number) ** 2 + (im[i] as number) ** 2;
      all += power;
      if (largestFreeScale(i, n) < scale) continue;
      free += power;
      amplitude += Math.sqrt(power);
      freeSamples += 1;
    }
    return {
      scale,
      meanPower: all / n,
      freeSamples,
      freePower: freeSamples === 0 ? null : free / freeSamples,
      freeAmplitude: freeSamples === 0 ? null : amplitude / freeSamples,
    };
  });
}

/** Power over time and scale, averaged into cells that can be drawn; scales in equal steps of their logarithm. */
export function scalogram({ values, rateHz }: ActionUnitSeries): Scalogram {
  const n = values.length;
  const at = transformOf(values);
  const columns = Math.min(CELLS.time, n);
  const scales = drawnScales();
  const start = (column: number): number => Math.floor((column * n) / columns);
  const cells = scales.flatMap((scale, i) => {
    const { re, im } = at(scale);
    const s = i === 0 ? 0.5 ** 0.5 * scale : Math.sqrt(scale * (scales[i - 1] as number));
    const s2 = i === scales.length - 1 ? scale : Math.sqrt(scale * (scales[i + 1] as number));
    return Array.from({ length: columns }, (_, column) => {
      let power = 0;
      for (let k = start(column); k < start(column + 1); k++)
        power += (re[k] as number) ** 2 + (im[k] as number) ** 2;
      return {
        t: rounded(start(column) / rateHz),
        t2: rounded(start(column + 1) / rateHz),
        s: rounded(Math.max(1, s)),
        s2: rounded(s2),
        power: Number((power / (start(column + 1) - start(column))).toPrecision(3)),
      };
    });
  });
  return { durationS: n / rateHz, rateHz, samples: n, cells };
}

function transformOf(values: readonly number[]): ReturnType<typeof morletTransform> {
  const centre = mean(values);
  return morletTransform(
    values.map((value) => value - centre),
    paddedLength(values.length),
  );
}

/** Whole scales from 1 to 100, their logarithms as evenly spaced as whole numbers allow. */
function drawnScales(): number[] {
  const last = SCALES.at(-1) as number;
  const steps = Array.from({ length: CELLS.scale }, (_, i) => Math.round(last ** (i / (CELLS.scale - 1))));
  return [...new Set(steps)];
}

function rounded(value: number): number {
  return Number(value.toFixed(3));
}
