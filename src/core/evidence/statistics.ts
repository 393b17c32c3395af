import * as z from "zod";
import type { MinuteStatistics } from "../../shared/contract/evidence.ts";
import { EXPRESSIONS } from "../../shared/expression.ts";
import type { StudyDatabase } from "../database/open-database.ts";
import type { FinishedRun } from "./finished-run.ts";

const seriesSchema = z.object({
  median: z.number(),
  p90: z.number(),
  maximum: z.number(),
  msAbove: z.number(),
  bursts: z.int(),
});
const storedSchema = z.array(seriesSchema).length(EXPRESSIONS.length + 1);

/** Summaries of a run's minutes by one reading, beside the means. */
export function runStatistics(db: StudyDatabase, runId: number, modelId: string): MinuteStatistics[] {
  return db
    .prepare<[number, string], { minute: number; statistics: string | null }>(
      "SELECT minute, statistics FROM minute_reading WHERE run_id = ? AND model_id = ? ORDER BY minute",
    )
    .all(runId, modelId)
    .map(({ minute, statistics }) => ({ minute, ...readStored(statistics) }));
}

/** The summaries of 1 - neutral alone, by minute; minutes without one are left out. */
export function nonspecificStatistics(
  db: StudyDatabase,
  runId: number,
  modelId: string,
): Map<number, Series> {
  const rows = db
    .prepare<[string, number, string], [number, string]>(
      `SELECT minute, statistics -> ? FROM minute_reading
       WHERE run_id = ? AND model_id = ? AND statistics IS NOT NULL`,
    )
    .raw()
    .all(`$[${EXPRESSIONS.length}]`, runId, modelId);
  return new Map(rows.map(([minute, text]) => [minute, seriesSchema.parse(JSON.parse(text))]));
}

function readStored(text: string | null): Omit<MinuteStatistics, "minute"> {
  if (text === null) return { expressions: null, nonspecific: null };
  const stored = storedSchema.parse(JSON.parse(text));
  const [angry, disgust, fear, happy, sad, surprise, neutral, nonspecific] = stored as [
    Series,
    Series,
    Series,
    Series,
    Series,
    Series,
    Series,
    Series,
  ];
  return { expressions: { angry, disgust, fear, happy, sad, surprise, neutral }, nonspecific };
}

type Series = z.infer<typeof seriesSchema>;

/** Probability from which an expression counts as shown in this run. */
export function eventThreshold(run: FinishedRun): number {
  return z.number().catch(0.5).parse(run.parameters["eventThreshold"]);
}
