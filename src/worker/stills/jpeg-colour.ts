import type { ColourMatrix } from "../picture/colour.ts";

/** From a picture's luma and chroma to those of a JPEG (ITU-T T.871: BT.601, all three 0..255). */
export interface JpegColour {
  /** Y = lumaY (y - black) + lumaU (u - 128) + lumaV (v - 128), and so on; grey has no chroma in any standard. */
  readonly black: number;
  readonly lumaY: number;
  readonly lumaU: number;
  readonly lumaV: number;
  readonly blueU: number;
  readonly blueV: number;
  readonly redU: number;
  readonly redV: number;
}

const RED = 0.299;
const BLUE = 0.114;
const GREEN = 1 - RED - BLUE;

export function jpegColour({ black, scale, redV, greenU, greenV, blueU }: ColourMatrix): JpegColour {
  const lumaU = GREEN * greenU + BLUE * blueU;
  const lumaV = RED * redV + GREEN * greenV;
  const toBlue = 1 / (2 * (1 - BLUE));
  const toRed = 1 / (2 * (1 - RED));
  return {
    black,
    lumaY: scale,
    lumaU,
    lumaV,
    blueU: toBlue * (blueU - lumaU),
    blueV: toBlue * -lumaV,
    redU: toRed * -lumaU,
    redV: toRed * (redV - lumaV),
  };
}
