import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { orpc, queryClient, refreshEverything } from "../app/client.ts";
import { useStudy } from "../app/study.ts";

/** Ratings come about once a minute and rater; asking costs next to nothing. */
const ASKED_EVERY_MS = 3_000;

/**
 * Number of the newest change of the study's data, by whomever it was made; undefined until it is known. Asked for as
 * long as the window is seen. What the reports lack is asked again after a change, and everything when another window
 * has opened another study.
 */
export function useNewestChange(): number | undefined {
  const { study } = useStudy();
  const { data } = useQuery(
    orpc.reports.changes.queryOptions({
      staleTime: 0,
      refetchInterval: ASKED_EVERY_MS,
      refetchOnWindowFocus: "always",
    }),
  );
  const newest = data?.newest;
  useEffect(() => {
    if (newest !== undefined) {
      void queryClient.invalidateQueries({ queryKey: orpc.reports.available.key() });
    }
  }, [newest]);
  const isOther = study != null && data !== undefined && data.studyId !== study.studyId;
  useEffect(() => {
    if (isOther) void refreshEverything();
  }, [isOther]);
  return newest;
}
