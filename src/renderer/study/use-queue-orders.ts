import { useMutation } from "@tanstack/react-query";
import { client, orpc, queryClient } from "../app/client.ts";
import { refreshSessions } from "./use-analysis.ts";

/** What can be ordered of a single job. */
export type JobOrder =
  | { readonly order: "cancel" | "pause" | "resume" | "first" | "last"; readonly jobId: number }
  | { readonly order: "before"; readonly jobId: number; readonly before: number }
  | { readonly order: "prioritise"; readonly sessionId: number };

/** What can be ordered of the queue as a whole. */
export type QueueOrder = "pause" | "resume" | "cancel" | "retry-failed" | "continue-interrupted";

function giveJobOrder(order: JobOrder): Promise<unknown> {
  switch (order.order) {
    case "cancel":
    case "pause":
    case "resume":
      return client.analysis[order.order]({ jobId: order.jobId });
    case "first":
    case "last":
      return client.analysis.move({ jobId: order.jobId, to: order.order });
    case "before":
      return client.analysis.move({ jobId: order.jobId, to: { before: order.before } });
    case "prioritise":
      return client.analysis.prioritise({ sessionId: order.sessionId });
  }
}

const QUEUE_ORDERS: Readonly<Record<QueueOrder, () => Promise<unknown>>> = {
  pause: () => client.analysis.pauseQueue(),
  resume: () => client.analysis.resumeQueue(),
  cancel: () => client.analysis.cancelAll(),
  "retry-failed": () => client.analysis.retryFailed(),
  "continue-interrupted": () => client.analysis.continueInterrupted(),
};

/** Gives orders to one job. */
export function useJobOrder() {
  return useMutation({ mutationFn: giveJobOrder, onSuccess: refreshSessions });
}

/** Gives orders to the whole queue. */
export function useQueueOrder() {
  return useMutation({
    mutationFn: (order: QueueOrder) => QUEUE_ORDERS[order](),
    onSuccess: refreshSessions,
  });
}

/** Changes how many jobs run at once on this computer; null: the usual number. */
export function useSaveWorkers() {
  return useMutation({
    mutationFn: (workers: number | null) => client.analysis.saveSettings({ workers }),
    onSuccess: (settings) => queryClient.setQueryData(orpc.analysis.settings.queryKey(), settings),
  });
}
