/** Turns rows of `width` scores into probabilities in place: exp(score) over its sum, with the largest taken off first. */
export function softmaxRows(values: Float32Array, width: number): void {
  for (let at = 0; at < values.length; at += width) {
    let largest = Number.NEGATIVE_INFINITY;
    for (let k = 0; k < width; k++) largest = Math.max(largest, values[at + k] as number);
    let sum = 0;
    for (let k = 0; k < width; k++) sum += Math.exp((values[at + k] as number) - largest);
    for (let k = 0; k < width; k++) values[at + k] = Math.exp((values[at + k] as number) - largest) / sum;
  }
}
