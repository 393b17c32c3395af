import { EXPRESSIONS } from "../../../shared/expression.ts";
import type { ComponentFigure, ComponentGroup } from "../../../shared/figures/outcome-components.ts";
import { GROUPS, type Group } from "../../../shared/reports/outcome-group.ts";
import { normalEllipse } from "../../../stats/normal-ellipse.ts";
import { principalComponents } from "../../../stats/principal-components.ts";
import { mean, quantile, standardDeviation } from "../../../stats/summary.ts";
import type { OutcomeData } from "./outcome-data.ts";

/** Signs that the figure fixes: happy positive on the first component, sad on the second. */
const POSITIVE_ON = ["happy", "sad"] as const;
const BIN = 0.5;
/** Share of the minutes that the axes of the figure hold. */
const SHOWN = 0.99;
const ELLIPSE_SHARE = 0.5;

export interface GroupPlace {
  readonly group: Group;
  readonly n: number;
  readonly patients: number;
  /** Mean and standard deviation on the first and the second component. */
  readonly mean: readonly [number, number];
  readonly sd: readonly [number, number];
}

export interface ExpressionComponents {
  readonly n: number;
  readonly eigenvalues: readonly number[];
  /** `loadings[expression][component]`, unit length. */
  readonly loadings: readonly (readonly number[])[];
  /** How many have an eigenvalue above 1, and how many are shown: those, at least two. */
  readonly kaiser: number;
  readonly shown: number;
  readonly places: readonly GroupPlace[];
  readonly figure: ComponentFigure | null;
  /** Share of the minutes with a group that lie outside the figure's axes. */
  readonly outside: number;
}

/**
 * Principal components of the seven minute means over all minutes with a face; null where an expression does not vary.
 */
export function expressionComponents(data: OutcomeData): ExpressionComponents | null {
  const result = principalComponents(data.minutes.map((row) => EXPRESSIONS.map((name) => row.fer[name])));
  if (result === null) return null;
  const signs = result.eigenvalues.map((_, c) => {
    const name = POSITIVE_ON[c];
    if (name === undefined) return 1;
    return (result.loadings[EXPRESSIONS.indexOf(name)]?.[c] ?? 0) < 0 ? -1 : 1;
  });
  const kaiser = result.eigenvalues.filter((value) => value > 1).length;
  const [sign1 = 1, sign2 = 1] = signs;
  const scored = data.minutes.map((row, i) => ({
    patient: row.patient,
    group: data.groupOf.get(row.patient) ?? null,
    x: (result.scores[i]?.[0] as number) * sign1,
    y: (result.scores[i]?.[1] as number) * sign2,
  }));
  const share = (c: number): string =>
    ((100 * (result.eigenvalues[c] as number)) / EXPRESSIONS.length).toFixed(0);
  return {
    n: result.n,
    eigenvalues: result.eigenvalues,
    loadings: result.loadings.map((row) => row.map((value, c) => value * (signs[c] as number))),
    kaiser,
    shown: Math.max(2, kaiser),
    places: GROUPS.flatMap((group) => placeOf(group, scored)),
    ...drawn(scored, [`PC1 (${share(0)}% of the variance)`, `PC2 (${share(1)}%)`]),
  };
}

interface Scored {
  readonly patient: string;
  readonly group: Group | null;
  readonly x: number;
  readonly y: number;
}

function placeOf(group: Group, scored: readonly Scored[]): GroupPlace[] {
  const own = scored.filter((row) => row.group === group);
  if (own.length < 2) return [];
  const [x, y] = [own.map((row) => row.x), own.map((row) => row.y)];
  return [
    {
      group,
      n: own.length,
      patients: new Set(own.map((row) => row.patient)).size,
      mean: [mean(x), mean(y)],
      sd: [standardDeviation(x), standardDeviation(y)],
    },
  ];
}

function drawn(
  scored: readonly Scored[],
  [xTitle, yTitle]: readonly [string, string],
): { figure: ComponentFigure | null; outside: number } {
  const own = scored.filter((row) => row.group !== null);
  const groups = GROUPS.flatMap((group) => groupOf(group, own));
  if (groups.length === 0) return { figure: null, outside: 0 };
  const xRange = rangeOf(own.map((row) => row.x));
  const yRange = rangeOf(own.map((row) => row.y));
  const inside = ({ x, y }: Scored): boolean =>
    x >= xRange[0] && x < xRange[1] && y >= yRange[0] && y < yRange[1];
  return {
    outside: 1 - own.filter(inside).length / own.length,
    figure: {
      groups: groups.map((group) => ({
        ...group,
        bins: binsOf(own.filter((row) => row.group === group.group && inside(row))),
      })),
      patients: [...Map.groupBy(own, (row) => row.patient)].map(([patient, rows]) => ({
        patient,
        group: rows[0]?.group as Group,
        n: rows.length,
        x: mean(rows.map((row) => row.x)),
        y: mean(rows.map((row) => row.y)),
      })),
      ...{ binWidth: BIN, xRange, yRange, xTitle, yTitle },
    },
  };
}

function groupOf(group: Group, scored: readonly Scored[]): Omit<ComponentGroup, "bins">[] {
  const own = scored.filter((row) => row.group === group);
  const [x, y] = [own.map((row) => row.x), own.map((row) => row.y)];
  const ellipse = normalEllipse(x, y, ELLIPSE_SHARE);
  return ellipse === null ? [] : [{ group, n: own.length, centre: { x: mean(x), y: mean(y) }, ellipse }];
}

/** Whole bins that hold nearly all values. */
function rangeOf(values: readonly number[]): [number, number] {
  const [low, high] = [quantile(values, (1 - SHOWN) / 2), quantile(values, (1 + SHOWN) / 2)];
  return [BIN * Math.floor(low / BIN), BIN * (Math.floor(high / BIN) + 1)];
}

function binsOf(scored: readonly Scored[]): { x: number; y: number; n: number }[] {
  const cells = Map.groupBy(scored, ({ x, y }) => `${Math.floor(x / BIN)} ${Math.floor(y / BIN)}`);
  return [...cells.values()].map((rows) => {
    const [first] = rows;
    return {
      x: BIN * Math.floor((first?.x ?? 0) / BIN),
      y: BIN * Math.floor((first?.y ?? 0) / BIN),
      n: rows.length,
    };
  });
}
