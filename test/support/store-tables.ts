import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "csv-stringify/sync";
import type { ReportTables } from "../../src/core/reports/report-tables.ts";
import { EXPRESSIONS } from "../../src/shared/expression.ts";
import { runCommand } from "./run-command.ts";

const FRAMES_PER_MINUTE = 1800;

/** Makes a study of ratings and minutes in `folder`, as somebody would who has them as tables alone. @returns its path */
export async function storeTables(
  folder: string,
  { ratings, minutes }: Pick<ReportTables, "ratings" | "minutes">,
): Promise<string> {
  const write = (name: string, rows: readonly (readonly unknown[])[]): void =>
    writeFileSync(join(folder, name), stringify([...rows]));
  write("minutes.csv", [
    ["patient", "session", "minute", ...EXPRESSIONS, "n_frames", "n_faces"],
    ...minutes.map(({ patient, session, minute, means, coverage }) => [
      ...[patient, session, minute],
      ...(means ?? EXPRESSIONS.map(() => "")),
      FRAMES_PER_MINUTE,
      Math.round(FRAMES_PER_MINUTE * (coverage ?? 0)),
    ]),
  ]);
  write("ratings.csv", [
    ["patient", "session", "minute", "rater", "arousal", "emotion", "peak"],
    ...ratings.map(({ patient, session, minute, rater, arousal, emotion, peak }) => [
      ...[patient, session, minute, rater, arousal, emotion, peak],
    ]),
  ]);
  for (const args of [
    ["init", "study"],
    ["import-minutes", "study", "minutes.csv"],
    ["import-ratings", "study", "ratings.csv"],
  ]) {
    const { code, err } = await runCommand(folder, ...args);
    if (code !== 0) throw new Error(`${args[0]}: ${err}`);
  }
  return join(folder, "study");
}
