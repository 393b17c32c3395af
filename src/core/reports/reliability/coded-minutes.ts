import type { MinuteKey } from "../report-tables.ts";

/** A rating with an arousal. */
export interface CodedRow extends MinuteKey {
  readonly rater: string;
  readonly arousal: number;
  /** null: arousal from 3 on without an emotion. */
  readonly category: string | null;
}

/** What each rater of a minute gave; null: nothing. Raters in a fixed order. */
export interface CodedMinute extends MinuteKey {
  readonly arousal: readonly (number | null)[];
  readonly category: readonly (string | null)[];
}

/** The rows by minute, in their order; of two rows of one rater on a minute the later one counts. */
export function codedMinutes(rows: readonly CodedRow[], raters: readonly string[]): CodedMinute[] {
  const position = new Map(raters.map((rater, index) => [rater, index]));
  const minutes = new Map<
    string,
    CodedMinute & { arousal: (number | null)[]; category: (string | null)[] }
  >();
  for (const row of rows) {
    const index = position.get(row.rater);
    if (index === undefined) continue;
    const { patient, session, minute } = row;
    const key = `${patient} ${session} ${minute}`;
    const coded = minutes.get(key) ?? {
      patient,
      session,
      minute,
      arousal: raters.map(() => null),
      category: raters.map(() => null),
    };
    coded.arousal[index] = row.arousal;
    coded.category[index] = row.category;
    minutes.set(key, coded);
  }
  return [...minutes.values()];
}

/** Two raters or more gave an arousal. */
export function isDoubleCoded(minute: CodedMinute): boolean {
  return minute.arousal.filter((value) => value !== null).length >= 2;
}
