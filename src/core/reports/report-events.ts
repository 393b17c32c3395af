import type { Progress } from "./desk/followed-work.ts";

/** Progress, and then the result, as events. */
export async function* eventsOf<Result, Last>(
  work: AsyncGenerator<Progress, Result>,
  last: (result: Result) => Last,
): AsyncGenerator<({ kind: "progress" } & Progress) | Last> {
  try {
    for (;;) {
      const next = await work.next();
      if (next.done) {
        yield last(next.value);
        return;
      }
      yield { kind: "progress", ...next.value };
    }
  } finally {
    await work.return(undefined as Result);
  }
}
