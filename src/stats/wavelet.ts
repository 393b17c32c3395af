import { type ComplexList, fourierTransform, inverseFourierTransform } from "./fourier.ts";

/** Nondimensional frequency of the Morlet wavelet: about six oscillations within it. */
const OMEGA_0 = 6;

/** Period of the Fourier component that a scale of 1 answers to most (Torrence & Compo 1998, table 1): 1.033. */
export const FOURIER_FACTOR = (4 * Math.PI) / (OMEGA_0 + Math.sqrt(2 + OMEGA_0 ** 2));

/**
 * Length with zeros appended so that the ends of a series do not touch: the power of two nearest to it on a logarithmic
 * scale, doubled, as in the authors' program.
 */
export function paddedLength(n: number): number {
  return 2 ** (Math.trunc(Math.log2(n) + 0.4999) + 1);
}

/**
 * Continuous wavelet transform with the complex Morlet wavelet, omega 6, of unit energy at each scale (Torrence & Compo
 * 1998, Bulletin of the American Meteorological Society 79:61-78, equations 3 to 6); unit of time and scale: one sample.
 * Within sqrt(2) times the scale of an end of the series (the cone of influence) values are touched by the end. At
 * scales of 1 or 2 samples the wavelet lies partly beyond the highest frequency there is: defined, but without meaning.
 *
 * @param series finite; its mean should be taken out first
 * @param length number of samples to transform, zeros appended: the series' own (its ends then meet) or more
 * @returns for a scale above 0 the transform at each sample of the series
 * @throws RangeError for a length below the series'
 */
export function morletTransform(series: readonly number[], length: number): (scale: number) => ComplexList {
  const n = series.length;
  if (length < n) throw new RangeError(`A series of ${n} samples does not fit into ${length}.`);
  const padded = new Float64Array(length);
  padded.set(series);
  const spectrum = fourierTransform(length)({ re: padded, im: new Float64Array(length) });
  const inverse = inverseFourierTransform(length);
  return (scale) => {
    const norm = Math.sqrt(2 * Math.PI * scale) * Math.PI ** -0.25;
    const filtered = { re: new Float64Array(length), im: new Float64Array(length) };
    for (let k = 1; k <= length / 2; k++) {
      const distance = (scale * 2 * Math.PI * k) / length - OMEGA_0;
      // From here on the exponential is below the smallest double.
      if (distance > 39) break;
      const daughter = norm * Math.exp(-(distance ** 2) / 2);
      filtered.re[k] = daughter * (spectrum.re[k] as number);
      filtered.im[k] = daughter * (spectrum.im[k] as number);
    }
    const { re, im } = inverse(filtered);
    return { re: re.slice(0, n), im: im.slice(0, n) };
  };
}

/**
 * Cone of influence: the largest scale at which a sample of a series of length n is not touched by an end, its distance
 * from the nearer end divided by the e-folding time of a scale of 1, sqrt(2) (Torrence & Compo 1998, table 1).
 *
 * @param sample 0..n - 1
 */
export function largestFreeScale(sample: number, n: number): number {
  return Math.min(sample, n - 1 - sample) / Math.SQRT2;
}
