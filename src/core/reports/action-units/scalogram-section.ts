import { scalogramFigure } from "../../../shared/figures/scalogram.ts";
import { cellText } from "../../../shared/reports/cell-text.ts";
import type { Block, ReportNumber } from "../../../shared/reports/document.ts";
import { FOURIER_FACTOR } from "../../../stats/wavelet.ts";
import { figureBlock, note, table, text, warning } from "../blocks.ts";
import { figureData } from "../figure-data.ts";
import type { Numbering } from "../numbering.ts";
import { orWhy } from "../or-why.ts";
import type { ActionUnitSeries } from "../report-tables.ts";
import { column, reportNumbers, type SectionParts, sectionParts } from "../section-parts.ts";
import { periodS, SCALES, type ScalePower, scalogram } from "./series-power.ts";
import { unitLabel } from "./unit-name.ts";

/** So many series are drawn and listed; the others enter the results by scale alone. */
export const DRAWN = 4;
const LARGEST = SCALES.at(-1) as number;
const TOUCHED = "Every sample lies within the cone of influence of this scale.";

export interface TransformedSeries {
  readonly series: ActionUnitSeries;
  readonly powers: readonly ScalePower[];
}

/** Scalograms (figure 2 of the paper) and mean power by scale of the first series. */
export function scalogramSection(all: readonly TransformedSeries[], numbered: Numbering): SectionParts {
  const drawn = all.slice(0, DRAWN);
  const rates = [...new Set(all.map(({ series }) => series.rateHz))];
  if (all.length === 0)
    return sectionParts("scalograms", "Rhythms of action units", [
      note(
        "No series of an action unit over the frames of a video was imported, so there is no scalogram. Import one with import-action-units (columns video, time_s and the action units).",
      ),
    ]);
  return sectionParts(
    "scalograms",
    "Rhythms of action units",
    [
      ...(all.length > DRAWN
        ? [
            note(
              `${all.length} series were imported; the first ${DRAWN} are drawn and listed, all enter the results by scale.`,
            ),
          ]
        : []),
      ...(rates.length > 1
        ? [
            warning(
              `The series are sampled at different rates (${rates.join(", ")} per second): one scale in samples is not the same period in all of them.`,
            ),
          ]
        : []),
      ...drawn.flatMap((one, at) => seriesBlocks(one, at, numbered)),
      powerTable(drawn, numbered),
    ],
    drawn.flatMap(({ powers }, at) => powerNumbers(powers, at)),
  );
}

/** "AU12 lip corner puller, video V01" */
export function seriesName({ unit, video }: Pick<ActionUnitSeries, "unit" | "video">): string {
  return video === null ? unitLabel(unit) : `${unitLabel(unit)}, video ${video}`;
}

function seriesBlocks({ series, powers }: TransformedSeries, at: number, numbered: Numbering): Block[] {
  const name = seriesName(series);
  const picture = scalogram(series);
  const strongest = powers.reduce((most, one) =>
    (one.freePower ?? -1) > (most.freePower ?? -1) ? one : most,
  );
  const seconds = cellText(series.values.length / series.rateHz, "fixed1");
  return [
    text(
      `${name}: ${series.values.length} samples in ${seconds} s. `,
      strongest.freePower === null
        ? "Every scale is touched by the ends of the series."
        : {
            text: `Mean power is largest at scale ${strongest.scale}, a period of ${cellText(periodS(strongest.scale, series.rateHz), "fixed2")} s.`,
            hover: `Mean of |W|² over ${strongest.freeSamples} samples that no end of the series touches: ${strongest.freePower.toPrecision(4)}.`,
          },
    ),
    figureBlock({
      id: `scalogram-${at + 1}`,
      caption: numbered.figure(`Scalogram of ${name}.`),
      description: `Heat map of the power of the complex Morlet transform over time and scales 1 to ${LARGEST}; brighter is more power; the cone of influence is veiled.`,
      draw: (theme) =>
        scalogramFigure(picture, { periodPerScale: FOURIER_FACTOR, largestScale: LARGEST }, theme),
      data: figureData(picture.cells, {
        from_s: ["start of the cell, seconds", ({ t }) => t],
        to_s: ["end of the cell, seconds", ({ t2 }) => t2],
        scale_from: ["lowest scale of the cell, samples", ({ s }) => s],
        scale_to: ["highest scale of the cell, samples", ({ s2 }) => s2],
        power: ["mean |W|² of the cell", ({ power }) => power],
      }),
    }),
  ];
}

interface PowerRow extends ScalePower {
  readonly name: string;
  readonly rateHz: number;
  readonly samples: number;
}

function powerTable(drawn: readonly TransformedSeries[], numbered: Numbering): Block {
  const listed = SCALES.filter((scale) => scale <= 10 || scale % 10 === 0);
  return table<PowerRow>({
    id: "mean-power",
    caption: numbered.table("Mean power by scale."),
    columns: [
      column("series", "Series", "Action unit and video.", "text", (row) => row.name),
      column("scale", "Scale", "Scale of the wavelet in samples.", "count", (row) => row.scale),
      column(
        "period_s",
        "Period (s)",
        `Period that the scale answers to most, ${FOURIER_FACTOR.toFixed(4)} scale / rate.`,
        "fixed3",
        (row) => periodS(row.scale, row.rateHz),
      ),
      column("n", "n", "Samples of the series.", "count", (row) => row.samples),
      column("mean_power", "Mean power", "Mean of |W|² over all samples.", "fixed4", (row) => row.meanPower),
      column(
        "n_free",
        "n, free",
        "Samples outside the cone of influence: no end of the series touches them.",
        "count",
        (row) => row.freeSamples,
      ),
      column(
        "free_power",
        "Mean power, free",
        "Mean of |W|² over the samples outside the cone of influence.",
        "fixed4",
        (row) => orWhy(row.freePower, TOUCHED),
      ),
      column(
        "free_amplitude",
        "Mean |W|, free",
        "Mean of |W| over the samples outside the cone of influence: what is set beside severity.",
        "fixed4",
        (row) => orWhy(row.freeAmplitude, TOUCHED),
      ),
    ],
    rows: drawn.flatMap(({ series, powers }) =>
      powers
        .filter(({ scale }) => listed.includes(scale))
        .map((power) => ({
          ...power,
          name: seriesName(series),
          rateHz: series.rateHz,
          samples: series.values.length,
        })),
    ),
    nColumn: "n",
    note: "All scales are in scale-power.csv. Scales 1 and 2 lie partly beyond the highest frequency that samples can show.",
  });
}

function powerNumbers(powers: readonly ScalePower[], at: number): ReportNumber[] {
  return powers.flatMap(({ scale, meanPower, freeSamples, freePower, freeAmplitude }) => {
    const key = `cwt.${at + 1}.${scale}`;
    return reportNumbers(
      {
        [`${key}.mean_power`]: meanPower,
        [`${key}.free_samples`]: freeSamples,
        [`${key}.free_power`]: freePower,
        [`${key}.free_amplitude`]: freeAmplitude,
      },
      1e-10,
    );
  });
}
