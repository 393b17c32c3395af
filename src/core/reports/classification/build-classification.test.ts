import { beforeAll, describe, expect, it } from "vitest";
import { goldenReportTables } from "../../../../test/golden/golden-report-tables.ts";
import results from "../../../../test/golden/results.json" with { type: "json" };
import type { ReportDocument } from "../../../shared/reports/document.ts";
import { reportOptionsSchema } from "../../../shared/reports/report-options.ts";
import type { LabelledClip, LabelTable, ReportTables } from "../report-tables.ts";
import { buildClassification } from "./build-classification.ts";

let golden: ReportTables;
beforeAll(async () => {
  golden = await goldenReportTables();
});

function built(labels: LabelTable | null, resamples = 0): ReportDocument {
  const options = reportOptionsSchema.parse({ resamples });
  return buildClassification({ ...golden, labels }, options, () => {}).document;
}

function numbersOf(document: ReportDocument): Map<string, number | null> {
  return new Map(document.numbers.map(({ key, value }) => [key, value]));
}

function tableOf(document: ReportDocument, id: string): Record<string, unknown>[] {
  const block = document.sections
    .flatMap(({ blocks }) => blocks)
    .find((candidate) => candidate.kind === "table" && candidate.id === id);
  if (block?.kind !== "table") throw new Error(`There is no table ${id}.`);
  return block.rows.map((row) => Object.fromEntries(block.columns.map((column, i) => [column.id, row[i]])));
}

/** Every text and number of a document. */
function leaves(value: unknown): unknown[] {
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(leaves) : [value];
}

/** Sentences and methods. */
function wordsOf({ sections, flow, methods }: ReportDocument): string {
  const inSections = sections.flatMap(({ blocks }) =>
    blocks.flatMap((block) => {
      if (block.kind === "note") return [block.text];
      if (block.kind !== "text") return [];
      return [block.text.map((part) => (typeof part === "string" ? part : part.text)).join("")];
    }),
  );
  return [flow.sentence, ...inSections, ...methods].join(" ");
}

/** A set of one dimension: truth and the answers of judges, clip by clip. */
function labelSet(judges: Record<string, "human" | "model">, clips: (string | null)[][]): LabelTable {
  const names = Object.keys(judges);
  return {
    set: "test",
    dimensions: ["emotion"],
    judges: names.map((name) => ({ name, kind: judges[name] as "human" | "model" })),
    clips: clips.map(
      ([truth, ...answers], i): LabelledClip => ({
        clip: `C${i}`,
        truth: { emotion: truth ?? null },
        judged: Object.fromEntries(names.map((name, j) => [name, { emotion: answers[j] ?? null }])),
      }),
    ),
  };
}

