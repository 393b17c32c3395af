import { useMutation } from "@tanstack/react-query";
import { useEffect } from "react";
import type { AnalysisOptions, Job } from "../../shared/contract/analysis.ts";
import { client, orpc, queryClient } from "../app/client.ts";

/** Asks for the sessions again. */
export const refreshSessions = (): Promise<void> =>
  queryClient.invalidateQueries({ queryKey: orpc.sessions.list.key() });

/** Puts sessions into the queue. */
export function useEnqueue() {
  return useMutation({
    mutationFn: (input: { sessionIds: number[]; again?: boolean; options?: AnalysisOptions }) =>
      client.analysis.enqueue(input),
    onSuccess: refreshSessions,
  });
}

export function useRetry() {
  return useMutation({
    mutationFn: (jobId: number) => client.analysis.retry({ jobId }),
    onSuccess: refreshSessions,
  });
}

/** Asks for the sessions again when a job was added or changed its state: results stand in the list, not in the queue. */
export function useSessionsFollowQueue(jobs: readonly Job[] | undefined): void {
  const states = jobs?.map((job) => `${job.jobId} ${job.state}`).join() ?? null;
  useEffect(() => {
    if (states !== null) void refreshSessions();
  }, [states]);
}
