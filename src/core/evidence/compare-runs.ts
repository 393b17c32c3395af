import type { Comparison, PixelBox } from "../../shared/contract/evidence.ts";
import { EXPRESSIONS, type Expression } from "../../shared/expression.ts";
import { minuteStartMs } from "../../shared/time.ts";
import { pearson } from "../../stats/correlation.ts";
import { listRuns, runMinutes } from "../analysis/run-repo.ts";
import type { StudyDatabase } from "../database/open-database.ts";
import { Failure } from "../failure.ts";
import { type FinishedRun, finishedRun } from "./finished-run.ts";
import { boxAt, framesOfMinute, type MinuteFrames, minuteFrames } from "./minute-frames.ts";
import { networkFrames, networksOfRun } from "./reading-frames.ts";
import { runDifferences } from "./run-differences.ts";

/** Frames whose times differ by less (ms) are the same frame. */
const SAME_FRAME_MS = 0.5;

/**
 * Two finished runs of one session side by side, frame by frame; frames are matched by their time.
 *
 * @throws Failure NOT_FOUND; INVALID_VALUE for runs of different sessions and for a run with itself
 */
export function compareRuns(db: StudyDatabase, runA: number, runB: number): Comparison {
  const a = finishedRun(db, runA);
  const b = finishedRun(db, runB);
  if (runA === runB) throw new Failure("INVALID_VALUE", `Run ${runA} cannot be compared with itself.`);
  if (a.sessionId !== b.sessionId) {
    throw new Failure("INVALID_VALUE", `Runs ${runA} and ${runB} belong to different sessions.`, {
      remedy: "Compare two runs of one session.",
    });
  }
  const frames = new FrameComparison();
  const networksOfB = new Set(networksOfRun(db, runB));
  const networks = networksOfRun(db, runA)
    .filter((modelId) => networksOfB.has(modelId))
    .map((modelId) => new NetworkComparison(modelId));
  for (const minuteA of minuteFrames(db, runA)) {
    const minuteB = framesOfMinute(db, runB, minuteA.minute);
    if (!minuteB) continue;
    const pairs = matchFrames(minuteA.timesMs, minuteB.timesMs);
    frames.add(minuteA, minuteB, pairs);
    for (const network of networks) {
      const valuesA = networkFrames(db, runA, minuteA.minute, network.modelId);
      const valuesB = networkFrames(db, runB, minuteA.minute, network.modelId);
      if (valuesA && valuesB) network.add(valuesA, valuesB, pairs);
    }
  }
  return {
    runs: [runA, runB],
    differences: differencesOf(db, a.sessionId, runA, runB),
    ...frames.result(),
    readings: networks.map((network) => ({
      modelId: network.modelId,
      expressions: expressionsOf(network, minuteDifferences(db, a, b, network.modelId)),
      identicalFrames: network.identicalFrames,
    })),
  };
}

type Pair = readonly [frameOfA: number, frameOfB: number];

/** Frames of both series that stand for the same instant, in order. */
export function matchFrames(a: Float64Array, b: Float64Array): Pair[] {
  const pairs: Pair[] = [];
  let j = 0;
  for (let i = 0; i < a.length; i++) {
    while (j < b.length && (b[j] as number) < (a[i] as number) - SAME_FRAME_MS) j += 1;
    if (j < b.length && Math.abs((b[j] as number) - (a[i] as number)) <= SAME_FRAME_MS) pairs.push([i, j++]);
  }
  return pairs;
}

class FrameComparison {
  #compared = 0;
  #inOneOnly = 0;
  #overlaps = 0;
  #inBoth = 0;

  add(a: MinuteFrames, b: MinuteFrames, pairs: readonly Pair[]): void {
    this.#compared += pairs.length;
    for (const [i, j] of pairs) {
      const boxA = boxAt(a.boxes, i);
      const boxB = boxAt(b.boxes, j);
      if (boxA && boxB) {
        this.#inBoth += 1;
        this.#overlaps += overlap(boxA, boxB);
      } else if (boxA || boxB) this.#inOneOnly += 1;
    }
  }

