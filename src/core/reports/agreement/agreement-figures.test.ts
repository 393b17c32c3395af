import { describe, expect, it } from "vitest";
import { goldenReportTables } from "../../../../test/golden/golden-report-tables.ts";
import { confusionHeatmap } from "../../../shared/figures/confusion-heatmap.ts";
import { correlationScatter } from "../../../shared/figures/correlation-scatter.ts";
import { dotIntervals } from "../../../shared/figures/dot-intervals.ts";
import type { FigureSpec, FigureTheme } from "../../../shared/figures/figure-spec.ts";
import { sessionCorrelations } from "../../../shared/figures/session-correlations.ts";
import { sessionCourse } from "../../../shared/figures/session-course.ts";
import { drawFigure } from "../write/draw-figure.ts";
import { agreementRows } from "./agreement-rows.ts";
import { confusionTables } from "./confusion-tables.ts";
import { correlationRows } from "./correlation-rows.ts";

interface Values extends ReturnType<typeof agreementRows> {
  readonly points: ReturnType<typeof agreementRows>["rows"];
  readonly correlations: ReturnType<typeof correlationRows>;
}

const FIGURES: Readonly<Record<string, (values: Values, theme: FigureTheme) => FigureSpec>> = {
  scatter: correlationScatter,
  sessions: sessionCorrelations,
  confusion: ({ rows, raters }, theme) => {
    const [table] = confusionTables(rows, raters);
    if (!table) throw new Error("no confusion table");
    return confusionHeatmap(table, theme);
  },
  course: ({ points }, theme) =>
    sessionCourse(
      points.filter((point) => point.patient === "P02" && point.session === 1),
      theme,
    ),
};

describe("figures of the agreement", async () => {
  const tables = await goldenReportTables();
  const valuesOf = (ratings: typeof tables.ratings): Values => {
    const joined = agreementRows({ ...tables, ratings });
    return { ...joined, points: joined.rows, correlations: correlationRows(joined) };
  };
  const golden = valuesOf(tables.ratings);

  it.each(Object.keys(FIGURES))(
    "draw %s of a full and of an empty study, the same every time",
    async (name) => {
      for (const values of [golden, valuesOf([])]) {
        for (const theme of ["light", "dark"] as const) {
          const svg = await drawFigure(FIGURES[name]?.(values, theme) ?? {});
          expect(svg).toMatch(/^<svg/);
          expect(svg).not.toMatch(/NaN|undefined/);
          expect(await drawFigure(FIGURES[name]?.(values, theme) ?? {})).toBe(svg);
        }
      }
    },
  );

  it("draw a mark for every point of the scatter plot", async () => {
    const svg = await drawFigure(correlationScatter(golden, "light"));
    const [marks] = svg.split("mark-line");
    expect(marks?.match(/<path transform/g)).toHaveLength(golden.points.length);
  });

  it("count many points in cells: each in the panel of all raters and in that of its own", () => {
    const points = [0, 1].flatMap(() => golden.points);
    const spec = JSON.stringify(correlationScatter({ ...golden, points }, "light"));
    const cells = [...spec.matchAll(/"n":(\d+)/g)].map(([, n]) => Number(n));
    expect(cells.reduce((sum, n) => sum + n, 0)).toBe(2 * points.length);
    expect(cells.length).toBeLessThan(1600);
  });

  it("leave a gap where a minute has no value", async () => {
    const points = golden.points.filter(
      ({ patient, session, minute, rater }) =>
        patient === "P02" && session === 1 && rater === "R1" && [1, 2, 9, 10].includes(minute),
    );
    const svg = await drawFigure(sessionCourse(points, "light"));
    const [arousal] = svg.match(/<g class="mark-line[^>]*>.*?<\/g>/s) ?? [];
    expect(arousal?.match(/[\s"]?M/g)).toHaveLength(2);
  });

  it("draw an estimate without an interval as a dot alone", async () => {
    const line = { panel: "MODE", label: "Mean", series: "r", n: 9 };
    const values = [
      { ...line, value: 0.2, low: null, high: null },
      { ...line, label: "Median", value: 0.3, low: 0.1, high: 0.4 },
    ];
    const svg = await drawFigure(dotIntervals(values, "Correlation", "light"));
    expect(svg).not.toMatch(/NaN|undefined/);
    expect(svg).toContain("Median");
  });
});
