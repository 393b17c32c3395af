import { useQuery } from "@tanstack/react-query";
import { orpc } from "../app/client.ts";
import { needs } from "../study/attention.ts";

/** Whether there are rated sessions that the session table's filter "not analysed" would show. */
export function useRatedNotAnalysed(): boolean {
  const sessions = useQuery(orpc.sessions.list.queryOptions()).data ?? [];
  return sessions.some(
    (session) =>
      needs("not-analysed", session) &&
      session.ratings.some(({ rated, incomplete }) => rated + incomplete > 0),
  );
}
