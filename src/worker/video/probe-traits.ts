import type { Probe } from "../../shared/contract/media.ts";

/** What is particular about a file and how it is treated, in words; nothing here hinders its use. */
export function traitsOf(
  facts: Pick<Probe, "rotation" | "pixelAspect" | "interlaced" | "variableFrameRate">,
): string[] {
  const traits: string[] = [];
  if (facts.rotation !== 0) {
    traits.push(`The pictures are stored turned by ${facts.rotation}°; they are shown and analysed upright.`);
  }
  if (Math.abs(facts.pixelAspect - 1) > 0.001) {
    traits.push(
      `The stored pixels are oblong (${facts.pixelAspect.toFixed(2)} : 1); pictures are shown and analysed in their true shape.`,
    );
  }
  if (facts.interlaced) {
    traits.push(
      "The pictures are interlaced: each holds two instants in alternate lines. The analysis reads both together; a playback copy is deinterlaced.",
    );
  }
  if (facts.variableFrameRate) {
    traits.push("The frame rate varies: every picture keeps the time that the file states for it.");
  }
  return traits;
}
