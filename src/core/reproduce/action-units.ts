import { benjaminiHochberg } from "../../stats/false-discovery-rate.ts";
import { partialCorrelation, residualiser } from "../../stats/partial-correlation.ts";
import { mean } from "../../stats/summary.ts";
import { FOURIER_FACTOR, morletTransform, paddedLength } from "../../stats/wavelet.ts";
import type { StudyRows } from "./analysis-rows.ts";
import { type ResultTree, Unavailable } from "./result-tree.ts";
import { ACTION_UNITS, type ActionUnitRow } from "./study-tables.ts";

/** A partial correlation counts as significant below this false discovery rate. */
const LEVEL = 0.05;

/** Action unit means against BDI, covariates taken out of both. */
export function partialCorrelations({ tables }: StudyRows): ResultTree {
  const rows = tables.actionUnits;
  const shared: Record<string, (row: ActionUnitRow) => number> = {
    age: (row) => row.age,
    sexm: (row) => Number(row.sex === "m"),
    cameracam2: (row) => Number(row.camera === "cam2"),
    medication: (row) => row.medication,
  };
  const withRepeat = { ...shared, repeat_video: (row: ActionUnitRow) => row.repeatVideo };
  // The first person is the one that the others' dummies are compared with.
  const people = [...new Set(rows.map((row) => row.person))].sort().slice(1);
  const columns = (covariates: typeof shared): number[][] =>
    Object.values(covariates).map((value) => rows.map(value));
  const byPerson = [
    ...columns(shared),
    ...people.map((person) => rows.map((row) => Number(row.person === person))),
  ];
  const design = residualiser(byPerson, rows.length);
  return {
    repeat_dummy: {
      n: rows.length,
      covariates: Object.keys(withRepeat),
      values: unitResults(rows, columns(withRepeat)),
    },
    person_fixed_effects: {
      n: rows.length,
      design_columns: design.columns,
      design_rank: design.rank,
      values: unitResults(rows, byPerson),
    },
  };
}

function unitResults(rows: readonly ActionUnitRow[], covariates: readonly (readonly number[])[]): ResultTree {
  const design = residualiser(covariates, rows.length);
  const bdi = rows.map((row) => row.bdi);
  const results = ACTION_UNITS.map((au, i) => ({
    au,
    result: partialCorrelation(
      rows.map((row) => row.units[i] as number),
      bdi,
      design,
    ),
  }));
  const adjusted = benjaminiHochberg(results.flatMap(({ result }) => result?.p ?? []));
  let next = 0;
  return results.map(({ au, result }) => {
    if (result === null) {
      const none = new Unavailable("The action unit or BDI does not vary beyond the covariates.");
      return {
        au,
        zero_order_r: none,
        r: none,
        t: none,
        df: none,
        p: none,
        ci_low: none,
        ci_high: none,
        p_fdr: none,
      };
    }
    const { zeroOrder, r, t, df, p, interval } = result;
    const fdr = adjusted[next++] as number;
    const none = new Unavailable("Too few videos for an interval beside so many covariates.");
    return {
      au,
      zero_order_r: zeroOrder,
      ...{ r, t, df, p },
      ci_low: interval?.low ?? none,
      ci_high: interval?.high ?? none,
      p_fdr: fdr,
      significant_fdr05: fdr < LEVEL,
    };
  });
}

/** Samples a second of the action unit's series. */
const SAMPLING_RATE = 30;
const SCALES = Array.from({ length: 100 }, (_, i) => i + 1);
/** Where the transform itself is listed, not its power alone. */
const LISTED_SCALES = [1, 2, 3, 4, 6, 8, 12, 16, 20, 24, 32, 48, 64, 80, 100];
const LISTED_SAMPLES = [0, 25, 100, 333, 500, 520, 777, 1000, 1250, 1500, 1700, 1850, 1975, 1999];

/** Wavelet transform of one action unit's course, its ends joined and with zeros between them. */
export function wavelets({ tables }: StudyRows): ResultTree {
  const { series } = tables;
  const n = series.length;
  if (n < 2) return new Unavailable("au_series.csv has fewer than two samples.");
  const centre = mean(series);
  const centred = series.map((value) => value - centre);
  const transformed = (length: number): ResultTree => {
    const at = morletTransform(centred, length);
    const byScale = SCALES.map(at);
    return {
      M: length,
      grid: LISTED_SAMPLES.filter((sample) => sample < n).flatMap((sample) =>
        LISTED_SCALES.map((scale) => {
          const values = byScale[scale - 1];
          const re = values?.re[sample] ?? Number.NaN;
          const im = values?.im[sample] ?? Number.NaN;
          return { scale, sample, re, im, power: re * re + im * im };
        }),
      ),
      mean_power_by_scale: byScale.map(
        ({ re, im }) => re.reduce((sum, value, i) => sum + value * value + (im[i] as number) ** 2, 0) / n,
      ),
    };
  };
  return {
    n,
    sampling_rate: SAMPLING_RATE,
    mean: centre,
    variance_n: mean(centred.map((value) => value * value)),
    fourier_factor: FOURIER_FACTOR,
    circular: transformed(n),
    padded: transformed(paddedLength(n)),
  };
}
