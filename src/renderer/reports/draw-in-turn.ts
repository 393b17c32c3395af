let last: Promise<void> = Promise.resolve();

const pageTurn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** Draws one figure after the other; in between the page takes keys and clicks. A failure ends its own drawing only. */
export function drawInTurn(draw: () => Promise<void>): Promise<void> {
  const drawn = last.then(pageTurn).then(draw);
  last = drawn.catch(() => undefined);
  return drawn;
}
