/**
 * The analysis side by side with other programs on the same video, in turns within one run: the study's design (OpenCV's
 * Haar cascade and the same network, every frame) and `@vladmandic/human` (WebAssembly, every frame). Peers are timed
 * without their start, the analysis with it. `npm run bench:peers [rounds]`
 *
 * Needs Debian's python3-opencv and opencv-data, and `npm install --prefix test/bench/peers`.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as z from "zod";
import { analyse, benchmarkVideo } from "./benchmark-video.ts";
import { median } from "./median.ts";

const fromHere = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Frames that a peer reads in a round. */
const PEER_FRAMES = 150;
/** Debian's own interpreter: others do not see its packages. */
const PYTHON = "/usr/bin/python3";
const TARGETS = { everyFrame: 5, default: 10 } as const;

const resultSchema = z.object({ faces: z.number(), framesPerSecond: z.number().positive() });

/** Frames per second of another program; it must see a face in nearly every frame. */
function timePeer(name: string, command: string, args: readonly string[]): number {
  const { stdout, stderr, status } = spawnSync(command, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${name} failed: ${stderr.trim().split("\n").at(-1)}`);
  const { faces, framesPerSecond } = resultSchema.parse(JSON.parse(stdout.trim().split("\n").at(-1) ?? ""));
  if (faces < 0.9 * PEER_FRAMES) throw new Error(`${name} found ${faces} faces in ${PEER_FRAMES} frames.`);
  return framesPerSecond;
}

if (!existsSync(fromHere("peers/node_modules/@vladmandic/human"))) {
  throw new Error("Install the other programs first: npm install --prefix test/bench/peers");
}
const video = benchmarkVideo();
const network = fromHere("../../resources/models/expression-fer2013-xception.onnx");
const chains: Readonly<Record<string, () => number | Promise<number>>> = {
  "opencv-haar": () =>
    timePeer("OpenCV", PYTHON, [fromHere("peers/opencv_peer.py"), video, network, String(PEER_FRAMES), "2"]),
  human: () =>
    timePeer("human", process.execPath, [fromHere("peers/human-peer.ts"), video, String(PEER_FRAMES)]),
  "minutewise, detection on every frame": async () =>
    (await analyse(video, { detectionInterval: 1 })).framesPerSecond,
  minutewise: async () => (await analyse(video)).framesPerSecond,
};
const rounds = Number(process.argv[2] ?? 3);
const rates = new Map<string, number[]>();
for (let round = 1; round <= rounds; round++) {
  for (const [chain, run] of Object.entries(chains)) {
    const framesPerSecond = await run();
    rates.set(chain, [...(rates.get(chain) ?? []), framesPerSecond]);
    console.log(JSON.stringify({ bench: "peers", round, chain, framesPerSecond }));
  }
}
const rate = (chain: string): number => median(rates.get(chain) ?? []);
const fastest = Math.max(rate("opencv-haar"), rate("human"));
const everyFrame = rate("minutewise, detection on every frame") / fastest;
const byDefault = rate("minutewise") / fastest;
console.log(JSON.stringify({ bench: "peers", fastest, everyFrame, default: byDefault, targets: TARGETS }));
