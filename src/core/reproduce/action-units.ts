import { mean } from "../../stats/summary.ts";
import { FOURIER_FACTOR, morletTransform, paddedLength } from "../../stats/wavelet.ts";
import { SCALES } from "../reports/action-units/series-power.ts";
import {
  aliasedColumns,
  type SeverityDesign,
  severityCorrelation,
  severityDesign,
} from "../reports/action-units/severity-design.ts";
import { adjusted, correlationP, FDR } from "../reports/action-units/unit-results.ts";
import type { ActionUnitTable } from "../reports/report-tables.ts";
import type { StudyRows } from "./analysis-rows.ts";
import { type ResultTree, Unavailable } from "./result-tree.ts";
import { ACTION_UNITS, type ActionUnitRow } from "./study-tables.ts";

/** Action unit means against BDI, covariates taken out of both. */
export function partialCorrelations({ tables }: StudyRows): ResultTree {
  const design = severityDesign(severityTable(tables.actionUnits));
  const { rows, columns, withoutRepeats, personColumns } = design;
  const byPerson = [...withoutRepeats, ...personColumns];
  return {
    repeat_dummy: {
      n: rows.length,
      covariates: columns.map(({ name }) => name.replace(" ", "")),
      values: unitResults(rows, columns),
    },
    person_fixed_effects: {
      n: rows.length,
      design_columns: 1 + byPerson.length,
      design_rank: 1 + byPerson.length - aliasedColumns(byPerson, rows).length,
      values: unitResults(rows, byPerson),
    },
  };
}

/** The table as reports read it, the covariates in the order of the article. */
function severityTable(rows: readonly ActionUnitRow[]): ActionUnitTable {
  return {
    severity: "bdi",
    units: ACTION_UNITS,
    covariates: ["age", "sex", "camera", "medication", "repeat_video"],
    videos: rows.map(({ person, age, sex, camera, medication, repeatVideo, bdi, units }, i) => ({
      video: String(i),
      person,
      severity: bdi,
      covariates: { age, sex, camera, medication, repeat_video: repeatVideo },
      means: units,
    })),
    series: [],
  };
}

function unitResults(rows: SeverityDesign["rows"], columns: SeverityDesign["columns"]): ResultTree {
  const results = adjusted(
    ACTION_UNITS.map((_, i) => severityCorrelation(rows, columns, ({ means }) => means[i] ?? null)),
    correlationP,
  );
  return results.map((result, i) => {
    const au = ACTION_UNITS[i] ?? "";
    if (result.r === null) {
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
    const { zeroOrder, r, t, df, p, interval, q } = result;
    const none = new Unavailable("Too few videos for an interval beside so many covariates.");
    return {
      au,
      zero_order_r: zeroOrder,
      ...{ r, t, df, p },
      ci_low: interval?.low ?? none,
      ci_high: interval?.high ?? none,
      p_fdr: q,
      significant_fdr05: q !== null && q < FDR,
    };
  });
}

/** Samples a second of the action unit's series. */
const SAMPLING_RATE = 30;
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
