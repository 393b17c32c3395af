import { counted } from "../../../shared/figures/agreement-words.ts";
import { outcomeChange } from "../../../shared/figures/outcome-change.ts";
import type { Block, Cell } from "../../../shared/reports/document.ts";
import { GROUPS } from "../../../shared/reports/outcome-group.ts";
import { pearson } from "../../../stats/correlation.ts";
import { figureBlock, note, table, text, warning } from "../blocks.ts";
import { decimals } from "../number-words.ts";
import type { Numbering } from "../numbering.ts";
import { orWhy } from "../or-why.ts";
import { column, reportNumbers, type SectionParts, sectionParts } from "../section-parts.ts";
import { changeValues } from "./figure-values.ts";
import type { OutcomeData } from "./outcome-data.ts";
import { type PatientOutcome, VARIANTS, type Variant } from "./outcome-groups.ts";
import { countInline, NO_R, VARIANT_WORDS } from "./words.ts";

const NO_CHANGE = "No patient has scores both before and after treatment.";

/** Mean ranks before and after treatment, their difference and the groups; three ways of ranking beside each other. */
export function changeSection(data: OutcomeData, numbered: Numbering): SectionParts {
  const { patients, medianDelta } = data.variants.completers;
  const changes = patients.flatMap(({ patient, group, pre, post, delta }) =>
    pre === null || post === null || delta === null || group === null
      ? []
      : [{ patient, group, pre, post, delta }],
  );
  const size = (group: string): number => patients.filter((row) => row.group === group).length;
  return sectionParts(
    "change",
    "Change from before to after treatment",
    [
      medianDelta === null
        ? warning(NO_CHANGE)
        : changes.length === 1
          ? oneText(changes[0]?.patient ?? "")
          : text(
              {
                text: counted(changes.length, "patient"),
                hover: "Patients with a mean rank before and after treatment who did not drop out.",
              },
              ` have a change. The median of delta = pre − post is `,
              {
                text: decimals(medianDelta),
                hover: `Median of delta over ${counted(changes.length, "patient")}; dropouts do not enter it.`,
              },
              ": ",
              countInline(
                size("good"),
                "Patients with a delta of at least the median; ties with it belong here.",
              ),
              " at it or above (good outcome), ",
              countInline(size("poor"), "Patients with a delta below the median."),
              " below (poor outcome); ",
              size("dropout") === 0
                ? "nobody"
                : countInline(size("dropout"), "Patients marked as dropouts, whatever scores they have."),
              " dropped out.",
            ),
      changes.length < 2
        ? null
        : note(
            "Ranked at each time point on its own, patients are compared with each other: a positive delta says that a patient improved more than others did, not by how much, and the deltas add up to about zero. Ranked together, delta also holds what all patients gained.",
          ),
      changes.length === 0
        ? null
        : figureBlock({
            id: "change",
            caption: numbered.figure(
              "Mean rank over the subscales before and after treatment, a line per patient; falling lines are improvement.",
            ),
            description: `Mean ranks of ${counted(changes.length, "patient")} before and after treatment, in two panels by outcome group.`,
            draw: (theme) => outcomeChange(changes, theme),
            data: changeValues(changes),
          }),
      patientTable(data, numbered),
      variantTable(data, numbered),
    ],
    VARIANTS.flatMap((variant) => variantNumbers(data, variant)),
  );
}

/** A single patient with a change: ranks and groups say nothing. */
function oneText(patient: string): Block {
  return warning(
    `Only ${patient} has a change. Ranked with nobody else, each mean rank is 1 and delta 0 whatever the scores, and the patient counts as good outcome because delta equals its own median. Ranks, delta and group say nothing here; ranked together, delta tells whether the scores rose or fell.`,
  );
}

