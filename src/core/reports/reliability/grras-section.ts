import { counted } from "../../../shared/figures/agreement-words.ts";
import { formatCount } from "../../../shared/figures/statistic-text.ts";
import { note, table, text } from "../blocks.ts";
import type { ReportTables } from "../report-tables.ts";
import { column, type SectionParts, sectionParts } from "../section-parts.ts";
import { minutesOf, type ReliabilityData } from "./gather-reliability.ts";
import type { ResampledByName } from "./resample.ts";
import type { Context } from "./section.ts";
import { list, withInterval } from "./words.ts";

interface Item {
  readonly item: number;
  readonly title: string;
  readonly from: string;
  readonly data: string | null;
  readonly authors: string | null;
}

/** The fifteen items of GRRAS, filled in as far as the study's data go. */
export function grrasSection(
  context: Context,
  tables: ReportTables,
  resampled: ResampledByName,
): SectionParts {
  const items = itemsOf(context, tables, resampled);
  return sectionParts("grras", "Reporting guideline GRRAS", [
    text(
      "The Guidelines for Reporting Reliability and Agreement Studies (Kottner et al. 2011) ask for fifteen items. What the data say is filled in; the rest has to come from the authors.",
    ),
    table<Item>({
      id: "reliability-grras",
      caption: context.numbered.table("GRRAS items."),
      columns: [
        column("item", "Item", "Number of the item.", "count", (row) => row.item),
        column("part", "Part", "Part of the article.", "text", (row) => row.from),
        column("title", "Asks for", "What the guideline asks for, in short.", "text", (row) => row.title),
        column(
          "data",
          "From the data",
          "What the study's data and the program say.",
          "text",
          (row) => row.data ?? { value: null, why: "The program cannot know this." },
        ),
        column(
          "authors",
          "To be filled in by the authors",
          "What the program cannot know.",
          "text",
          (row) => row.authors ?? "",
        ),
      ],
      rows: items,
    }),
    note(
      "Steppan et al. (2023) report no reliability of their own raters; they cite .75 to .81 from the literature (Missirlian et al. 2005; Greenberg, Auszra & Herrmann 2007). The numbers of this report are the study's own.",
    ),
  ]);
}

