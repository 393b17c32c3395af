import { describe, expect, it } from "vitest";
import { optionsFor, readSpan, spanSentences } from "./analysis-wishes.ts";
import { session, video } from "./sessions.fixture.ts";

const lasting = (durationMs: number, patient = "P01") =>
  session({ patient, video: video({ probe: { ...video().probe, durationMs } }) });

const LONG = lasting(3_012_000);
const SHORT = lasting(200_000, "P02");

describe("a typed span", () => {
  it("is the whole recording when nothing is typed, and from 0:00", () => {
    const nothing = { span: {}, problems: { from: null, to: null } };
    expect(readSpan({ from: "", to: " " }, [LONG])).toEqual(nothing);
    expect(readSpan({ from: "0:00", to: "" }, [LONG])).toEqual(nothing);
  });

  it("is read in minutes, hours or seconds", () => {
    expect(readSpan({ from: "5:00", to: "1200" }, [LONG]).span).toEqual({ fromMs: 300_000, toMs: 1_200_000 });
    expect(readSpan({ from: "0:00:02.5", to: "" }, [LONG]).span).toEqual({ fromMs: 2_500 });
  });

  it("says beside the field what is not a time", () => {
    const words = "A time is written 14:30, 1:02:30 or in seconds.";
    expect(readSpan({ from: "5 min", to: "1:75" }, [LONG]).problems).toEqual({ from: words, to: words });
    expect(readSpan({ from: "5:", to: "20:00" }, [LONG]).problems).toEqual({ from: words, to: null });
  });

  it("has to end after it starts", () => {
    const { problems } = readSpan({ from: "5:00", to: "5:00" }, [LONG]);
    expect(problems).toEqual({ from: null, to: "The end has to lie after the start, 5:00." });
    expect(readSpan({ from: "", to: "0" }, [LONG]).problems.to).toBe("The end has to lie after 0:00.");
  });

  it("has to start within every recording, and names the one that is too short", () => {
    expect(readSpan({ from: "3:20", to: "" }, [SHORT]).problems.from).toBe("The recording ends at 3:20.");
    expect(readSpan({ from: "3:19", to: "" }, [SHORT]).problems.from).toBeNull();
    expect(readSpan({ from: "5:00", to: "" }, [LONG, SHORT]).problems.from).toBe(
      "P02 session 1 ends at 3:20.",
    );
  });

  it("that reaches beyond every recording ends where they end", () => {
    expect(readSpan({ from: "1:00", to: "20:00" }, [SHORT]).span).toEqual({ fromMs: 60_000 });
    expect(readSpan({ from: "1:00", to: "20:00" }, [LONG, SHORT]).span).toEqual({
      fromMs: 60_000,
      toMs: 1_200_000,
    });
  });

  it("of a session without a video is read as it is typed", () => {
    const without = session({ video: null });
    expect(readSpan({ from: "1:00", to: "2:00" }, [without])).toEqual({
      span: { fromMs: 60_000, toMs: 120_000 },
      problems: { from: null, to: null },
    });
  });
});

const SPAN_COUNTS =
  "It counts for its session unless one of the whole recording exists or another one is accepted.";

describe("what a span means, in words", () => {
  it("for one session", () => {
    const unless = "It counts for the session unless";
    const counts = `${unless} one of the whole recording exists or another one is accepted.`;
    expect(spanSentences({ fromMs: 300_000, toMs: 1_200_000 }, [LONG])).toBe(
      `The run covers 5:00 – 20:00 only. ${counts}`,
    );
    expect(spanSentences({ toMs: 2_500 }, [LONG])).toBe(`The run covers 0:00 – 0:02.500 only. ${counts}`);
    expect(spanSentences({ fromMs: 60_000 }, [SHORT])).toBe(
      `The run covers 1:00 to the end of the recording (3:20) only. ${counts}`,
    );
    expect(spanSentences({}, [SHORT])).toBe(
      `The run covers the whole recording (3:20). ${unless} another one is accepted.`,
    );
  });

  it("for several sessions", () => {
    expect(spanSentences({}, [LONG, SHORT])).toBe(
      "Each run covers the whole recording. It counts for its session unless another one is accepted.",
    );
    expect(spanSentences({ fromMs: 60_000 }, [LONG, SHORT])).toBe(
      `Each run covers 1:00 to the end of the recording only. ${SPAN_COUNTS}`,
    );
  });
});

describe("the options of an analysis", () => {
  const usual = ["a", "b"];

  it("are none when everything is as usual, in whatever order the networks were chosen", () => {
    expect(optionsFor({ span: {}, modelIds: ["b", "a"], everyFrame: false }, usual)).toEqual({});
  });

  it("name the span, the networks and the mesh where they are not as usual", () => {
    const span = { fromMs: 1_000, toMs: 2_000 };
    expect(optionsFor({ span, modelIds: ["a"], everyFrame: true }, usual)).toEqual({
      ...span,
      modelIds: ["a"],
      meshEveryMs: 0,
    });
  });
});
