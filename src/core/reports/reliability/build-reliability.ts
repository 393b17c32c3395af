import type { BuildReport } from "../built-report.ts";
import { framed } from "../frame.ts";
import { numbering } from "../numbering.ts";
import type { SectionParts } from "../section-parts.ts";
import { whatIsMissing } from "../what-is-missing.ts";
import { alphaSection } from "./alpha-section.ts";
import { emotionSection } from "./emotion-section.ts";
import { emotionStatistics } from "./emotion-statistics.ts";
import { flowOf } from "./flow.ts";
import { gatherReliability, minutesOf } from "./gather-reliability.ts";
import { grrasSection } from "./grras-section.ts";
import { iccSection } from "./icc-section.ts";
import { materialSection } from "./material-section.ts";
import { methodsOf } from "./methods.ts";
import {
  AROUSAL_SCALE,
  alphaStatistics,
  gwetStatistics,
  meanSquareStatistics,
  momentStatistics,
  pairStatistics,
  sharedStatistics,
} from "./named-statistics.ts";
import { noticesOf } from "./notices.ts";
import { WEIGHTS } from "./pair-results.ts";
import { pairsSection } from "./pairs-section.ts";
import { plannerSection } from "./planner-section.ts";
import { ratersSection } from "./raters-section.ts";
import { choicesOf, DEFINITIONS, REFERENCES } from "./reading-help.ts";
import { reliabilityData } from "./reliability-tables.ts";
import { resample, resampleBlocks } from "./resample.ts";
import { timeSection } from "./time-section.ts";
import { componentsOf } from "./variance-parts.ts";

/** Minutes in a block: long enough for neighbours to depend on each other, a tenth of a session. */
const BLOCK_MINUTES = 5;

/** Reliability of the raters: rater against rater, on the minutes that two or more coded. */
export const buildReliability: BuildReport = (tables, options, progress) => {
  const data = gatherReliability(tables);
  const frame = {
    flow: flowOf(tables, data),
    choices: choicesOf(options),
    definitions: DEFINITIONS,
    references: REFERENCES,
  };
  if (data.doubleCoded.sessions.length === 0) {
    const missing =
      whatIsMissing("reliability", tables) ??
      "No minute of a session that is not excluded was coded by two raters in the main or the training phase. Take sessions back in on their page, or let a second rater code.";
    return {
      document: framed("reliability", tables, options, {
        ...frame,
        notices: noticesOf(data, []),
        missing,
        sections: [],
        methods: [],
        numbers: [],
      }),
      data: [],
    };
  }
  const context = { data, options, numbered: numbering() };
  const { raters, sessions } = data.doubleCoded;
  const balanced = [meanSquareStatistics(raters.length), alphaStatistics()];

  progress("Intraclass correlations and alpha over resampled sessions", 0);
  const arousal = resample(
    sessions,
    [
      ...balanced,
      momentStatistics(raters.length),
      gwetStatistics("linear"),
      gwetStatistics("quadratic"),
      sharedStatistics(raters.length),
      pairStatistics("arousal", raters, { ...AROUSAL_SCALE, weights: WEIGHTS }),
    ],
    options,
    each(progress, "Intraclass correlations and alpha over resampled sessions", [0, 0.35], options.resamples),
  );
  progress("Emotions over resampled sessions", 0.35);
  const emotions = resample(
    sessions,
    emotionStatistics(raters),
    options,
    each(progress, "Emotions over resampled sessions", [0.35, 0.6], options.resamples),
  );
  progress("Blocks of minutes", 0.6);
  const blocks = resampleBlocks(
    sessions,
    balanced,
    BLOCK_MINUTES,
    options,
    each(progress, "Blocks of minutes", [0.6, 0.7], options.resamples),
  );
  progress("Variance components", 0.7);
  const components = componentsOf(data.doubleCoded);
  progress("Phases and times", 0.8);
  const icc = { resampled: arousal, blocks, blockLength: BLOCK_MINUTES, components };
  const built: SectionParts[] = [
    materialSection(context),
    iccSection(context, icc),
    alphaSection(context, arousal, blocks),
    pairsSection(context, arousal),
    emotionSection(context, emotions),
    timeSection(context, (share) => progress("Phases and times", 0.8 + 0.2 * share)),
    ratersSection(context),
    plannerSection(context, arousal, components),
    grrasSection(context, tables, arousal),
  ];
  progress("Done", 1);
  return {
    document: framed("reliability", tables, options, {
      ...frame,
      notices: noticesOf(data, [...arousal.values(), ...emotions.values()]),
      missing: null,
      sections: built.map(({ section }) => section),
      methods: methodsOf(context, tables, minutesOf(data.doubleCoded).length, BLOCK_MINUTES),
      numbers: built.flatMap(({ numbers }) => numbers),
    }),
    data: reliabilityData(data, options),
  };
};

/** Progress of resampling within a part of the whole, a hundred times. */
function each(
  progress: (label: string, share: number) => void,
  label: string,
  [from, to]: readonly [number, number],
  replicates: number,
): (done: number) => void {
  const step = Math.max(1, Math.floor(replicates / 25));
  return (done) => {
    if (done % step === 0) progress(label, from + ((to - from) * done) / replicates);
  };
}
