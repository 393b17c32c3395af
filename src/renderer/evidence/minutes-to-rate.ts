import type { Session } from "../../shared/contract/sessions.ts";

/** Minutes of a session that a rater has finished, not ratable ones among them, and those that are left. */
export function minutesStillToRate(
  { minutes, ratings }: Pick<Session, "minutes" | "ratings">,
  code: string,
): { readonly rated: number; readonly left: number } {
  const progress = ratings.find(({ rater }) => rater === code);
  const rated = progress === undefined ? 0 : progress.rated + progress.notRatable;
  // Imported ratings may be of minutes that the linked video does not have.
  return { rated, left: Math.max(0, minutes - rated) };
}
