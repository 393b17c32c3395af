import type { AnalysisOptions } from "../../shared/contract/analysis.ts";
import { formatClock } from "../../shared/time.ts";
import type { AnalysisParameters, ClientChoice } from "../../shared/worker-protocol.ts";
import { Failure } from "../failure.ts";

/** The usual parameters with what was asked for instead. */
export function requestedParameters(
  usual: AnalysisParameters,
  { fromMs, toMs, meshEveryMs }: AnalysisOptions,
  client: ClientChoice,
): AnalysisParameters {
  return {
    ...usual,
    client,
    ...(fromMs === undefined ? {} : { fromMs }),
    ...(toMs === undefined ? {} : { toMs }),
    ...(meshEveryMs === undefined ? {} : { meshIntervalMs: meshEveryMs }),
  };
}

/** @throws Failure INVALID_VALUE when a span begins at or after the recording's end */
export function checkSpan({ fromMs = 0 }: AnalysisOptions, durationMs: number, where: string): void {
  if (fromMs === 0 || fromMs < durationMs) return;
  throw new Failure(
    "INVALID_VALUE",
    `The span begins at ${formatClock(fromMs)}, but the recording ends at ${formatClock(durationMs)}.`,
    { where, remedy: "Choose a span within the recording." },
  );
}
