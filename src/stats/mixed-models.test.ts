import { describe, expect, it } from "vitest";
import { groupingOf } from "./grouping.ts";
import { type HeldOut, leaveOneGroupOut } from "./leave-one-group-out.ts";
import { fitLinearMixed } from "./linear-mixed.ts";
import { prepareLogistic } from "./logistic-design.ts";
import { fitLogisticMixed } from "./logistic-mixed.ts";

/** Reproducible noise in (-1, 1), without a generator. */
const noise = (i: number, k: number): number => Math.sin(12.9898 * (i + 1) * k + 78.233 * k);
const ROWS = Array.from({ length: 120 }, (_, i) => i);
const group = ROWS.map((i) => `group ${i % 6}`);
const x = ROWS.map((i) => noise(i, 1));
const y = ROWS.map((i) => 2 + (x[i] ?? 0) * 0.5 + (i % 6) * 0.4 + noise(i, 2));
const linear = { y, columns: [ROWS.map(() => 1), x], groups: [groupingOf(group)] };

describe("linear mixed model", () => {
  it("does not care about the order of rows, names of groups, or the origin of y", () => {
    const fit = fitLinearMixed(linear, { reml: true });
    const reversed = fitLinearMixed(
      {
        y: y.map((value) => value + 1000).toReversed(),
        columns: linear.columns.map((column) => column.toReversed()),
        groups: [groupingOf(group.map((name) => name.split("").reverse().join("")).toReversed())],
      },
      { reml: true },
    );
    expect(reversed.criterion).toBeCloseTo(fit.criterion, 7);
    expect(reversed.fixed[0]?.estimate).toBeCloseTo((fit.fixed[0]?.estimate ?? 0) + 1000, 7);
    expect(reversed.fixed[1]?.se).toBeCloseTo(fit.fixed[1]?.se ?? 0, 7);
  });

  it("does not care which grouping comes first", () => {
    const other = groupingOf(ROWS.map((i) => `other ${Math.floor(i / 40)}`));
    const [first] = linear.groups;
    if (!first) throw new Error("no groups");
    const a = fitLinearMixed({ ...linear, groups: [first, other] }, { reml: false });
    const b = fitLinearMixed({ ...linear, groups: [other, first] }, { reml: false });
    expect(b.criterion).toBeCloseTo(a.criterion, 8);
    expect(b.groupVariances[1]).toBeCloseTo(a.groupVariances[0] ?? 0, 6);
  });

  it("leaves out a column that others explain, and says which", () => {
    const fit = fitLinearMixed(
      { ...linear, columns: [...linear.columns, x.map((v) => 3 - v)] },
      { reml: true },
    );
    expect(fit.kept).toEqual([0, 1]);
    expect(fit.criterion).toBeCloseTo(fitLinearMixed(linear, { reml: true }).criterion, 9);
  });

  it("says that groups do not differ", () => {
    const alike = ROWS.map((i) => noise(Math.floor(i / 6), 3));
    const fit = fitLinearMixed({ ...linear, y: alike }, { reml: true });
    expect(fit).toMatchObject({ singular: true, groupVariances: [0] });
    expect(fit.modes[0]?.every((mode) => mode === 0)).toBe(true);
  });

  it("refuses one group alone, and data without variance", () => {
    const single = { ...linear, groups: [groupingOf(ROWS.map(() => "one"))] };
    expect(() => fitLinearMixed(single, { reml: true })).toThrow("two groups");
    expect(() => fitLinearMixed({ ...linear, y: x }, { reml: true })).toThrow("no variance");
  });
});

describe("logistic mixed model", () => {
  const labels = ROWS.map((i) => Number(noise(i, 4) + (x[i] ?? 0) + (i % 6) * 0.2 > 0.5));
  const input = { y: labels, predictors: [x], group: groupingOf(group) };
  const heldOut = (data: typeof input): HeldOut => {
    const prepared = prepareLogistic(data);
    return leaveOneGroupOut(prepared, fitLogisticMixed(prepared, 1));
  };

  it("turns its signs with the label, and does not care about the predictor's unit", () => {
    const fit = fitLogisticMixed(prepareLogistic(input), 1);
    const turned = fitLogisticMixed(
      prepareLogistic({ ...input, y: labels.map((v) => 1 - v), predictors: [x.map((v) => 100 * v)] }),
      1,
    );
    expect(turned.logLikelihood).toBeCloseTo(fit.logLikelihood, 8);
    expect(turned.fixed[1]?.estimate).toBeCloseTo(-(fit.fixed[1]?.estimate ?? 0) / 100, 7);
    expect(turned.sd).toBeCloseTo(fit.sd, 5);
  });

  it("has a finite fit without a warning for data that can tell", () => {
    expect(fitLogisticMixed(prepareLogistic(input), 25)).toMatchObject({ converged: true, separated: false });
  });

  it("says that a predictor tells the label apart without error", () => {
    const fit = fitLogisticMixed(prepareLogistic({ ...input, y: x.map((v) => Number(v > 0)) }), 1);
    expect(fit.separated).toBe(true);
  });

  it("refuses a label that is always or never there", () => {
    expect(() => prepareLogistic({ ...input, y: ROWS.map(() => 0) })).toThrow("all rows or in none");
  });

  it("is judged on groups that it has not seen", () => {
    const result = heldOut(input);
    expect(result).toMatchObject({ groups: 6, skipped: [] });
    expect(result.tp + result.fn).toBe(labels.filter((label) => label === 1).length);
    expect(result.tn + result.fp).toBe(labels.filter((label) => label === 0).length);
    expect(result.roc?.auc).toBeGreaterThan(0.6);
  });

  it("has no cut for a label that one group alone shows, and says for which", () => {
    const rare = group.map((name, i) => Number(name === "group 2" && i < 20));
    const result = heldOut({ ...input, y: rare });
    expect(result).toMatchObject({ groups: 5, skipped: ["group 2"], sensitivity: null, j: null });
  });
});