describe("classification report of the reference study", () => {
  it("holds the reference's measures of the model and the people", () => {
    const numbers = numbersOf(built(golden.labels));
    const { classification } = results;
    for (const kind of ["emotion", "valence"] as const) {
      for (const judge of ["obs1", "obs2", "obs3", "model"] as const) {
        const expected = classification[kind][judge];
        expect(numbers.get(`${kind}.${judge}.accuracy`)).toBeCloseTo(expected.accuracy, 12);
        expect(numbers.get(`${kind}.${judge}.accuracy_low`)).toBeCloseTo(expected.ci_low, 8);
        expect(numbers.get(`${kind}.${judge}.uar`)).toBeCloseTo(expected.uar, 12);
        expect(numbers.get(`${kind}.${judge}.log10_p_chance`)).toBeCloseTo(expected.log10_p_vs_chance, 6);
        expect(numbers.get(`${kind}.kappa.truth-${judge}`)).toBeCloseTo(expected.kappa_vs_truth.kappa, 12);
      }
      expect(numbers.get(`${kind}.kappa.model-people`)).toBeCloseTo(
        classification.kappa_human_vs_model[kind].mean,
        12,
      );
      expect(numbers.get(`${kind}.kappa.fleiss.all`)).toBeCloseTo(
        classification.fleiss_among_humans[kind].kappa,
        12,
      );
      expect(numbers.get(`${kind}.kappa.fleiss.right_or_wrong`)).toBeCloseTo(
        classification.fleiss_among_humans[`${kind}_correct_or_not`].kappa,
        12,
      );
    }
  });

  it("draws the reference's bootstrap intervals from the seed", () => {
    const rows = tableOf(built(golden.labels, 1000), "emotion-accuracy");
    const reference = results.classification.bootstrap_reproducible;
    const model = rows.find(({ judge }) => judge === "model");
    const people = rows.find(({ kind }) => kind === "mean");
    expect(model?.["uar_low"]).toBeCloseTo(reference.model_uar.ci_low, 12);
    expect(model?.["uar_high"]).toBeCloseTo(reference.model_uar.ci_high, 12);
    expect(people?.["accuracy_low"]).toBeCloseTo(reference.mean_human_accuracy.ci_low, 12);
    expect(people?.["accuracy_high"]).toBeCloseTo(reference.mean_human_accuracy.ci_high, 12);
  });

  it("puts the emotions of one valence side by side and counts contradictions", () => {
    const document = built(golden.labels);
    const classes = tableOf(document, "emotion-classes-model");
    expect(classes.slice(0, 4).map(({ group }) => group)).toEqual(Array(4).fill("negative"));
    expect(new Set(classes.slice(4).map(({ group }) => group))).toEqual(new Set(["positive"]));
    const [nested] = tableOf(document, "nested-1");
    expect(nested).toMatchObject({ judge: "obs1", n: 600 });
  });

  it("does not depend on the order of clips or the names of classes", () => {
    const labels = golden.labels as LabelTable;
    const shuffled = { ...labels, clips: labels.clips.toReversed() };
    expect(numbersOf(built(shuffled))).toEqual(numbersOf(built(labels)));
    const rename = (answers: Readonly<Record<string, string | null>>) => ({
      ...answers,
      valence: answers["valence"] === "positive" ? "a" : "z",
    });
    const renamed = {
      ...labels,
      clips: labels.clips.map((clip) => ({
        ...clip,
        truth: rename(clip.truth),
        judged: Object.fromEntries(Object.entries(clip.judged).map(([judge, own]) => [judge, rename(own)])),
      })),
    };
    const [before, after] = [numbersOf(built(labels)), numbersOf(built(renamed))];
    for (const key of ["valence.model.uar", "valence.kappa.truth-model", "valence.kappa.fleiss.all"])
      expect(after.get(key)).toBeCloseTo(before.get(key) as number, 12);
  });
});

