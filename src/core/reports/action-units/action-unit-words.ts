import { counted } from "../../../shared/figures/agreement-words.ts";
import type { ReportDocument } from "../../../shared/reports/document.ts";
import type { Computed } from "../computed.ts";
import { computedWords } from "../computed-words.ts";
import type { ActionUnitTable, ReportTables } from "../report-tables.ts";
import type { SeverityDesign } from "./severity-design.ts";
import { severityName } from "./severity-name.ts";
import { controlled, videosOf } from "./words.ts";

/** Methods ready to paste, of what was computed alone. */
export function methods(
  { program }: ReportTables,
  units: ActionUnitTable,
  design: SeverityDesign,
  computed: Computed,
): string[] {
  return [
    ...(computed(/^partial\./) ? [correlationWords(units, design)] : []),
    ...(computed(/^(person|mixed)\./) ? [personWords(computed)] : []),
    ...(computed(/^cwt\./)
      ? [
          `Series of action units over frames were transformed with the complex Morlet wavelet (omega0 = 6; Torrence & Compo, 1998) at scales of 1 to 100 samples, the mean taken out and zeros appended.${computed(/^scale\./) ? ` At each scale the mean |W| outside the cone of influence was related to ${severityName(units)} by the same partial correlation, p values adjusted over all scales and action units together.` : ""}`,
        ]
      : []),
    computedWords(program, computed(/^mixed\./) ? ["lme4"] : []),
  ];
}

function correlationWords(units: ActionUnitTable, design: SeverityDesign): string {
  const persons = new Set(design.rows.map(({ person }) => person)).size;
  const covariates = controlled(design);
  const way =
    covariates === null
      ? "by Pearson's r without covariates (t with n − 2 degrees of freedom, 95% intervals by Fisher's z)"
      : `by a partial correlation given ${covariates} (categories as dummies, with the first as reference; columns that earlier ones explain left out): Pearson's r of the residuals of both, t with n − 1 − rank degrees of freedom, 95% intervals by Fisher's z`;
  return `${videosOf(design.rows.length, persons)} entered. For each of ${counted(units.units.length, "action unit")} the mean over the video was related to ${severityName(units)} ${way}. P values were adjusted over the action units after Benjamini and Hochberg (1995).`;
}

function personWords(computed: Computed): string {
  const ways = [
    ...(computed(/^person\./) ? ["with one dummy for each person"] : []),
    ...(computed(/^mixed\./)
      ? [
          "as linear mixed models (severity on the action unit and the covariates, a random intercept for each person, restricted maximum likelihood, Satterthwaite degrees of freedom), severity and action unit standardised",
        ]
      : []),
  ];
  return `As several videos come from one person, the correlations were repeated ${ways.join(", and ")}.`;
}

export const CHOICES: ReportDocument["choices"] = [
  {
    question:
      "Mineur et al. describe 58 videos in the text (mean age 32.71; 22 of women, 36 of men; 25 with psychiatric medication, 33 without) and 32 patients in table 1 (29.78 years; 18 women, 14 men; 13 with, 19 without), with one BDI mean, 18.40, for both.",
    choice:
      "Counts and means are shown over videos, over people at their first video and over the people's own means, each with its n.",
  },
  {
    question: "“A dummy variable for the videos coming from the same person” can mean two things.",
    choice:
      "As one column that marks further videos of a person (0 for the first, 1 for others), and, in a table of its own, as one dummy for each person. The latter leaves few degrees of freedom; a mixed model with a random intercept is set beside it.",
  },
  {
    question: "Columns of the design that others explain, such as sex beside a dummy for each person.",
    choice:
      "In the order of covariates and then people, the later column is left out, as R does; degrees of freedom follow the rank.",
  },
  {
    question: "Over which tests the false discovery rate is controlled.",
    choice: "Over all action units of one analysis; by scale over all scales and action units together.",
  },
  {
    question: "Scales “from 0 to 100”: a scale of 0 is not defined.",
    choice: "Scales 1 to 100, in samples (video frames), as whole numbers.",
  },
  {
    question: "Neither omega0 nor which part of the complex transform is used is stated.",
    choice:
      "Omega0 = 6; power |W|² in scalograms and |W| against severity. The mean of the real part is near 0 by construction.",
  },
  {
    question: "What happens at the ends of a series.",
    choice:
      "Zeros are appended; means against severity leave the cone of influence out (sqrt(2) scales from each end).",
  },
  {
    question: "What found the action units (program, version, or a person who codes).",
    choice:
      "Not a part of the imported table: its values are taken as they are. Those of a program are estimates from the picture.",
  },
  {
    question: "Which sign a significant scale has.",
    choice:
      "The sign of each scale is kept: an action unit can be related to severity upwards at one scale and downwards at another.",
  },
  {
    question:
      "The action units of happiness are 6, 12 and 25 in table 2 of Mineur et al., and 1, 12 and 25 in the discussion.",
    choice: "Table 2 is used; it names no correlation, so no number depends on it.",
  },
];

export const DEFINITIONS: ReportDocument["definitions"] = [
  {
    term: "Partial correlation",
    definition:
      "Pearson's r of the residuals of unit and severity, each regressed on the covariates with a constant.",
  },
  {
    term: "p, FDR",
    definition:
      "p value adjusted after Benjamini and Hochberg: the false discovery rate at which it would count.",
  },
  {
    term: "Standardised coefficient",
    definition:
      "Standard deviations of severity for one standard deviation of the unit's mean, covariates held.",
  },
  { term: "Singular fit", definition: "The variance between people is estimated as 0." },
  {
    term: "Morlet wavelet",
    definition: "ψ(t) = π^(−1/4) e^(iω₀t) e^(−t²/2), ω₀ = 6; W its transform with unit energy at each scale.",
  },
  {
    term: "Period of a scale",
    definition: "4π s / (ω₀ + √(2 + ω₀²)) = 1.033 s, s the scale, divided by samples per second.",
  },
  {
    term: "Cone of influence",
    definition: "Samples nearer to an end of the series than √2 s: touched by what lies beyond it.",
  },
];

export const REFERENCES: readonly string[] = [
  "Bates, D., Mächler, M., Bolker, B., & Walker, S. (2015). Fitting linear mixed-effects models using lme4. Journal of Statistical Software, 67(1), 1–48.",
  "Benjamini, Y., & Hochberg, Y. (1995). Controlling the false discovery rate: A practical and powerful approach to multiple testing. Journal of the Royal Statistical Society B, 57, 289–300.",
  "Cheong, J. H., Jolly, E., Xie, T., Byrne, S., Kenney, M., & Chang, L. J. (2023). Py-Feat: Python facial expression analysis toolbox. Affective Science, 4, 781–796.",
  "Kim, S. (2015). ppcor: An R package for a fast calculation to semi-partial correlation coefficients. Communications for Statistical Applications and Methods, 22, 665–674.",
  "Kuznetsova, A., Brockhoff, P. B., & Christensen, R. H. B. (2017). lmerTest package: Tests in linear mixed effects models. Journal of Statistical Software, 82(13), 1–26.",
  "Mineur, L., Heide, M., Eickhoff, S., Avram, M., Franzen, L., Buschmann, F., Schröpfer, F., Rogg, H. V., Andreou, C., Brügge, N. S., Handels, H., Borgwardt, S., & Korda, A. (2024). Analysis of facial expressions recorded from patients during psychiatric interviews [Preprint].",
  "Torrence, C., & Compo, G. P. (1998). A practical guide to wavelet analysis. Bulletin of the American Meteorological Society, 79, 61–78.",
];
