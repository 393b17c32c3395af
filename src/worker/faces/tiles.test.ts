import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tilesOf } from "./tiles.ts";

describe("tilesOf", () => {
  it("needs 8 tiles of 480 px for 1280 x 720, and 8 larger ones for 1920 x 1080", () => {
    expect(tilesOf(1280, 720).map(({ side }) => side)).toEqual(new Array(8).fill(480));
    expect(tilesOf(1920, 1080).map(({ side }) => side)).toEqual(new Array(8).fill(720));
  });

  it("needs none for a small picture", () => {
    expect(tilesOf(360, 288)).toEqual([]);
    expect(tilesOf(480, 480)).toEqual([]);
  });

  it("covers the picture, and holds every face of a quarter tile in one piece", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 4000 }),
        fc.integer({ min: 100, max: 4000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (width, height, shareX, shareY) => {
          const tiles = tilesOf(width, height);
          fc.pre(tiles.length > 0);
          const face = ((tiles[0]?.side ?? 0) / 4) * 0.999;
          fc.pre(face <= width && face <= height);
          const x = shareX * (width - face);
          const y = shareY * (height - face);
          const holds = tiles.some(
            (tile) =>
              tile.x <= x + 1e-6 &&
              tile.y <= y + 1e-6 &&
              tile.x + tile.side >= x + face - 1e-6 &&
              tile.y + tile.side >= y + face - 1e-6,
          );
          expect(holds).toBe(true);
        },
      ),
    );
  });
});