function itemsOf({ data, options }: Context, tables: ReportTables, resampled: ResampledByName): Item[] {
  const { raters, sessions } = data.doubleCoded;
  const minutes = minutesOf(data.doubleCoded);
  const patients = new Set(sessions.map(({ facts }) => facts.patient)).size;
  const all = new Set(data.ratings.map((row) => row.patient)).size;
  const complete = minutes.filter(({ arousal }) => arousal.every((value) => value !== null)).length;
  const excluded = data.excluded.reduce((sum, entry) => sum + entry.sessions, 0);
  const [one, mean] = [resampled.get("moments.A1"), resampled.get("moments.Ak")];
  const agreement =
    one?.value == null || mean?.value == null
      ? "ICC: see the section on intraclass correlation"
      : `ICC(A,1) ${withInterval(one.value, one.interval)}, ICC(A,k) ${withInterval(mean.value, mean.interval)} (variance components by moments)`;
  const alpha = resampled.get("alpha.ordinal");
  const ordinal = alpha?.value == null ? "" : `; ordinal alpha ${withInterval(alpha.value, alpha.interval)}`;
  const codebook = `${tables.codebook.title}, version ${tables.codebook.version}`;
  const training = data.byPhase.find(({ phase }) => phase === "training")?.doubleCoded.sessions.length ?? 0;
  const scale = "arousal 1 to 7 for each minute (ordinal), predominant emotion from arousal 3 on (nominal)";
  const counts = `${counted(minutes.length, "minute")} of ${counted(sessions.length, "session")} of ${counted(patients, "patient")} by ${counted(raters.length, "rater")}`;
  return [
    {
      item: 1,
      from: "Title and abstract",
      title: "Name interrater reliability or agreement in title or abstract",
      data: `This report: interrater reliability and agreement in "${tables.study.name}".`,
      authors: "Title and abstract of the article.",
    },
    {
      item: 2,
      from: "Introduction",
      title: "Name and describe the diagnostic or measurement device",
      data: `${codebook}: ${scale}.`,
      authors: "Manual and anchors used, translation.",
    },
    {
      item: 3,
      from: "Introduction",
      title: "Subject population of interest",
      data: `${counted(all, "patient")} with ratings.`,
      authors: "Age, diagnosis, treatment, setting.",
    },
    {
      item: 4,
      from: "Introduction",
      title: "Rater population of interest",
      data: `Raters ${list(raters)} (codes).`,
      authors: "Profession, experience and training of the raters, and whom they stand for.",
    },
    {
      item: 5,
      from: "Introduction",
      title: "What is known about reliability, and why this study",
      data: "Values for the scale in the literature: .75 to .81 (Missirlian et al. 2005; Greenberg, Auszra & Herrmann 2007); Steppan et al. (2023) report none of their own.",
      authors: "Further literature; rationale.",
    },
    {
      item: 6,
      from: "Methods",
      title: "How the sample size was chosen: raters, subjects, replicates",
      data: "The planning section gives the precision that more sessions would bring.",
      authors: "What was planned beforehand, and why.",
    },
    {
      item: 7,
      from: "Methods",
      title: "Sampling method",
      data: `${formatCount(sessions.length)} of ${counted(tables.sessions.length, "session")} ${sessions.length === 1 ? "was" : "were"} coded by two raters or more; ${excluded === 0 ? "none is excluded." : `${counted(excluded, "session")} ${excluded === 1 ? "is" : "are"} excluded, by reason in the first section.`}`,
      authors: "How the double-coded sessions were chosen (at random, consecutively).",
    },
    {
      item: 8,
      from: "Methods",
      title: "Measurement and rating process: time, available clinical information, blinding",
      data: `One-minute intervals in the order of the recording. ${madeHow(data.origins)}`,
      authors: `What raters knew of patients and outcome; whether sound and transcript were available${data.origins.import > 0 ? "; how the imported ratings were made, and what raters saw of the machine" : ""}.`,
    },
    {
      item: 9,
      from: "Methods",
      title: "Whether measurements were made independently",
      data: `${data.origins.import > 0 ? `Not known for ${data.origins.form === 0 ? "these ratings, all imported" : `${counted(data.origins.import, "imported rating")}`}. ` : "Yes: raters do not see each other's values in the program's rating room. "}Ratings of the phase "${data.phase}" only; consensus values enter nothing. ${training > 0 ? `Training: ${counted(training, "double-coded session")}, shown apart.` : "No double-coded training ratings are held."}`,
      authors: `${data.origins.import > 0 ? "Whether the imported ratings were made independently; whether" : "Whether"} raters spoke about sessions before both had coded them.`,
    },
    {
      item: 10,
      from: "Methods",
      title: "Statistical analysis",
      data: `Intraclass correlations by mean squares and variance components, Krippendorff's alpha, Gwet's AC1 and AC2, Cohen's, Fleiss' and Conger's kappa, PABAK, limits of agreement; 95% intervals by formula${options.resamples === 0 ? "; no bootstrap" : ` and by cluster and block bootstrap (${formatCount(options.resamples)} replicates, seed ${options.seed})`}; ${tables.program.name} ${tables.program.version}.`,
      authors: null,
    },
    {
      item: 11,
      from: "Results",
      title: "Actual number of raters and subjects, and of replicate observations",
      data: `${counts}; ${counted(complete, "minute")} by all of them; one rating of each rater and minute.`,
      authors: null,
    },
    {
      item: 12,
      from: "Results",
      title: "Sample characteristics of raters and subjects",
      data: "Level, spread and distribution of each rater stand in the section on the raters.",
      authors: "Age, sex, training and experience of the raters; age, sex and diagnosis of the patients.",
    },
    {
      item: 13,
      from: "Results",
      title: "Estimates of reliability and agreement with their uncertainty",
      data: `${agreement}${ordinal}; all other coefficients in this report, with 95% intervals where there are any.`,
      authors: null,
    },
    {
      item: 14,
      from: "Discussion",
      title: "Practical relevance of the results",
      data: "Limits of agreement in levels of the scale, high-arousal share by rater, words of Koo & Li for the limits of the intervals.",
      authors: "What these differences mean for the study's conclusions.",
    },
    {
      item: 15,
      from: "Auxiliary material",
      title: "Detailed results, if possible",
      data: "The tables of this report and every rating as CSV, with an R script that computes the numbers again.",
      authors: "Where they are deposited; consent to share them.",
    },
  ];
}

/** What the program knows of how the compared ratings were made. */
function madeHow({ form, import: imported }: ReliabilityData["origins"]): string {
  const room =
    "In the program's rating room the machine's curves are hidden until the rater asks for them, and other raters' values are not shown.";
  if (imported === 0) return room;
  const unknown = `${form === 0 ? "All ratings" : counted(imported, "rating")} ${imported === 1 ? "was" : "were"} imported: the program does not know how.`;
  return form === 0 ? unknown : `${room} ${unknown}`;
}
