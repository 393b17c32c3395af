import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { client, orpc, queryClient } from "../app/client.ts";
import { readMeshSeries } from "./geometry/mesh-series.ts";

/** A run's results never change; a new run has a new id. */
const DOES_NOT_CHANGE = { staleTime: Number.POSITIVE_INFINITY, refetchOnWindowFocus: false } as const;

export interface RunOfSession {
  readonly sessionId: number;
  readonly runId: number;
}

/** How well a run saw the client; its verdict may change, also in another window. */
export function useQuality(run: RunOfSession) {
  return useQuery(
    orpc.evidence.quality.queryOptions({ input: run, staleTime: 60_000, refetchOnWindowFocus: "always" }),
  );
}

export function useTracks(run: RunOfSession) {
  return useQuery(orpc.evidence.tracks.queryOptions({ input: run, ...DOES_NOT_CHANGE }));
}

export function useStills(run: RunOfSession) {
  return useQuery(orpc.evidence.stills.queryOptions({ input: run, ...DOES_NOT_CHANGE }));
}

export function useStatistics(run: RunOfSession, modelId: string) {
  return useQuery(orpc.evidence.statistics.queryOptions({ input: { ...run, modelId }, ...DOES_NOT_CHANGE }));
}

/** Means of a run's minutes by one reading. */
export function useMeans(run: RunOfSession, modelId: string) {
  return useQuery(orpc.traces.minutes.queryOptions({ input: { ...run, modelId }, ...DOES_NOT_CHANGE }));
}

export function useCandidates(run: RunOfSession, modelId: string) {
  return useQuery(orpc.evidence.candidates.queryOptions({ input: { ...run, modelId }, ...DOES_NOT_CHANGE }));
}

/** The readings of the mesh, taken apart for drawing. */
export function useMesh(run: RunOfSession) {
  return useQuery({
    queryKey: [...orpc.evidence.mesh.queryKey({ input: run }), "series"],
    queryFn: async ({ signal }) => {
      const trace = await client.evidence.mesh(run, { signal });
      return trace === null ? null : { trace, series: await readMeshSeries(trace) };
    },
    ...DOES_NOT_CHANGE,
  });
}

/**
 * Asks for the session's runs and evidence again when another run counts for it, and for the runs when an analysis
 * has ended: its run need not be the one that counts.
 */
export function useEvidenceFollowsRuns(runId: number | null, analysing: boolean): void {
  const known = useRef(runId);
  const analysed = useRef(analysing);
  useEffect(() => {
    const ended = analysed.current && !analysing;
    analysed.current = analysing;
    if (known.current !== runId) {
      known.current = runId;
      void queryClient.invalidateQueries({ queryKey: orpc.traces.key() });
      void queryClient.invalidateQueries({ queryKey: orpc.evidence.key() });
    } else if (ended) {
      void queryClient.invalidateQueries({ queryKey: orpc.traces.runs.key() });
    }
  }, [runId, analysing]);
}
