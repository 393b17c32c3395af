/**
 * Share of the time above a threshold in which the face could be read: ms above it, divided by the length of the minute
 * times the share of its frames with a result. At most 1, since frames do not last equally long.
 *
 * @param lengthMs of the minute, as far as it was analysed
 * @returns 0..1; 0 where no frame has a result
 */
export function shareAbove(msAbove: number, lengthMs: number, nFrames: number, nUsed: number): number {
  if (nUsed === 0 || nFrames === 0 || lengthMs <= 0) return 0;
  return Math.min(1, (msAbove * nFrames) / (lengthMs * nUsed));
}
