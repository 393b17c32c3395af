import { describe, expect, it } from "vitest";
import { goldenAgreementInput } from "../../../test/golden/golden-agreement-input.ts";
import type { Agreement } from "../../shared/contract/agreement.ts";
import { confusionHeatmap } from "../../shared/figures/confusion-heatmap.ts";
import { correlationScatter } from "../../shared/figures/correlation-scatter.ts";
import { type FigureSpec, figure } from "../../shared/figures/figure-spec.ts";
import { sessionCorrelations } from "../../shared/figures/session-correlations.ts";
import { sessionCourse } from "../../shared/figures/session-course.ts";
import { drawFigure } from "../reports/write/draw-figure.ts";
import { computeAgreement } from "./compute-agreement.ts";

const golden = computeAgreement(goldenAgreementInput());
const empty = computeAgreement({ ...goldenAgreementInput(), ratings: [] });

const FIGURES: Readonly<Record<string, (agreement: Agreement, theme: "light" | "dark") => FigureSpec>> = {
  scatter: correlationScatter,
  sessions: sessionCorrelations,
  confusion: ({ confusions }, theme) => {
    const [table] = confusions;
    if (!table) throw new Error("no confusion table");
    return confusionHeatmap(table, theme);
  },
  course: ({ points }, theme) =>
    sessionCourse(
      points.filter((point) => point.patient === "P02" && point.session === 1),
      theme,
    ),
};

describe("figures of the agreement", () => {
  it.each(Object.keys(FIGURES))(
    "draws %s of a full and of an empty study, the same every time",
    async (name) => {
      for (const agreement of [golden, empty]) {
        for (const theme of ["light", "dark"] as const) {
          const spec = FIGURES[name]?.(agreement, theme) ?? {};
          const svg = await drawFigure(spec);
          expect(svg).toMatch(/^<svg/);
          expect(svg).not.toMatch(/NaN|undefined/);
          expect(await drawFigure(FIGURES[name]?.(agreement, theme) ?? {})).toBe(svg);
        }
      }
    },
  );

  it("draws a mark for every point of the scatter plot", async () => {
    const svg = await drawFigure(correlationScatter(golden, "light"));
    const [marks] = svg.split("mark-line");
    expect(marks?.match(/<path transform/g)).toHaveLength(golden.points.length);
  });

  it("leaves a gap where a minute has no value", async () => {
    const points = golden.points.filter(
      ({ patient, session, minute, rater }) =>
        patient === "P02" && session === 1 && rater === "R1" && [1, 2, 9, 10].includes(minute),
    );
    const svg = await drawFigure(sessionCourse(points, "light"));
    const [arousal] = svg.match(/<g class="mark-line[^>]*>.*?<\/g>/s) ?? [];
    expect(arousal?.match(/[\s"]?M/g)).toHaveLength(2);
  });

  it("shortens positions but never a number that is read", async () => {
    const svg = await drawFigure(
      figure("light", {
        data: { values: [{ x: 0.123456, label: "0.123456 <b>&" }] },
        mark: "text",
        encoding: { x: { field: "x", type: "quantitative" }, text: { field: "label" } },
      }),
    );
    expect(svg).toContain(">0.123456 &lt;b&gt;&amp;<");
    expect(svg.match(/<[^>]+\d\.\d{3,}[^>]*>/)).toBeNull();
  });
});
