import { keepPreviousData, type UseQueryResult, useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { MachineMinutes } from "../../../shared/contract/traces.ts";
import { client, orpc, queryClient } from "../../app/client.ts";
import { type FrameSeries, readFrameSeries } from "./frame-series.ts";
import { type DrawnPeaks, readPeaks } from "./peaks.ts";

/** Something that is asked for: here, on its way, or failed. */
export interface Loaded<Data> {
  readonly data: Data | undefined;
  readonly error: Error | null;
}

const DOES_NOT_CHANGE = { staleTime: Number.POSITIVE_INFINITY, refetchOnWindowFocus: false } as const;

/** A session as one reading sees it; the study's first reading when none is named. */
export interface SessionReading {
  readonly sessionId: number;
  readonly modelId?: string;
}

/** The waveform's peaks; nothing is asked for while the video is not there. */
export function usePeaks(
  sessionId: number,
  durationMs: number,
  enabled: boolean,
): UseQueryResult<DrawnPeaks> {
  return useQuery({
    queryKey: [...orpc.media.peaks.queryKey({ input: { sessionId } }), "drawn", durationMs],
    queryFn: async ({ signal }) => readPeaks(await client.media.peaks({ sessionId }, { signal }), durationMs),
    enabled,
    ...DOES_NOT_CHANGE,
  });
}

/**
 * What the machine saw in each minute. While `enabled` is false nothing of it is asked for: a blind rater's page
 * does not have it.
 */
export function useMachineMinutes(
  reading: SessionReading,
  enabled: boolean,
): UseQueryResult<MachineMinutes | null> {
  return useQuery(
    orpc.traces.minutes.queryOptions({
      input: reading,
      enabled,
      placeholderData: keepPreviousData,
      ...DOES_NOT_CHANGE,
    }),
  );
}

/** What the machine saw in each frame, under the same condition. */
export function useFrameSeries(
  reading: SessionReading,
  enabled: boolean,
): UseQueryResult<FrameSeries | null> {
  return useQuery({
    queryKey: [...orpc.traces.frames.queryKey({ input: reading }), "series"],
    queryFn: async ({ signal }) => {
      const trace = await client.traces.frames(reading, { signal });
      return trace === null ? null : readFrameSeries(trace);
    },
    enabled,
    ...DOES_NOT_CHANGE,
  });
}

/** Forgets the traces that the page has when a newer run of the session is finished. */
export function useTracesFollowRun(runId: number | null): void {
  const known = useRef(runId);
  useEffect(() => {
    if (known.current === runId) return;
    known.current = runId;
    void queryClient.invalidateQueries({ queryKey: orpc.traces.key() });
  }, [runId]);
}
