import { availableParallelism } from "node:os";
import type { InferenceSession } from "onnxruntime-node";
import type { ExecutionProvider } from "../../shared/worker-protocol.ts";

/**
 * Two threads: the second computes while the decoding thread, which needs half as long, waits. They sleep when there
 * is nothing to do instead of spinning, or they would take the decoder's time. The results are the same bits with any
 * number.
 */
const COMMON: InferenceSession.SessionOptions = {
  intraOpNumThreads: Math.min(2, availableParallelism()),
  extra: { session: { intra_op: { allow_spinning: "0" } } },
  interOpNumThreads: 1,
  executionMode: "sequential",
  graphOptimizationLevel: "all",
};

/** The providers to try, each once, the CPU at last. */
export function providersInOrder(wanted: readonly ExecutionProvider[]): ExecutionProvider[] {
  const others = wanted.filter((provider) => provider !== "cpu");
  const cpuFirst = wanted[0] === "cpu" || wanted.length === 0;
  return cpuFirst ? ["cpu"] : [...new Set(others), "cpu"];
}

/** DirectML needs memory patterns off (https://onnxruntime.ai/docs/execution-providers/DirectML-ExecutionProvider.html). */
export function sessionOptions(provider: ExecutionProvider): InferenceSession.SessionOptions {
  return {
    ...COMMON,
    executionProviders: [provider],
    ...(provider === "dml" ? { enableMemPattern: false } : {}),
  };
}
