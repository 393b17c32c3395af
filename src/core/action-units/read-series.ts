import type { FileProblem } from "../../shared/failure.ts";
import { Cells } from "../exchange/cells.ts";
import { invalidFile, readCsv } from "../exchange/read-csv.ts";
import { readEntries } from "../exchange/read-entries.ts";
import type { TableFile } from "../exchange/table-imports.ts";
import { UNIT_COLUMN, unitColumns } from "./read-action-units.ts";

/** One action unit over the frames of a video, evenly sampled. */
export interface UnitSeries {
  /** null: the file names no video. */
  readonly video: string | null;
  readonly unit: string;
  readonly rateHz: number;
  readonly values: Float64Array;
}

interface Sample {
  readonly line: number;
  readonly video: string | null;
  readonly timeS: number;
  readonly values: readonly number[];
}

/** A sample may be off its place by this share of an interval: times are often rounded to milliseconds. */
const TIME_TOLERANCE = 0.1;

/**
 * Reads series of action units: `time_s` and `AU01` .. `AU43` as far as there are any, with a column `video` where the
 * file has those of several. Samples stand in the order of their times and must be evenly spaced, without gaps.
 *
 * @throws Failure INVALID_FILE naming every bad row, of an unevenly sampled series the first one that is off
 */
export function readSeries({ fileName, bytes }: TableFile): UnitSeries[] {
  const content = readCsv(fileName, bytes, {
    required: ["time_s"],
    optional: ["video"],
    open: UNIT_COLUMN,
  });
  const units = unitColumns(fileName, content);
  const namesVideos = content.columns.includes("video");
  const samples = readEntries<Sample>(
    fileName,
    content,
    (row) =>
      Cells.read(content, row, (cells) => ({
        line: row.line,
        video: namesVideos ? cells.filled("video") : null,
        timeS: cells.number("time_s") ?? cells.refuse("time_s is empty"),
        values: units.map(
          ({ column, unit }) =>
            cells.share(column) ?? cells.refuse(`${unit} is empty; a series has a value in every sample`),
        ),
      })),
    ({ video, timeS }) => ({ key: JSON.stringify([video, timeS]), words: `the sample at ${timeS} s` }),
  );
  const problems: FileProblem[] = [];
  const series = [...Map.groupBy(samples, ({ video }) => video)].flatMap(([video, own]): UnitSeries[] => {
    const rateHz = rateOf(own);
    if (typeof rateHz !== "number") {
      problems.push(rateHz);
      return [];
    }
    return units.map(({ unit }, i) => ({
      video,
      unit,
      rateHz,
      values: Float64Array.from(own, ({ values }) => values[i] as number),
    }));
  });
  if (problems.length > 0) throw invalidFile(fileName, problems);
  return series;
}

/** Samples a second, to six digits as rounded times allow; or the first sample that is not in its place. */
function rateOf(samples: readonly Sample[]): number | FileProblem {
  const first = samples[0] as Sample;
  const last = samples.at(-1) as Sample;
  const whose = first.video === null ? "the series" : `the series of ${first.video}`;
  if (samples.length < 2)
    return { line: first.line, problem: `${whose} has one sample; its rate cannot be told` };
  const interval = (last.timeS - first.timeS) / (samples.length - 1);
  const off = samples.find(
    ({ timeS }, i) =>
      !(interval > 0) || Math.abs(timeS - (first.timeS + i * interval)) > TIME_TOLERANCE * interval,
  );
  if (off === undefined) return Number((1 / interval).toPrecision(6));
  return {
    line: off.line,
    problem: `${whose} is not evenly sampled: ${off.timeS} s is off its place; the wavelet transform needs equal intervals without gaps`,
  };
}
