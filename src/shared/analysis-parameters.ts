import type { AnalysisParameters } from "./worker-protocol.ts";

/** Settings of an analysis unless a run asks for others. Measured; docs/models.md has the figures behind them. */
export const DEFAULT_ANALYSIS_PARAMETERS: AnalysisParameters = {
  detectionInterval: 10,
  minScore: 0.5,
  candidateScore: 0.3,
  minPresence: 0.9,
  lostAfterMs: 1000,
  searchInterval: 10,
};
