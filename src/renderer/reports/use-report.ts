import { hashKey, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { ReportDocument } from "../../shared/reports/document.ts";
import type { ReportName, ReportOptions } from "../../shared/reports/report-options.ts";
import { client, orpc } from "../app/client.ts";

export interface ReportProgress {
  /** What is computed now, in words. */
  readonly label: string;
  /** Of the whole, 0..1. */
  readonly share: number;
  readonly elapsedMs: number;
}

export interface ShownReport {
  /** The newest document that there is; while another one is computed, the former. */
  readonly document: ReportDocument | undefined;
  /** The document is one of other options. */
  readonly former: boolean;
  readonly computing: boolean;
  /** Null until the first step is reported. */
  readonly progress: ReportProgress | null;
  readonly cancelled: boolean;
  readonly error: unknown;
  readonly cancel: () => void;
  readonly compute: () => void;
}

/**
 * The report with these options, computed when it is opened and again whenever its data may have changed: the
 * program keeps what it has computed for as long as its data stay the same. Computing ends when the page is left.
 */
export function useReport(report: ReportName, options: Partial<ReportOptions>): ShownReport {
  const queryClient = useQueryClient();
  const [progress, setProgress] = useState<ReportProgress | null>(null);
  const [cancelled, setCancelled] = useState<string | null>(null);
  const input = { report, options };
  const queryKey = orpc.reports.compute.key({ input, type: "query" });
  const hash = hashKey(queryKey);
  const query = useQuery<ReportDocument>({
    queryKey,
    queryFn: ({ signal }) => {
      setProgress(null);
      return computeReport(input, signal, setProgress);
    },
    staleTime: 0,
    enabled: cancelled !== hash,
    placeholderData: (former) => (former?.report === report ? former : undefined),
  });
  return {
    document: query.data,
    former: query.isPlaceholderData,
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
  input: { readonly report: ReportName; readonly options: Partial<ReportOptions> },
  signal: AbortSignal,
  onProgress: (progress: ReportProgress) => void,
): Promise<ReportDocument> {
  const beganMs = performance.now();
  for await (const event of await client.reports.compute(input, { signal })) {
    if (event.kind === "document") return event.document;
    const { label, share } = event;
    if (!signal.aborted) onProgress({ label, share, elapsedMs: performance.now() - beganMs });
  }
  throw new Error("Computing the report ended without a document.");
}