  result(): Pick<Comparison, "nFramesCompared" | "faceInOneOnly" | "meanOverlap"> {
    return {
      nFramesCompared: this.#compared,
      faceInOneOnly: this.#inOneOnly,
      meanOverlap: this.#inBoth === 0 ? null : this.#overlaps / this.#inBoth,
    };
  }
}

/** Intersection over union of two boxes: 0..1. */
export function overlap(a: PixelBox, b: PixelBox): number {
  const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  if (across <= 0 || down <= 0) return 0;
  const common = across * down;
  return common / (a.width * a.height + b.width * b.height - common);
}

/** One network's frames in both runs. */
class NetworkComparison {
  readonly modelId: string;
  identicalFrames = 0;
  readonly valuesOfA: number[][] = EXPRESSIONS.map(() => []);
  readonly valuesOfB: number[][] = EXPRESSIONS.map(() => []);

  constructor(modelId: string) {
    this.modelId = modelId;
  }

  add(a: Float32Array, b: Float32Array, pairs: readonly Pair[]): void {
    const n = EXPRESSIONS.length;
    for (const [i, j] of pairs) {
      if (Number.isNaN(a[i * n]) || Number.isNaN(b[j * n])) continue;
      let same = true;
      for (let k = 0; k < n; k++) {
        const valueA = a[i * n + k] as number;
        const valueB = b[j * n + k] as number;
        this.valuesOfA[k]?.push(valueA);
        this.valuesOfB[k]?.push(valueB);
        same &&= valueA === valueB;
      }
      if (same) this.identicalFrames += 1;
    }
  }

  /** Pearson's r over the frames with a result in both; null where there is none. */
  correlation(expression: number): number | null {
    return pearson(this.valuesOfA[expression] ?? [], this.valuesOfB[expression] ?? []).r;
  }
}

type Compared = Comparison["readings"][number]["expressions"];

function expressionsOf(network: NetworkComparison, differences: readonly (number | null)[]): Compared {
  return Object.fromEntries(
    EXPRESSIONS.map((name, k) => [
      name,
      { maxMinuteDifference: differences[k] ?? null, frameCorrelation: network.correlation(k) },
    ]),
  ) as Compared;
}

/**
 * Largest absolute difference of the minute means of each expression; null without a minute that both cover alike: a
 * minute of which one run's span holds only a part has a mean of other frames.
 */
function minuteDifferences(
  db: StudyDatabase,
  a: FinishedRun,
  b: FinishedRun,
  modelId: string,
): (number | null)[] {
  const sameSpan = a.fromMs === b.fromMs && a.toMs === b.toMs;
  const fromMs = Math.max(a.fromMs, b.fromMs);
  const endMs = Math.max(a.durationMs, b.durationMs);
  const toMs = Math.min(a.toMs ?? endMs, b.toMs ?? endMs);
  const ofB = new Map(runMinutes(db, b.runId, modelId).map(({ minute, means }) => [minute, means]));
  const largest = new Map<Expression, number>();
  for (const { minute, means } of runMinutes(db, a.runId, modelId)) {
    const minuteEndMs = Math.min(minuteStartMs(minute + 1), endMs);
    if (!sameSpan && (minuteStartMs(minute) < fromMs || minuteEndMs > toMs)) continue;
    const others = ofB.get(minute);
    if (!means || !others) continue;
    for (const name of EXPRESSIONS) {
      largest.set(name, Math.max(largest.get(name) ?? 0, Math.abs(means[name] - others[name])));
    }
  }
  return EXPRESSIONS.map((name) => largest.get(name) ?? null);
}

function differencesOf(db: StudyDatabase, sessionId: number, runA: number, runB: number): string[] {
  const runs = listRuns(db, sessionId);
  const a = runs.find(({ runId }) => runId === runA);
  const b = runs.find(({ runId }) => runId === runB);
  return a && b ? runDifferences(a, b) : [];
}
