/** Complex numbers, real and imaginary parts apart. */
export interface ComplexList {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/**
 * Discrete Fourier transform of a fixed length, sum over n of x_n exp(-2 pi i k n / length): radix 2 for powers of two
 * (Cooley & Tukey 1965, Mathematics of Computation 19:297-301), Bluestein's chirp for every other length (1970, IEEE
 * Transactions on Audio and Electroacoustics 18:451-455).
 *
 * @param length from 1
 */
export function fourierTransform(length: number): (x: ComplexList) => ComplexList {
  return Number.isInteger(Math.log2(length)) ? powerOfTwo(length) : bluestein(length);
}

/** The inverse of {@link fourierTransform}, with the factor 1/length. */
export function inverseFourierTransform(length: number): (x: ComplexList) => ComplexList {
  const transform = fourierTransform(length);
  return ({ re, im }) => {
    const swapped = transform({ re: im, im: re });
    for (let i = 0; i < length; i++) {
      swapped.re[i] = (swapped.re[i] as number) / length;
      swapped.im[i] = (swapped.im[i] as number) / length;
    }
    return { re: swapped.im, im: swapped.re };
  };
}

function powerOfTwo(length: number): (x: ComplexList) => ComplexList {
  const cos = Float64Array.from({ length: length / 2 }, (_, k) => Math.cos((2 * Math.PI * k) / length));
  const sin = Float64Array.from({ length: length / 2 }, (_, k) => Math.sin((2 * Math.PI * k) / length));
  const reversed = new Uint32Array(length);
  for (let i = 1; i < length; i++)
    reversed[i] = ((reversed[i >> 1] as number) >> 1) | (i & 1 ? length >> 1 : 0);
  return (x) => {
    const re = new Float64Array(length);
    const im = new Float64Array(length);
    for (let i = 0; i < length; i++) {
      re[i] = x.re[reversed[i] as number] as number;
      im[i] = x.im[reversed[i] as number] as number;
    }
    // No lists of two numbers in the innermost loop: they would cost more than the arithmetic.
    for (let half = 1; half < length; half *= 2) {
      const stride = length / (2 * half);
      for (let start = 0; start < length; start += 2 * half) {
        for (let k = 0; k < half; k++) {
          const a = start + k;
          const b = a + half;
          const c = cos[k * stride] as number;
          const s = sin[k * stride] as number;
          const bRe = re[b] as number;
          const bIm = im[b] as number;
          const tRe = c * bRe + s * bIm;
          const tIm = c * bIm - s * bRe;
          const aRe = re[a] as number;
          const aIm = im[a] as number;
          re[a] = aRe + tRe;
          im[a] = aIm + tIm;
          re[b] = aRe - tRe;
          im[b] = aIm - tIm;
        }
      }
    }
    return { re, im };
  };
}

function bluestein(length: number): (x: ComplexList) => ComplexList {
  const size = 2 ** Math.ceil(Math.log2(2 * length - 1));
  const forward = powerOfTwo(size);
  const backward = inverseFourierTransform(size);
  // The square of k modulo twice the length keeps the angle small, and exact.
  const angle = (k: number): number => (Math.PI * ((k * k) % (2 * length))) / length;
  const chirp = {
    re: Float64Array.from({ length }, (_, k) => Math.cos(angle(k))),
    im: Float64Array.from({ length }, (_, k) => -Math.sin(angle(k))),
  };
  const filter = { re: new Float64Array(size), im: new Float64Array(size) };
  for (let k = 0; k < length; k++) {
    for (const at of k === 0 ? [0] : [k, size - k]) {
      filter.re[at] = chirp.re[k] as number;
      filter.im[at] = -(chirp.im[k] as number);
    }
  }
  const spectrum = forward(filter);
  return (x) => {
    const padded = { re: new Float64Array(size), im: new Float64Array(size) };
    const start = multiply({ re: x.re.slice(0, length), im: x.im.slice(0, length) }, chirp);
    padded.re.set(start.re);
    padded.im.set(start.im);
    const convolved = backward(multiply(forward(padded), spectrum));
    return multiply({ re: convolved.re.slice(0, length), im: convolved.im.slice(0, length) }, chirp);
  };
}

function multiply(a: ComplexList, b: ComplexList): ComplexList {
  return {
    re: a.re.map((value, i) => value * (b.re[i] as number) - (a.im[i] as number) * (b.im[i] as number)),
    im: a.re.map((value, i) => value * (b.im[i] as number) + (a.im[i] as number) * (b.re[i] as number)),
  };
}
