import { describe, expect, it } from "vitest";
import { sessionsByPage } from "./session-correlations.ts";

const sessions = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ patient: "P01", session: index + 1 }));

describe("sessionsByPage", () => {
  it("has no page without sessions and one page for as many as fit", () => {
    expect(sessionsByPage([])).toEqual([]);
    expect(sessionsByPage(sessions(60)).map((page) => page.length)).toEqual([60]);
  });

  it("shares sessions out evenly, in order, none lost", () => {
    const pages = sessionsByPage(sessions(61));
    expect(pages.map((page) => page.length)).toEqual([31, 30]);
    expect(pages.flat()).toEqual(sessions(61));
  });
});
