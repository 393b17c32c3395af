import { getRouteApi } from "@tanstack/react-router";
import { ATTENTION_KINDS, type AttentionKind } from "./attention.ts";
import { SORT_KEYS, type SortKey, type View } from "./session-rows.ts";

/** The table's filter and order as they stand in the address, so that going back finds them again. */
export interface StudySearch {
  readonly text?: string;
  readonly show?: AttentionKind;
  readonly sort?: SortKey;
  readonly descending?: true;
}

const oneOf = <T extends string>(values: readonly T[], value: unknown): T | undefined =>
  values.find((known) => known === value);

/** Reads the address; what it does not know is left out. */
export function parseStudySearch(search: Record<string, unknown>): StudySearch {
  const show = oneOf(ATTENTION_KINDS, search["show"]);
  const sort = oneOf(SORT_KEYS, search["sort"]);
  return {
    ...(typeof search["text"] === "string" && search["text"] !== "" ? { text: search["text"] } : {}),
    ...(show ? { show } : {}),
    ...(sort ? { sort } : {}),
    ...(search["descending"] === true ? { descending: true } : {}),
  };
}

/** The view as a search: what is as usual is left out. */
export function studySearch(view: View): StudySearch {
  return {
    ...(view.text === "" ? {} : { text: view.text }),
    ...(view.show === null ? {} : { show: view.show }),
    ...(view.sort === "session" ? {} : { sort: view.sort }),
    ...(view.descending ? { descending: true } : {}),
  };
}

const home = getRouteApi("/");

/** Filter and order of the session table, kept in the address. */
export function useView(): [View, (changes: Partial<View>) => void] {
  const search = home.useSearch();
  const navigate = home.useNavigate();
  const view: View = {
    text: search.text ?? "",
    show: search.show ?? null,
    sort: search.sort ?? "session",
    descending: search.descending ?? false,
  };
  return [view, (changes) => void navigate({ search: studySearch({ ...view, ...changes }), replace: true })];
}
