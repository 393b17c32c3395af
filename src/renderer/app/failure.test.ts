import { ORPCError } from "@orpc/client";
import { describe, expect, it } from "vitest";
import { ConnectionLostError } from "./connection.ts";
import { describeFailure, FileChangedError } from "./failure.ts";

describe("describeFailure", () => {
  it("takes a declared failure's words as they are", () => {
    const error = new ORPCError("INVALID_FILE", {
      message: "Nothing was stored.",
      data: {
        where: "ratings.csv",
        remedy: "Correct line 2.",
        problems: [{ line: 2, problem: "arousal 8" }],
      },
    });
    expect(describeFailure(error)).toEqual({
      code: "INVALID_FILE",
      what: "Nothing was stored.",
      where: "ratings.csv",
      remedy: "Correct line 2.",
      problems: [{ line: 2, problem: "arousal 8" }],
    });
  });

  it("names what a rejected input breaks", () => {
    const error = new ORPCError("BAD_REQUEST", {
      message: "Input validation failed",
      data: { issues: [{ message: "sessions count from 1", path: ["session"] }, { path: [] }] },
    });
    expect(describeFailure(error)).toMatchObject({
      what: "A value was not accepted.",
      where: "Sessions count from 1.",
    });
  });

  it("says what to do when the line is lost or the program has a bug", () => {
    expect(describeFailure(new ConnectionLostError())).toMatchObject({ code: "CONNECTION_LOST" });
    const bug = describeFailure(new ORPCError("INTERNAL_SERVER_ERROR", { message: "Fault 3f2a" }));
    expect(bug).toMatchObject({ what: "Fault 3f2a", where: null, problems: [] });
    expect(bug.remedy).not.toBeNull();
  });

  it("names a file that cannot be read any more, and nothing about reloading", () => {
    expect(describeFailure(new FileChangedError("ratings.csv"))).toMatchObject({
      what: "The file was changed; choose it again.",
      where: "ratings.csv",
      remedy: null,
    });
  });

  it("has words for whatever else was thrown", () => {
    expect(describeFailure(new TypeError("x is undefined")).what).toBe("x is undefined");
    expect(describeFailure("plain text").what).toBe("plain text");
  });
});
