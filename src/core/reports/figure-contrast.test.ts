import { parse, View } from "vega";
import { compile, type TopLevelSpec } from "vega-lite";
import { beforeAll, describe, expect, it } from "vitest";
import { goldenReportTables } from "../../../test/golden/golden-report-tables.ts";
import type { FigureTheme } from "../../shared/figures/figure-spec.ts";
import type { FigureBlock } from "../../shared/reports/document.ts";
import { REPORT_NAMES, reportOptionsSchema } from "../../shared/reports/report-options.ts";
import { BUILDER_OF } from "./build-report.ts";
import type { ReportTables } from "./report-tables.ts";

const GROUNDS: Readonly<Record<FigureTheme, string>> = { light: "#FFFFFF", dark: "#111827" };
/** Of lines and texts against what lies under them. */
const LEAST_CONTRAST = 3;

let tables: ReportTables;
beforeAll(async () => {
  tables = await goldenReportTables();
});

describe.each(REPORT_NAMES)("figures of the report %s", (name) => {
  let figures: FigureBlock[] = [];
  beforeAll(async () => {
    const build = await BUILDER_OF[name]();
    const { document } = build(tables, reportOptionsSchema.parse({ resamples: 20 }), () => {});
    figures = document.sections.flatMap(({ blocks }) => blocks.filter((block) => block.kind === "figure"));
  }, 240_000);

  it.each(["light", "dark"] as const)(
    "have lines, marks and texts that stand out on a %s ground",
    async (theme) => {
      expect(figures.length).toBeGreaterThan(0);
      for (const figure of figures) expect(await faintMarks(figure, theme), figure.id).toEqual([]);
    },
  );
});

/** What is drawn, as Vega holds it. */
interface SceneMark {
  readonly marktype: string;
  readonly role: string;
  readonly items: readonly Readonly<Record<string, unknown>>[];
}

interface Cell {
  readonly fill: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** What stands out too little, in words. Bands, cells and grids may be pale: something else says what they mean. */
async function faintMarks(figure: FigureBlock, theme: FigureTheme): Promise<string[]> {
  const spec = { ...figure[theme], datasets: structuredClone(figure.datasets) };
  const view = new View(parse(compile(spec as unknown as TopLevelSpec).spec), { renderer: "none" });
  await view.runAsync();
  const cells: Cell[] = [];
  const faint = new Set<string>();
  const check = (what: string, color: unknown, ground: string): void => {
    const ratio = typeof color === "string" ? contrast(color, ground) : 0;
    if (ratio < LEAST_CONTRAST) faint.add(`${what} ${String(color)} on ${ground}: ${ratio.toFixed(2)}`);
  };
  const walk = (scene: SceneMark, left: number, top: number): void => {
    const { marktype, role } = scene;
    for (const item of scene.items) {
      const [x, y] = [left + Number(item["x"] ?? 0), top + Number(item["y"] ?? 0)];
      if (marktype === "group") {
        for (const inner of (item["items"] ?? []) as SceneMark[]) walk(inner, x, y);
      } else if (item["opacity"] === 0 || role === "axis-grid") {
      } else if (marktype === "rect") {
        const [right, bottom] = [x + Number(item["width"] ?? 0), y + Number(item["height"] ?? 0)];
        if (isColor(item["fill"])) cells.push({ fill: item["fill"], left: x, top: y, right, bottom });
      } else if (marktype === "text") {
        if (item["text"] === "" || item["text"] === undefined) continue;
        const [at, line] = [x + Number(item["dx"] ?? 0), y + Number(item["dy"] ?? 0)];
        const under = cells.findLast(
          (cell) => at >= cell.left && at <= cell.right && line >= cell.top && line <= cell.bottom,
        );
        check(`${role} text "${String(item["text"])}"`, item["fill"], under?.fill ?? GROUNDS[theme]);
      } else if (marktype === "line" || marktype === "rule") {
        check(`${role} ${marktype}`, item["stroke"], GROUNDS[theme]);
      } else if (marktype === "symbol") {
        const colors = [item["stroke"], item["fill"]].filter(isColor);
        const best = colors.toSorted((a, b) => contrast(b, GROUNDS[theme]) - contrast(a, GROUNDS[theme]))[0];
        check(`${role} symbol`, best, GROUNDS[theme]);
      }
    }
  };
  walk((view.scenegraph() as unknown as { root: SceneMark }).root, 0, 0);
  view.finalize();
  return [...faint];
}

function isColor(value: unknown): value is string {
  return typeof value === "string" && value !== "transparent" && value !== "none";
}

/** Contrast ratio of WCAG 2.1, 1..21. */
function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

function luminance(color: string): number {
  const hex = /^#([0-9a-f]{6})$/i.exec(color)?.[1];
  const parts = hex
    ? [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16))
    : (/^rgb\((.+)\)$/.exec(color)?.[1] ?? "0,0,0").split(",").map(Number);
  const [r = 0, g = 0, blue = 0] = parts.map((part) => {
    const share = part / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * blue;
}
