import type { Command } from "commander";
import type { Comparison } from "../../shared/contract/evidence.ts";
import { EXPRESSIONS } from "../../shared/expression.ts";
import { runArgument } from "../one-session.ts";
import { snakeKeys } from "../snake-keys.ts";
import { withStudy } from "../with-core.ts";
import type { CommandContext } from "./context.ts";

export function addCompareCommand(program: Command, context: CommandContext): void {
  program
    .command("compare")
    .description(
      "set two runs of one session side by side: what they were made with, and how their frames differ",
    )
    .argument("<study>", "folder of the study")
    .argument("<run>", "a finished run", runArgument)
    .argument("<other>", "another finished run of the same session", runArgument)
    .option("--json", "print one JSON object")
    .action(async (typed: string, runA: number, runB: number, options: { json?: boolean }) => {
      const comparison = await withStudy(context.path(typed), (client) =>
        client.evidence.compare({ runA, runB }),
      );
      context.result(options.json, snakeKeys(comparison), lines(comparison));
    });
}

function lines({
  runs,
  differences,
  nFramesCompared,
  faceInOneOnly,
  meanOverlap,
  readings,
}: Comparison): string[] {
  const overlap = meanOverlap === null ? "none" : `${(100 * meanOverlap).toFixed(2)}% of their area`;
  return [
    `Runs ${runs[0]} and ${runs[1]}: ${nFramesCompared} frames at the same times`,
    ...(differences.length === 0
      ? ["Made with the same."]
      : ["Made differently:", ...differences.map((one) => `  ${one}`)]),
    `A face in only one of them: ${faceInOneOnly} frames. Boxes have in common, on average: ${overlap}.`,
    ...readings.flatMap(({ modelId, identicalFrames, expressions }) => [
      `${modelId}: ${identicalFrames} frames with identical values`,
      ...EXPRESSIONS.map((name) => {
        const { maxMinuteDifference, frameCorrelation } = expressions[name];
        const minutes =
          maxMinuteDifference === null
            ? "no minute with values is covered alike by both"
            : `minute means differ by ${inDigits(maxMinuteDifference, 4)} at most`;
        return `  ${name}: ${minutes}, frames correlate with r = ${inDigits(frameCorrelation, 4)}`;
      }),
    ]),
  ];
}

function inDigits(value: number | null, digits: number): string {
  return value === null ? "–" : value.toFixed(digits);
}
