import { hashKey, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { ReportDocument } from "../../shared/reports/document.ts";
import type { ReportName, ReportOptions } from "../../shared/reports/report-options.ts";
import { client, orpc } from "../app/client.ts";
import { useNewestChange } from "./use-changes.ts";

export interface ReportProgress {
  /** What is computed now, in words. */
  readonly label: string;
  /** Of the whole, 0..1. */
  readonly share: number;
  readonly elapsedMs: number;
}

type Options = Partial<ReportOptions>;

interface ComputedReport {
  readonly document: ReportDocument;
  readonly options: Options;
  /** The newest change of the study's data when it was asked for. */
  readonly newest: number;
}

export interface ShownReport {
  /** The newest document that there is; while another one is computed, the former. */
  readonly document: ReportDocument | undefined;
  /** What the document was computed with. */
  readonly documentOptions: Options | undefined;
  /** The document is one of other options. */
  readonly former: boolean;
  /** The study's data have changed since the document was computed. */
  readonly stale: boolean;
  readonly computing: boolean;
  /** Null until the first step is reported. */
  readonly progress: ReportProgress | null;
  readonly cancelled: boolean;
  readonly error: unknown;
  readonly cancel: () => void;
  readonly compute: () => void;
}

/**
 * The report with these options, computed when it is opened. When its data change while it is read, it says so and
 * stays as it is. Computing ends when the page is left.
 */
export function useReport(report: ReportName, options: Options): ShownReport {
  const queryClient = useQueryClient();
  const newest = useNewestChange();
  const [progress, setProgress] = useState<ReportProgress | null>(null);
  const [cancelled, setCancelled] = useState<string | null>(null);
  const input = { report, options };
  const queryKey = orpc.reports.compute.key({ input, type: "query" });
  const hash = hashKey(queryKey);
  const query = useQuery<ComputedReport>({
    queryKey,
    queryFn: ({ signal }) => {
      setProgress(null);
      return computeReport(input, signal, setProgress);
    },
    staleTime: 0,
    refetchOnWindowFocus: false,
    enabled: cancelled !== hash,
    placeholderData: (former) => (former?.document.report === report ? former : undefined),
  });
  const { data } = query;
  return {
    document: data?.document,
    documentOptions: data?.options,
    former: query.isPlaceholderData,
    stale: data !== undefined && newest !== undefined && newest > data.newest,
    computing: query.isFetching,
    progress,
    cancelled: cancelled === hash,
    error: query.error,
    cancel: () => {
      setCancelled(hash);
      void queryClient.cancelQueries({ queryKey });
    },
    compute: () => {
      // What was cancelled is asked for again as soon as it may be; what has failed has to be told.
      if (cancelled === hash) setCancelled(null);
      else void query.refetch();
    },
  };
}

async function computeReport(
  input: { readonly report: ReportName; readonly options: Options },
  signal: AbortSignal,
  onProgress: (progress: ReportProgress) => void,
): Promise<ComputedReport> {
  const beganMs = performance.now();
  // Asked before the report: what changes in between makes it stale, never the other way round.
  const { newest } = await client.reports.changes(undefined, { signal });
  for await (const event of await client.reports.compute(input, { signal })) {
    if (event.kind === "document") return { document: event.document, options: input.options, newest };
    const { label, share } = event;
    if (!signal.aborted) onProgress({ label, share, elapsedMs: performance.now() - beganMs });
  }
  throw new Error("Computing the report ended without a document.");
}
