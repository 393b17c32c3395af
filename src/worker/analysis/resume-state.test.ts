import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readResumeState, writeResumeState } from "./resume-state.ts";

const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);

const box = fc.record({ x: number, y: number, width: number, height: number, score: number });
const track = fc.record({
  id: fc.nat(),
  box,
  timeMs: number,
  velocity: fc.record({ x: number, y: number }),
  missedSinceMs: fc.option(number),
  bornMs: number,
  other: fc.boolean(),
  life: fc.option(
    fc.record({
      place: box,
      looks: fc.array(fc.record({ timeMs: number, signature: fc.base64String() }), { maxLength: 2 }),
    }),
  ),
  sizes: fc.record({ sum: number, count: fc.nat() }),
  presence: number,
  looksSincePresence: fc.nat(),
  doubts: fc.nat(),
  windowsSinceLook: fc.nat(),
});

describe("resume state", () => {
  it("comes back bit for bit", () => {
    fc.assert(
      fc.property(
        fc.record({
          following: fc.record({
            nextTrack: fc.nat(),
            tracks: fc.array(track, { maxLength: 2 }),
            client: fc.option(fc.nat()),
            lastClient: fc.option(fc.record({ track: fc.nat(), box, timeMs: number })),
            gone: fc.array(fc.record({ id: fc.nat(), box, timeMs: number }), { maxLength: 2 }),
            hints: fc.array(box, { maxLength: 2 }),
            pictures: fc.array(fc.record({ box, signature: fc.base64String() }), { maxLength: 2 }),
            framesSinceSearch: fc.option(fc.nat()),
            framesSinceSweep: fc.nat(),
            sweepPart: fc.nat(),
            checksum: fc.option(fc.nat()),
            retaken: fc.array(fc.record({ lostMs: number, foundMs: number, elsewhere: fc.boolean() }), {
              maxLength: 2,
            }),
          }),
          lastTimeMs: fc.option(number),
          derivedTimes: fc.boolean(),
          observers: fc.constant({ mesh: { lastTimeMs: 12.5 } }),
        }),
        (state) => {
          expect(readResumeState(writeResumeState(state))).toEqual(state);
        },
      ),
    );
  });

  it("refuses what it has not written", () => {
    expect(() => readResumeState("{}")).toThrow();
    expect(() => readResumeState("minute 3")).toThrow();
  });
});
