import { expect, it } from "vitest";
import { snakeKeys } from "./snake-keys.ts";

it("renames keys at every depth and leaves values and ids of models alone", () => {
  expect(
    snakeKeys({
      firstMs: 1,
      nFrames: [{ medianPose: null, text: "firstMs" }],
      means: { "fer2013-xception": { happy: 0.5 } },
    }),
  ).toEqual({
    first_ms: 1,
    n_frames: [{ median_pose: null, text: "firstMs" }],
    means: { "fer2013-xception": { happy: 0.5 } },
  });
});
