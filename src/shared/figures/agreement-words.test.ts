import { describe, expect, it } from "vitest";
import type { Confusion, CorrelationRow } from "./agreement-values.ts";
import { confusionSentence, relationParts, sessionsSentence, syntheticNotice } from "./agreement-words.ts";

function relationSentence(row: CorrelationRow): string {
  const { lead, result, rest } = relationParts(row);
  return `${lead}${result}${rest}`;
}

const plain = (text: string | null): string => (text ?? "").replaceAll("\u00a0", " ");

describe("what the scatter plot shows", () => {
  it("names the direction only where the interval leaves out zero", () => {
    expect(plain(relationSentence(row(0.5, 0.3, 0.7)))).toContain("higher 1 − neutral: r = .50");
    expect(plain(relationSentence(row(-0.5, -0.7, -0.3)))).toContain("lower 1 − neutral: r = −.50");
    expect(plain(relationSentence(row(0.1, -0.1, 0.3)))).toContain("no relation that can be told from none");
  });

  it("warns of few rows and of a missing interval", () => {
    expect(relationSentence({ ...row(0.9, 0.3, 0.99), n: 12 })).toContain("With 12 rows this says little");
    expect(relationSentence(row(0.5, 0.3, 0.7))).not.toContain("says little");
    const three = { ...row(0.9, 0, 0), n: 3, ciLow: null, ciHigh: null };
    expect(relationSentence(three)).toContain("too few for an interval");
  });

  it("gives the reason where there is no r", () => {
    expect(relationSentence(without("Nothing varies."))).toBe("There is no r (n = 2): Nothing varies.");
  });
});

describe("what the sessions show", () => {
  it("counts positive values and intervals above zero, and says where there is none", () => {
    const rows = [row(0.5, 0.3, 0.7), row(0.1, -0.2, 0.4), row(-0.2, -0.4, 0.1), without("Why.")];
    expect(sessionsSentence(rows)).toBe(
      "Of 4 rated sessions, 3 have an r: 2 of them are positive, 1 with an interval above zero; their median is .10. In 1 there is no r; the table says why.",
    );
  });

  it("calls a single value no median", () => {
    expect(sessionsSentence([row(-0.16, -0.4, 0.1), without("Why."), without("Why.")])).toBe(
      "Of 3 rated sessions, one has an r: −.16. In 2 there is no r; the table says why.",
    );
  });

  it("takes the median of an even number of sessions between the middle two", () => {
    expect(sessionsSentence([row(0.2, 0, 0.4), row(0.4, 0.1, 0.6)])).toContain("the median r is .30");
  });

  it("has no counts of a single session, and no zero for none", () => {
    expect(sessionsSentence([row(0.82, 0.7, 0.9)])).toBe("The one rated session has r = .82.");
    expect(sessionsSentence([row(-0.2, -0.4, 0.1), row(-0.1, -0.3, 0.1)])).toBe(
      "Of 2 rated sessions, none have a positive r, none with an interval above zero; the median r is −.15.",
    );
  });

  it("does not invent a value where no session has one", () => {
    expect(sessionsSentence([without("Why.")])).toBe(
      "No rated session has enough rows that vary for an r; the table says why.",
    );
  });
});

describe("what the confusion shows", () => {
  const table: Confusion = {
    rater: null,
    kind: "six",
    rows: ["joy", "love"],
    columns: ["happy", "sad"],
    counts: [
      [3, 1],
      [0, 2],
    ],
    n: 6,
    same: 3,
    comparable: 4,
  };

  it("says how often both agree and what the machine names most", () => {
    expect(confusionSentence(table)).toBe(
      "Rater and machine name the same in 3 of 4 rows that can be compared (75%); the machine's strongest is happy in 3 of 6 rows (50%).",
    );
  });

  it("does not divide by nothing", () => {
    const loveAlone = {
      ...table,
      counts: [
        [0, 0],
        [0, 2],
      ],
      n: 2,
      same: 0,
      comparable: 0,
    };
    expect(confusionSentence(loveAlone)).toContain("No row has a counterpart among the expressions");
    expect(
      confusionSentence({
        ...loveAlone,
        counts: [
          [0, 0],
          [0, 0],
        ],
        n: 0,
      }),
    ).toBe("No row has an emotion to compare.");
  });
});

describe("synthetic ratings", () => {
  it("are named, however the code is spelt, and told apart from a mixture", () => {
    expect(syntheticNotice(["R1", "R2"])).toBeNull();
    expect(syntheticNotice(["synthetic-A"])).toContain("No number in this report");
    expect(syntheticNotice(["R1", "SYNTHETIC-A"])).toContain("Numbers that include them");
  });
});

function row(r: number, ciLow: number, ciHigh: number): CorrelationRow {
  return { rater: null, patient: "P01", session: 1, n: 100, r, ciLow, ciHigh, p: 0.2, explanation: null };
}

function without(explanation: string): CorrelationRow {
  return { ...row(0, 0, 0), n: 2, r: null, ciLow: null, ciHigh: null, p: null, explanation };
}
