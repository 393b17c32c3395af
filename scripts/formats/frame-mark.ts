/** Bits of the number that each picture of a test clip carries. */
const BITS = 12;
/** Width of a bit and height of the row of bits, as shares of the picture. */
const BIT_WIDTH = 1 / 16;
const ROW_HEIGHT = 1 / 12;

const [DARK, LIGHT] = [30, 220];

/** Draws a number into the luma of a picture: a row of dark and light blocks at the lower left, lowest bit first. */
export function drawMark(
  luma: Uint8Array,
  picture: { readonly width: number; readonly height: number; readonly stride: number },
  mark: number,
): void {
  const { width, height, stride } = picture;
  const top = Math.round(height * (1 - ROW_HEIGHT));
  for (let bit = 0; bit < BITS; bit++) {
    const left = Math.round(bit * BIT_WIDTH * width);
    const right = Math.round((bit + 1) * BIT_WIDTH * width);
    const value = (mark >> bit) & 1 ? LIGHT : DARK;
    for (let y = top; y < height; y++) luma.fill(value, y * stride + left, y * stride + right);
  }
}

/** Middle of each bit's block as shares of the displayed picture, for pictures that are shown turned as well. */
export function markPlaces(rotation: 0 | 90): { readonly x: number; readonly y: number }[] {
  return Array.from({ length: BITS }, (_, bit) => {
    const [x, y] = [(bit + 0.5) * BIT_WIDTH, 1 - ROW_HEIGHT / 2];
    return rotation === 90 ? { x: 1 - y, y: x } : { x, y };
  });
}

/** The number, from the brightness (0..255) at the places of {@link markPlaces}. */
export function readMark(brightness: readonly number[]): number {
  return brightness.reduce((mark, value, bit) => mark + (value > 128 ? 1 << bit : 0), 0);
}
