import { useMutation, useQuery } from "@tanstack/react-query";
import type { Job } from "../../../shared/contract/analysis.ts";
import type { Speech } from "../../../shared/contract/speech.ts";
import { client, orpc, queryClient } from "../../app/client.ts";
import type { Loaded } from "./use-strip-data.ts";

/** How often a search for speech that is under way is asked after. */
const ASK_AGAIN_MS = 1000;

const UNDER_WAY: readonly Job["state"][] = ["queued", "running", "paused"];

/** Speech and silence of a session, and the search for them. */
export interface SpeechSearch {
  readonly speech: Loaded<Speech>;
  /** The newest search of this session; null when there was none since the study was opened. */
  readonly job: Job | null;
  /** Puts the search into the queue. */
  readonly find: () => void;
}

/** Nothing is asked for while `enabled` is false: the video is not there. */
export function useSpeech(sessionId: number, enabled: boolean): SpeechSearch {
  const speech = useQuery(orpc.speech.get.queryOptions({ input: { sessionId }, enabled }));
  const waiting = enabled && speech.data?.state === "not-analysed";
  const { data: job = null } = useQuery({
    queryKey: [...orpc.analysis.queue.key(), "speech", sessionId],
    queryFn: async () => {
      const { jobs } = await client.analysis.queue();
      const newest = jobs
        .filter((one) => one.kind === "speech" && one.sessionId === sessionId)
        .reduce<Job | null>((last, one) => (last === null || one.jobId > last.jobId ? one : last), null);
      if (newest?.state === "succeeded") {
        await queryClient.invalidateQueries({ queryKey: orpc.speech.get.key({ input: { sessionId } }) });
      }
      return newest;
    },
    enabled: waiting,
    refetchInterval: ({ state }) =>
      state.data && UNDER_WAY.includes(state.data.state) ? ASK_AGAIN_MS : false,
  });
  const enqueue = useMutation({
    mutationFn: () => client.analysis.enqueue({ sessionIds: [sessionId], kind: "speech" }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: orpc.analysis.queue.key() }),
  });
  return {
    speech: { data: speech.data, error: speech.error ?? enqueue.error },
    job,
    find: () => enqueue.mutate(),
  };
}

/** True while a search waits, runs or is paused. */
export function isUnderWay(job: Job | null): boolean {
  return job !== null && UNDER_WAY.includes(job.state);
}