function patientTable(data: OutcomeData, numbered: Numbering) {
  const rows = data.variants.completers.patients.map((primary, i) => ({
    primary,
    all: data.variants.all_available.patients[i],
    pooled: data.variants.pooled_pre_post.patients[i],
    scores: data.scores[i],
    minutes: data.means.find(({ patient }) => patient === primary.patient)?.minutes ?? 0,
  }));
  type Row = (typeof rows)[number];
  const known = (values: readonly (number | null)[] | undefined): number =>
    values?.filter((value) => value !== null).length ?? 0;
  const why = (row: PatientOutcome): string =>
    row.dropout
      ? "The patient dropped out: no part in this ranking."
      : "The patient has no score at this time.";
  const delta = (row: PatientOutcome | undefined): Cell =>
    row === undefined
      ? null
      : orWhy(row.delta, row.dropout ? "The patient dropped out." : "A score before or after is missing.");
  const group = (row: PatientOutcome | undefined): string => row?.group ?? "none";
  return table<Row>({
    id: "patients",
    caption: numbered.table("Mean ranks, change and group of each patient, by the three ways of ranking."),
    columns: [
      column("patient", "Patient", "Pseudonym.", "text", ({ primary }) => primary.patient),
      column(
        "minutes",
        "Minutes",
        "Minutes with a face in analysed sessions.",
        "count",
        ({ minutes }) => minutes,
      ),
      column("scores_pre", "Scores pre", "Subscales with a score before treatment.", "count", ({ scores }) =>
        known(scores?.pre),
      ),
      column("scores_post", "Scores post", "Subscales with a score after treatment.", "count", ({ scores }) =>
        known(scores?.post),
      ),
      column(
        "pre",
        "Pre",
        "Mean rank before treatment among completers (higher: worse).",
        "fixed2",
        ({ primary }) => orWhy(primary.pre, why(primary)),
      ),
      column(
        "post",
        "Post",
        "Mean rank after treatment among completers (higher: worse).",
        "fixed2",
        ({ primary }) => orWhy(primary.post, why(primary)),
      ),
      column(
        "delta",
        "Delta",
        "Pre − post (higher: more improvement than others).",
        "fixed2",
        ({ primary }) => delta(primary),
      ),
      column(
        "group",
        "Group",
        "Good: delta of at least the median; poor: below; dropout; none: no change known.",
        "text",
        ({ primary }) => group(primary),
      ),
      column(
        "delta_all",
        "Delta (all)",
        "Delta when dropouts take part in the ranking before treatment.",
        "fixed2",
        ({ all }) => delta(all),
      ),
      column("group_all", "Group (all)", "Group by that delta.", "text", ({ all }) => group(all)),
      column(
        "delta_together",
        "Delta (together)",
        "Delta when scores before and after treatment are ranked together, completers alone.",
        "fixed2",
        ({ pooled }) => delta(pooled),
      ),
      column("group_together", "Group (together)", "Group by that delta.", "text", ({ pooled }) =>
        group(pooled),
      ),
    ],
    rows,
    nColumn: "minutes",
  });
}

function variantTable(data: OutcomeData, numbered: Numbering) {
  const primary = data.variants.completers;
  type Row = { readonly variant: Variant };
  const patients = ({ variant }: Row): readonly PatientOutcome[] => data.variants[variant].patients;
  const size = (row: Row, group: string | null): number =>
    patients(row).filter((each) => each.group === group).length;
  return table<Row>({
    id: "ranking",
    caption: numbered.table("The three ways of ranking; the first is used in the rest of this report."),
    columns: [
      column(
        "ranking",
        "Ranking",
        "Who is ranked, and whether scores before and after treatment are ranked together.",
        "text",
        ({ variant }) => VARIANT_WORDS[variant],
      ),
      column(
        "n",
        "n",
        "Patients with a delta.",
        "count",
        (row) => patients(row).filter(({ delta }) => delta !== null).length,
      ),
      column(
        "n_pre",
        "Ranked pre",
        "Patients with a mean rank before treatment.",
        "count",
        (row) => patients(row).filter(({ pre }) => pre !== null).length,
      ),
      column(
        "n_post",
        "Ranked post",
        "Patients with a mean rank after treatment.",
        "count",
        (row) => patients(row).filter(({ post }) => post !== null).length,
      ),
      column(
        "median",
        "Median delta",
        "Median of delta; dropouts do not enter it.",
        "fixed2",
        ({ variant }) => orWhy(data.variants[variant].medianDelta, NO_CHANGE),
      ),
      ...GROUPS.map((group) =>
        column<Row>(group, group, `Patients in the group "${group}".`, "count", (row) => size(row, group)),
      ),
      column("none", "none", "Patients who completed without scores before or after.", "count", (row) =>
        size(row, null),
      ),
      column(
        "moved",
        "Other group",
        "Patients whose group differs from the first way of ranking.",
        "count",
        (row) => patients(row).filter((each, i) => each.group !== primary.patients[i]?.group).length,
      ),
      column(
        "r",
        "r with first",
        "Pearson correlation of this delta with that of the first way of ranking.",
        "fixed3",
        ({ variant }) => {
          const pairs = data.variants[variant].patients.flatMap(({ delta }, i) => {
            const first = primary.patients[i]?.delta ?? null;
            return delta === null || first === null ? [] : [{ delta, first }];
          });
          const result = pearson(
            pairs.map((pair) => pair.delta),
            pairs.map((pair) => pair.first),
          );
          return result.r === null ? { value: null, why: NO_R[result.reason] ?? "" } : result.r;
        },
      ),
    ],
    rows: VARIANTS.map((variant) => ({ variant })),
    nColumn: "n",
    strong: ({ variant }) => variant === "completers",
    note: "Set apart: the ranking that the rest of this report uses. A delta counts as equal to the median when it differs from it by less than 1e-9: deltas that are equal in exact arithmetic can differ in the last digits of a computer's numbers.",
  });
}

function variantNumbers({ variants }: OutcomeData, variant: Variant) {
  const { patients, medianDelta } = variants[variant];
  return reportNumbers({
    [`rank.${variant}.median_delta`]: medianDelta,
    ...Object.fromEntries(
      GROUPS.map((group) => [
        `rank.${variant}.n_${group}`,
        patients.filter((row) => row.group === group).length,
      ]),
    ),
    ...Object.fromEntries(
      patients.flatMap((row) => [
        [`rank.${variant}.${row.patient}.pre`, row.pre],
        [`rank.${variant}.${row.patient}.post`, row.post],
        [`rank.${variant}.${row.patient}.delta`, row.delta],
      ]),
    ),
  });
}