describe("classification report of awkward sets", () => {
  it("says what to import where there are no labels", () => {
    const document = built(null);
    expect(document.missing).toContain("import-labels");
    expect(document.sections).toEqual([]);
  });

  it("leaves missing answers out judge by judge, and counts them", () => {
    const document = built(
      labelSet({ anna: "human", net: "model" }, [
        ["joy", "joy", "joy"],
        ["joy", null, "fear"],
        ["fear", "fear", "fear"],
        ["fear", "joy", null],
        [null, "joy", "joy"],
      ]),
    );
    const numbers = numbersOf(document);
    expect(numbers.get("emotion.anna.n")).toBe(3);
    expect(numbers.get("emotion.net.accuracy")).toBeCloseTo(2 / 3, 12);
    expect(document.flow.lines).toContainEqual({
      label: "lost: emotion without a known truth",
      n: 1,
      indent: true,
      strong: false,
    });
    // Both answered the first and the third clip alone.
    expect(tableOf(document, "emotion-difference")[0]).toMatchObject({ n: 2, difference: 0 });
    expect(document.sections.flatMap(({ blocks }) => blocks)).toContainEqual({
      kind: "text",
      text: ["Agreement among people needs two of them or more."],
    });
  });

  it("explains a judge who always names one class, and a class without clips", () => {
    const document = built(
      labelSet({ net: "model" }, [
        ["joy", "pride"],
        ["joy", "pride"],
        ["fear", "pride"],
      ]),
    );
    const warnings = document.sections
      .flatMap(({ blocks }) => blocks)
      .flatMap((block) => (block.kind === "note" && block.tone === "warning" ? [block.text] : []));
    expect(warnings.some((words) => words.includes("No clip shows pride"))).toBe(true);
    expect(warnings.some((words) => words.includes("net answered pride throughout"))).toBe(true);
    const pride = tableOf(document, "emotion-classes-net").find((row) => row["class"] === "pride");
    expect(pride?.["sensitivity"]).toEqual({ value: null, why: "No clip shows this class." });
    expect(document.notices).toContain(
      "No person is among the judges: what compares models with people is left out.",
    );
  });

  it("has reasons in place of values where every clip and answer is of one class", () => {
    const document = built(
      labelSet({ anna: "human", bert: "human", net: "model" }, [
        ["joy", "joy", "joy", "joy"],
        ["joy", "joy", "joy", "joy"],
      ]),
      50,
    );
    expect(document.numbers.every(({ value }) => value === null || Number.isFinite(value))).toBe(true);
    expect(document.sections.flatMap(({ blocks }) => blocks)).toContainEqual({
      kind: "note",
      tone: "note",
      text: expect.stringMatching(/Cohen's kappa.+ Nothing could be computed\. .*All answers name one class/),
    });
    expect(tableOf(document, "emotion-chance")[0]?.["p_chance"]).toMatchObject({ value: null });
  });

  it("speaks of a single judge by name and of nothing that was not computed", () => {
    const document = built(
      labelSet({ anna: "human" }, [
        ["joy", "joy"],
        ["fear", "joy"],
        ["fear", "fear"],
      ]),
      50,
    );
    const words = wordsOf(document);
    expect(words).toContain("anna names the emotion of the clip");
    expect(words).toContain("3 clips with a known truth (emotion: 2 classes) were judged by one person.");
    expect(words).not.toMatch(
      /all people|mean of one|no model|McNemar|Fleiss' kappa(?! among people needs)/i,
    );
    expect(tableOf(document, "emotion-accuracy")).toHaveLength(1);
    expect(tableOf(document, "emotion-kappa")).toHaveLength(1);
  });

  it("has words for one clip and one class", () => {
    const words = wordsOf(
      built(labelSet({ anna: "human", bert: "human", net: "model" }, [["joy", "joy", "joy", "joy"]]), 50),
    );
    expect(words).toContain("The one clip of the set");
    expect(words).toContain("1 clip with a known truth (emotion: 1 class) was judged");
    expect(words).not.toMatch(/\b1 (classes|clips|answers)\b|kappa is no kappa|throughout/);
  });

  it("begins every sentence with a capital, and sets rows apart only where a note says what for", () => {
    const document = built(golden.labels);
    for (const { blocks } of document.sections)
      for (const block of blocks) {
        if (block.kind === "text") {
          const [first] = block.text;
          expect(typeof first === "string" ? first : first?.text).toMatch(/^[A-Z]/);
        }
        if (block.kind === "table" && block.strong.length > 0)
          expect(block.note, block.id).toContain("Set apart");
      }
  });

  it("prints no NaN anywhere", () => {
    const sets = [
      labelSet({ anna: "human", net: "model" }, [
        ["joy", null, "fear"],
        ["fear", null, "fear"],
      ]),
      labelSet({ anna: "human", bert: "human" }, [["joy", "joy", "fear"]]),
      labelSet({ net: "model", other: "model" }, [
        ["joy", "joy", null],
        [null, "fear", "fear"],
      ]),
    ];
    for (const labels of sets) {
      for (const leaf of leaves(built(labels, 20))) {
        if (typeof leaf === "number") expect(leaf).toSatisfy(Number.isFinite);
        else expect(String(leaf)).not.toMatch(/NaN|Infinity|undefined/);
      }
    }
  });
});
