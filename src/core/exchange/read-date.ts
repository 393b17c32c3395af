import { sessionDateSchema } from "../../shared/names.ts";

/**
 * A day as spreadsheets write it: 2026-01-31 or 31.01.2026. Dates with slashes are refused, since 01/02/2026 is
 * read as two different days in London and New York.
 *
 * @returns the day in ISO 8601, or null when it is none
 */
export function readDate(text: string): string | null {
  const german = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text);
  const iso = german ? `${german[3]}-${german[2]?.padStart(2, "0")}-${german[1]?.padStart(2, "0")}` : text;
  return sessionDateSchema.safeParse(iso).success ? iso : null;
}
