import { counted } from "../../../shared/figures/agreement-words.ts";
import { cellText } from "../../../shared/reports/cell-text.ts";
import type { ReportDocument } from "../../../shared/reports/document.ts";
import { table, text } from "../blocks.ts";
import type { Numbering } from "../numbering.ts";
import { orWhy } from "../or-why.ts";
import type { ActionUnitTable } from "../report-tables.ts";
import { column, reportNumbers, type SectionParts, sectionParts } from "../section-parts.ts";
import { type DemographicLine, demographicLines } from "./demographics.ts";
import type { SeverityDesign } from "./severity-design.ts";
import { severityName } from "./severity-name.ts";
import { people, videosOf } from "./words.ts";

const NO_SPREAD = "A standard deviation needs two values.";
const CATEGORY = "A category has a count.";
const NUMBER = "A number has a mean.";

/** Table 1 of the paper, over videos and over people apart. */
export function sampleSection(units: ActionUnitTable, numbered: Numbering): SectionParts {
  const lines = demographicLines(units);
  const persons = new Set(units.videos.map(({ person }) => person)).size;
  const severity = lines.find(({ variable }) => variable === units.severity);
  return sectionParts(
    "sample",
    "People and videos",
    [
      text(
        `${videosOf(units.videos.length, persons)}. The mean of ${severityName(units)} is `,
        meanText(severity, "byVideo", "Over all videos"),
        " over videos, ",
        meanText(severity, "byPerson", "At the first video of each person"),
        " over people at their first video and ",
        meanText(severity, "overPersonMeans", "Over each person's mean"),
        " over the people's own means.",
      ),
      table<DemographicLine>({
        id: "sample",
        caption: numbered.table("Covariates and severity, over videos and over people."),
        columns: [
          column("variable", "Variable", "Column of the imported table.", "text", ({ variable }) =>
            variable === units.severity ? severityName(units) : variable,
          ),
          column(
            "category",
            "Category",
            "Value that is counted; empty for a number.",
            "text",
            (row) => row.category,
          ),
          column("n_videos", "n", "Videos with a value.", "count", (row) => row.byVideo.n),
          column("mean_videos", "Mean", "Mean over videos.", "fixed2", (row) =>
            orWhy(row.byVideo.mean, CATEGORY),
          ),
          column("sd_videos", "SD", "Standard deviation over videos.", "fixed2", (row) =>
            orWhy(row.byVideo.sd, row.category === null ? NO_SPREAD : CATEGORY),
          ),
          column("count_videos", "Count", "Videos of the category.", "count", (row) =>
            orWhy(row.byVideo.count, NUMBER),
          ),
          column(
            "n_people",
            "n",
            "People with a value at their first video.",
            "count",
            (row) => row.byPerson.n,
          ),
          column("mean_people", "Mean", "Mean over people, at the first video of each.", "fixed2", (row) =>
            orWhy(row.byPerson.mean, CATEGORY),
          ),
          column(
            "sd_people",
            "SD",
            "Standard deviation over people, at the first video of each.",
            "fixed2",
            (row) => orWhy(row.byPerson.sd, row.category === null ? NO_SPREAD : CATEGORY),
          ),
          column("count_people", "Count", "People of the category at their first video.", "count", (row) =>
            orWhy(row.byPerson.count, NUMBER),
          ),
          column(
            "mean_own_means",
            "Mean",
            "Mean over people of each person's mean over the videos.",
            "fixed2",
            (row) => orWhy(row.overPersonMeans?.mean, CATEGORY),
          ),
          column(
            "sd_own_means",
            "SD",
            "Standard deviation over people of each person's mean.",
            "fixed2",
            (row) => orWhy(row.overPersonMeans?.sd, row.category === null ? NO_SPREAD : CATEGORY),
          ),
        ],
        rows: lines,
        groups: {
          Videos: ["n_videos", "mean_videos", "sd_videos", "count_videos"],
          People: ["n_people", "mean_people", "sd_people", "count_people"],
          "People's means": ["mean_own_means", "sd_own_means"],
        },
        nColumn: "n_videos",
        strong: (row) => row.variable === units.severity,
        note: "Set apart: the severity. “First video”: the first of the person in the order of the names of the videos.",
      }),
    ],
    lines.flatMap((line) => lineNumbers(line)),
  );
}

function lineNumbers({ variable, category, byVideo, byPerson, overPersonMeans }: DemographicLine) {
  const key = category === null ? `sample.${variable}` : `sample.${variable}.${category}`;
  return reportNumbers({
    [`${key}.videos.mean`]: byVideo.mean,
    [`${key}.videos.sd`]: byVideo.sd,
    [`${key}.videos.count`]: byVideo.count,
    [`${key}.people.mean`]: byPerson.mean,
    [`${key}.people.sd`]: byPerson.sd,
    [`${key}.people.count`]: byPerson.count,
    [`${key}.own_means.mean`]: overPersonMeans?.mean,
    [`${key}.own_means.sd`]: overPersonMeans?.sd,
  });
}

function meanText(
  line: DemographicLine | undefined,
  which: "byVideo" | "byPerson" | "overPersonMeans",
  words: string,
) {
  const summary = line?.[which];
  const mean = summary?.mean ?? null;
  const sd = summary?.sd ?? null;
  if (mean === null) return "unknown";
  return {
    text:
      sd === null ? cellText(mean, "fixed2") : `${cellText(mean, "fixed2")} (SD ${cellText(sd, "fixed2")})`,
    hover: `${words}, mean and standard deviation; n = ${summary?.n}.`,
  };
}

/** How many videos went in, and where the others were lost. */
export function sampleFlow(
  { videos, series, severity }: ActionUnitTable,
  design: SeverityDesign,
): ReportDocument["flow"] {
  const { rows, lost } = design;
  const persons = new Set(rows.map(({ person }) => person)).size;
  const line = (label: string, n: number, indent: boolean) => ({ label, n, indent, strong: !indent });
  return {
    sentence: `${rows.length} of ${counted(videos.length, "video")}, of ${people(persons)}, ${rows.length === 1 ? "has" : "have"} a severity (${severityName({ severity })}) and all covariates and ${rows.length === 1 ? "enters" : "enter"} the correlations.`,
    lines: [
      line("Videos with action units", videos.length, false),
      ...(lost.withoutSeverity === 0
        ? []
        : [line(`lost: without ${severityName({ severity })}`, lost.withoutSeverity, true)]),
      ...lost.withoutCovariate.map(({ covariate, n }) => line(`lost: without ${covariate}`, n, true)),
      line("Videos in the correlations", rows.length, false),
      line("People in the correlations", persons, false),
      line("Series of action units over frames", series.length, false),
    ],
  };
}
