import type { InferenceSession } from "onnxruntime-node";
import type { ExecutionProvider } from "../../shared/worker-protocol.ts";

/** One thread: on two cores a second one fights FFmpeg's. The results are the same bits with any number. */
const COMMON: InferenceSession.SessionOptions = {
  intraOpNumThreads: 1,
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
