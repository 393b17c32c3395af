import { expect, it } from "vitest";
import { TimeChain } from "./time-chain.ts";

function placed(stamps: readonly number[]): { times: number[]; jumps: TimeChain["jumps"] } {
  const chain = new TimeChain();
  return { times: stamps.map((stamp) => chain.place(stamp, 40)), jumps: chain.jumps };
}

it("leaves times as they are, pauses and small steps back included", () => {
  const stamps = [0, 80, 40, 120, 6120, 6160, 6140];
  expect(placed(stamps)).toEqual({ times: stamps, jumps: [] });
});

it("lets a part that starts anew follow the part before it", () => {
  expect(placed([5000, 5040, 5080, 0, 40, 80])).toEqual({
    times: [5000, 5040, 5080, 5120, 5160, 5200],
    jumps: [{ atMs: 5080, byMs: 5080 }],
  });
});

it("goes on as before after one stamp that slipped back", () => {
  expect(placed([5000, 5040, 0, 5120, 5160]).times).toEqual([5000, 5040, 5080, 5120, 5160]);
});

it("goes on as before after one stamp that slipped ahead, far or very far", () => {
  expect(placed([5000, 5040, 65_000, 5120, 5160]).times).toEqual([5000, 5040, 65_000, 5120, 5160]);
  const wrapped = 2 ** 33 / 90;
  expect(placed([5000, 5040, wrapped, 5120]).times).toEqual([5000, 5040, wrapped, 5120]);
});
