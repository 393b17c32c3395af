/** From stored luma and chroma (0..255) to red, green and blue (0..255): R = scale (Y - black) + redV (V - 128) ... */
export interface ColourMatrix {
  readonly black: number;
  readonly scale: number;
  readonly redV: number;
  readonly greenU: number;
  readonly greenV: number;
  readonly blueU: number;
}

/** Shares of red and blue in luma: ITU-R BT.601, BT.709, BT.2020. */
const LUMA_SHARES = {
  bt601: { red: 0.299, blue: 0.114 },
  bt709: { red: 0.2126, blue: 0.0722 },
  bt2020: { red: 0.2627, blue: 0.0593 },
} as const;

export type ColourStandard = keyof typeof LUMA_SHARES;

/**
 * The matrix of a standard (equations of ITU-R BT.601, same form in the others).
 *
 * @param fullRange luma 0..255 instead of 16..235 (chroma 16..240)
 */
export function colourMatrix(standard: ColourStandard, fullRange: boolean): ColourMatrix {
  const { red, blue } = LUMA_SHARES[standard];
  const green = 1 - red - blue;
  const chroma = fullRange ? 1 : 255 / 224;
  const redV = 2 * (1 - red) * chroma;
  const blueU = 2 * (1 - blue) * chroma;
  return {
    black: fullRange ? 0 : 16,
    scale: fullRange ? 1 : 255 / 219,
    redV,
    greenU: (-blue / green) * blueU,
    greenV: (-red / green) * redV,
    blueU,
  };
}
