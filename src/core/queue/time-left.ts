/**
 * Work left of a job in ms; null while the number of frames or the pace is not known.
 *
 * @param framesPerSecond pace, > 0
 */
export function workLeftMs(
  framesExpected: number,
  framesDone: number,
  framesPerSecond: number | null,
): number | null {
  if (framesPerSecond === null || framesExpected <= 0) return null;
  return (Math.max(0, framesExpected - framesDone) / framesPerSecond) * 1000;
}

/**
 * Time until all work is done when each waiting job goes to the worker that is free first; null when the time of any
 * job is not known.
 *
 * @param running work left of each running job in ms, at most one a worker
 * @param waiting work of each waiting job in ms, by place in the queue
 */
export function queueLeftMs(
  running: readonly (number | null)[],
  waiting: readonly (number | null)[],
  workers: number,
): number | null {
  const freeAt: number[] = [];
  for (const ms of running) {
    if (ms === null) return null;
    freeAt.push(ms);
  }
  while (freeAt.length < workers) freeAt.push(0);
  for (const ms of waiting) {
    if (ms === null) return null;
    const first = freeAt.indexOf(Math.min(...freeAt));
    freeAt[first] = (freeAt[first] ?? 0) + ms;
  }
  return Math.max(0, ...freeAt);
}
