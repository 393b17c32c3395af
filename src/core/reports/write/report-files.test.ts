import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { reportDocumentSchema } from "../../../shared/reports/document.ts";
import type { BuiltReport } from "../built-report.ts";
import { reportFiles } from "./report-files.ts";
import { smallReport } from "./small-report.fixture.ts";

const SCRIPTS = { common: "# common", parts: ["# first", "# second"] };

async function fileOf(name: string, built: BuiltReport = smallReport()): Promise<string> {
  return (await reportFiles(built, SCRIPTS)).get(name) ?? "";
}

const rowsOf = (csv: string): Record<string, string>[] => parse(csv, { columns: true });

describe("files of a report", () => {
  it("are page, document, tables, script and figures, the same every time", async () => {
    const files = await reportFiles(smallReport(), SCRIPTS);
    expect([...files.keys()].sort()).toEqual([
      "agreement.html",
      "agreement.json",
      "analysis.R",
      "columns.csv",
      "figures/one.csv",
      "figures/one.svg",
      "figures/one.vl.json",
      "figures/two.csv",
      "figures/two.svg",
      "figures/two.vl.json",
      "numbers.csv",
      "rated-minutes.csv",
      "raters.csv",
    ]);
    const again = await reportFiles(smallReport(), SCRIPTS);
    for (const [name, content] of files) expect(again.get(name) === content, name).toBe(true);
  });

  it("hold the document as it is", async () => {
    const stored: unknown = JSON.parse(await fileOf("agreement.json"));
    expect(reportDocumentSchema.parse(stored)).toEqual(smallReport().document);
  });

  it("say why there are no results and give R nothing to compute", async () => {
    const { document } = smallReport();
    const built = {
      document: { ...document, missing: "No ratings yet: import them.", sections: [], numbers: [] },
      data: [],
    };
    const files = await reportFiles(built, SCRIPTS);
    expect(files.get("agreement.html")).toContain("No ratings yet: import them.");
    expect(files.get("analysis.R")).toBe("# common\ncompare_numbers()\n");
    expect(files.get("numbers.csv")).toBe("key,value,tolerance\n");
  });

  it("are not written where one would replace another", async () => {
    const { document, data } = smallReport();
    const twice = { document, data: [...data, ...data] };
    await expect(reportFiles(twice, SCRIPTS)).rejects.toThrow("rated-minutes.csv");
    const [section] = document.sections;
    const figures = { document: { ...document, sections: section ? [section, section] : [] }, data };
    await expect(reportFiles(figures, SCRIPTS)).rejects.toThrow("one");
  });
});

describe("page of a report", () => {
  it("needs nothing beside it: no script, no address, and a policy that forbids them", async () => {
    const page = await fileOf("agreement.html");
    expect(page).not.toMatch(/<script|<link|<img|<iframe|\son\w+=|src=|@import|url\((?!#)/i);
    expect(page.replace(/xmlns(:\w+)?="[^"]*"/g, "")).not.toMatch(/https?:|\/\//);
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
  });

  it("escapes what people typed", async () => {
    const page = await fileOf("agreement.html");
    expect(page).toContain("&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; Co");
    expect(page).toContain("R1 &lt;b&gt;");
    expect(page).toContain('title="Pearson&#39;s &quot;r&quot;, n = 40."');
    expect(page).toContain('aria-label="Rises &amp; falls"');
  });

  it("leads from its contents to every part", async () => {
    const page = await fileOf("agreement.html");
    const targets = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
    expect(targets).toHaveLength(7);
    for (const id of targets) expect(page).toContain(`<h2 id="${id}">`);
    const ids = [...page.matchAll(/\bid="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("tells on hover what a number means and under the table why one is missing", async () => {
    const page = await fileOf("agreement.html");
    expect(page).toContain('<abbr title="Pearson&#39;s r">r</abbr>');
    expect(page).toContain('title="Pearson&#39;s r Value: 0.25. n = 40."');
    expect(page).toMatch(/>–<sup>1<\/sup>/);
    expect(page).toContain("<li>All minutes have the same arousal.</li>");
  });

  it("clips each figure by its own frame", async () => {
    const page = await fileOf("agreement.html");
    for (const [, id] of page.matchAll(/url\(#([^)]+)\)/g)) expect(page).toContain(`id="${id}"`);
    expect(page).toMatch(/url\(#one-1/);
    expect(page).toMatch(/url\(#two-1/);
  });
});

describe("tables of a report", () => {
  it("keep texts, quotation marks, line ends and empty fields", async () => {
    expect(rowsOf(await fileOf("rated-minutes.csv"))).toEqual([
      { rater: "007", arousal: "3", note: `a "quoted", remark\nof two lines` },
      { rater: "NA", arousal: "", note: "" },
    ]);
  });

  it("give bare values and the reasons of those that are missing", async () => {
    expect(rowsOf(await fileOf("raters.csv"))).toEqual([
      { rater: "R1 <b>", r: "0.25", n: "40", reason: "" },
      { rater: "007", r: "", n: "3", reason: "All minutes have the same arousal." },
    ]);
  });

  it("hold the values of each figure", async () => {
    expect(rowsOf(await fileOf("figures/one.csv"))).toEqual([
      { x: "1", y: "0.25" },
      { x: "2", y: "0.5" },
    ]);
  });

  it("have every column of every table defined", async () => {
    const files = await reportFiles(smallReport(), SCRIPTS);
    const columns = rowsOf(files.get("columns.csv") ?? "");
    for (const file of ["rated-minutes.csv", "raters.csv", "numbers.csv", "figures/one.csv"]) {
      const [header] = (files.get(file) ?? "").split("\n");
      const defined = columns.filter((row) => row["file"] === file);
      expect(defined.map((row) => row["name"]).join(",")).toBe(header);
      expect(defined.every((row) => row["definition"] !== "")).toBe(true);
    }
    expect(columns.find(({ name }) => name === "rater")).toMatchObject({ type: "text" });
    expect(columns.find(({ name }) => name === "arousal")).toMatchObject({ type: "number" });
  });
});
