import { expect, it } from "vitest";
import { figure } from "../../../shared/figures/figure-spec.ts";
import { drawFigure } from "./draw-figure.ts";

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
