import type { PixelBox, Warning } from "../../shared/contract/evidence.ts";
import { formatClock, MINUTE_MS, minuteStartMs } from "../../shared/time.ts";
import type { QualityFacts } from "./quality-facts.ts";

/** One rule: what of the facts is worth telling. The limits stand in docs/quality.md as well. */
export type WarningRule = (facts: QualityFacts) => Warning[];

/** All findings about a run in words: warnings first, each kind in order of time. */
export function qualityWarnings(facts: QualityFacts): Warning[] {
  // The last minute may be cut short.
  const found = RULES.flatMap((rule) => rule(facts)).map((one) =>
    one.toMs === null ? one : { ...one, toMs: Math.min(one.toMs, facts.durationMs) },
  );
  return [...found.filter(isWarning), ...found.filter((one) => !isWarning(one))];
}

export const LOW_COVERAGE = 0.8;

/** A face in few of the frames: the minutes' values stand for what was seen, not for the minute. */
export const lowCoverage: WarningRule = ({ nFrames, nFaces, coverage }) => {
  if (nFrames === 0) return [warning("no-frames", "There is no picture in the analysed span.")];
  if (nFaces === 0) {
    return [
      warning(
        "no-face",
        "No face was found in the whole recording. Look at the stills: is the client in view, upright and lit?",
      ),
    ];
  }
  if (coverage >= LOW_COVERAGE) return [];
  return [
    warning(
      "low-coverage",
      `The client's face was found in ${percent(coverage)} of the frames only. Look at the stills where it is missing.`,
    ),
  ];
};

export const LOW_MINUTE_COVERAGE = 0.5;

/** Minutes with a face in less than half of their frames; neighbours are told together. */
export const lowMinutes: WarningRule = ({ minutes, nFaces }) => {
  if (nFaces === 0) return [];
  const low = minutes.filter(({ coverage }) => coverage !== null && coverage < LOW_MINUTE_COVERAGE);
  return stretchesOf(low.map(({ minute }) => minute)).map(([first, last]) => {
    const [which, whose] =
      first === last ? [`Minute ${first} has`, "Its"] : [`Minutes ${first} to ${last} have`, "Their"];
    return warning(
      "low-minutes",
      `${which} a face in less than half of the frames. ${whose} means rest on few frames.`,
      minuteStartMs(first),
      last * MINUTE_MS,
    );
  });
};

export const COVERAGE_DROP = 0.3;

/** Coverage that falls from one minute to the next, though not below half (such minutes are told anyway). */
export const coverageDrops: WarningRule = ({ minutes }) =>
  minutes.flatMap(({ minute, coverage }, at) => {
    const before = minutes[at - 1];
    if (before?.minute !== minute - 1 || before.coverage === null || coverage === null) return [];
    if (coverage < LOW_MINUTE_COVERAGE || before.coverage - coverage < COVERAGE_DROP) return [];
    return [
      note(
        "coverage-drop",
        `The share of frames with a face falls from ${percent(before.coverage)} in minute ${before.minute} to ${percent(coverage)} in minute ${minute}. Has the camera or the client moved?`,
        minuteStartMs(minute),
        minute * MINUTE_MS,
      ),
    ];
  });

export const LONG_GAP_MS = 10_000;

/** Long stretches without a face; the longest is named. */
export const longGaps: WarningRule = ({ gaps, nFaces }) => {
  const long = gaps.filter(({ fromMs, toMs }) => toMs - fromMs >= LONG_GAP_MS);
  const longest = long.toSorted((a, b) => b.toMs - b.fromMs - (a.toMs - a.fromMs))[0];
  if (longest === undefined || nFaces === 0) return [];
  const seconds = Math.round((longest.toMs - longest.fromMs) / 1000);
  const howMany =
    long.length === 1 ? "For" : `${long.length} times for ${LONG_GAP_MS / 1000} s or longer, at most for`;
  return [
    warning(
      "long-gap",
      `${howMany} ${seconds} s from ${formatClock(longest.fromMs)} on, no face was found.`,
      longest.fromMs,
      longest.toMs,
    ),
  ];
};

export const SMALL_FACES_SHARE = 0.1;

/** Faces too low for the networks; the limits are those of their cards. */
export const smallFaces: WarningRule = ({ uncertainShare, tooSmallShare }) => {
  if (tooSmallShare > SMALL_FACES_SHARE) {
    return [
      warning(
        "too-small-face",
        `The face is lower than 40 pixels in ${percent(tooSmallShare)} of the frames with a face: too small for the study's network, which leaves them out. Record nearer, or with more pixels.`,
      ),
    ];
  }
  if (uncertainShare <= SMALL_FACES_SHARE) return [];
  const text = `The face is lower than 60 pixels in ${percent(uncertainShare)} of the frames with a face; results are uncertain there.`;
  return [uncertainShare > 0.5 ? warning("small-face", text) : note("small-face", text)];
};

export const TURNED_SHARE = 0.25;

/** A head turned away: half of the face is hidden and its expression is read from the rest. */
export const turnedHead: WarningRule = ({ turnedShare }) =>
  turnedShare === null || turnedShare <= TURNED_SHARE
    ? []
    : [
        warning(
          "turned-head",
          `The head is turned by more than 35 degrees to a side in ${percent(turnedShare)} of the readings. Expressions are read from half a face there, and no action units are estimated.`,
        ),
      ];

/** More places than this are counted, not listed: such a run is looked through as a whole. */
const MOST_PLACES = 5;

/** Tracks farther apart than this (in heights of the face) may be of different people. */
export const ELSEWHERE_FACE_HEIGHTS = 2;

/** The client's face was lost and taken up again; where that was elsewhere it may be somebody else. */
export const severalTracks: WarningRule = ({ stretches }) => {
  if (stretches.length < 2) return [];
  const elsewhere = stretches.flatMap((stretch, at) => {
    const before = stretches[at - 1];
    if (!before) return [];
    const { lastBox } = before;
    const { firstBox } = stretch;
    const apart = distance(lastBox, firstBox) / Math.max(lastBox.height, firstBox.height);
    return apart > ELSEWHERE_FACE_HEIGHTS ? [{ before, stretch }] : [];
  });
  const lost = stretches.length - 1;
  const times = lost === 1 ? "once" : `${lost} times`;
  const found = note(
    "several-tracks",
    `The client's face was lost and taken up again ${times}: it is on ${stretches.length} tracks.`,
  );
  return [
    found,
    ...elsewhere
      .slice(0, MOST_PLACES)
      .map(({ before, stretch }) =>
        warning(
          "client-elsewhere",
          `After ${formatClock(before.lastMs)} the client's face is taken up at another place (${formatClock(stretch.firstMs)}). Look at the stills: is it the same person? If not, choose the client and analyse again.`,
          before.lastMs,
          stretch.firstMs,
        ),
      ),
    ...(elsewhere.length > MOST_PLACES
      ? [
          warning(
            "client-elsewhere",
            `It is taken up at another place ${elsewhere.length - MOST_PLACES} more times. Choose the client on a still and analyse again.`,
          ),
        ]
      : []),
  ];
};

/** Other people in view: they are followed to keep them apart, and not classified. */
export const otherPeople: WarningRule = ({ minutes }) => {
  const withOthers = minutes.filter(({ otherFaces }) => otherFaces > 0);
  const first = withOthers[0];
  const last = withOthers.at(-1);
  if (!first || !last) return [];
  const where =
    withOthers.length === 1
      ? `minute ${first.minute}`
      : `${withOthers.length} minutes, from minute ${first.minute} to minute ${last.minute}`;
  return [
    note(
      "other-people",
      `Other faces are in view in ${where}. Check on the stills that the followed face is the client's.`,
      minuteStartMs(first.minute),
      last.minute * MINUTE_MS,
    ),
  ];
};

/** Pictures on the wall that were taken for a face at first; told together, with the first one's place. */
export const droppedPictures: WarningRule = ({ droppedPictures: dropped }) => {
  const [first] = dropped;
  if (!first) return [];
  const { x, y, width, height } = first.box;
  const place = `${Math.round(x + width / 2)}, ${Math.round(y + height / 2)} in the picture`;
  const often = dropped.length === 1 ? `(at ${place})` : `${dropped.length} times (first at ${place})`;
  return [
    note(
      "dropped-picture",
      `Something that looks like a face but never moves was given up ${often}: a poster or a pattern.`,
      first.timeMs,
      null,
    ),
  ];
};

export const COLLAPSE_SHARE = 0.9;
/** Fewer frames than this tell nothing about a network. */
export const COLLAPSE_LEAST_FRAMES = 250;

/** A network that says nearly the same in every frame. */
export const oneExpression: WarningRule = ({ strongest }) =>
  strongest
    .filter(({ share, frames }) => share > COLLAPSE_SHARE && frames >= COLLAPSE_LEAST_FRAMES)
    .map(({ modelId, expression, share }) => {
      const text = `${modelId} reads ${expression} in ${percent(share)} of the frames`;
      return expression === "neutral"
        ? note("one-expression", `${text}: a very calm face, or the model may have collapsed.`)
        : warning(
            "one-expression",
            `${text}: the model may have collapsed (light, angle or crop). Compare with another model and with the stills before its values are used.`,
          );
    });

export const LEAST_FRAME_RATE = 15;

/** Too few pictures a second for brief expressions, and for following a face that moves. */
export const lowFrameRate: WarningRule = ({ frameRate }) =>
  frameRate === null || Number(frameRate.toFixed(1)) >= LEAST_FRAME_RATE
    ? []
    : [
        warning(
          "low-frame-rate",
          `The recording has ${frameRate.toFixed(1)} frames a second, fewer than ${LEAST_FRAME_RATE}: brief expressions fall between two frames.`,
        ),
      ];

/** What the analysis found out about the file. */
export const fileNotices: WarningRule = ({ notices }) => notices.map((text) => note("file", text));

/** A run over a part of the recording. */
export const partialSpan: WarningRule = ({ fromMs, toMs, durationMs }) => {
  const endMs = Math.min(toMs ?? durationMs, durationMs);
  if (fromMs <= 0 && endMs >= durationMs) return [];
  return [
    note(
      "partial-span",
      `Only ${formatClock(fromMs)} to ${formatClock(endMs)} of ${formatClock(durationMs)} was analysed.`,
      fromMs,
      endMs,
    ),
  ];
};

const RULES: readonly WarningRule[] = [
  lowCoverage,
  lowMinutes,
  longGaps,
  coverageDrops,
  smallFaces,
  turnedHead,
  severalTracks,
  otherPeople,
  droppedPictures,
  oneExpression,
  lowFrameRate,
  fileNotices,
  partialSpan,
];

function warning(
  kind: string,
  text: string,
  fromMs: number | null = null,
  toMs: number | null = null,
): Warning {
  return { level: "warning", kind, text, fromMs, toMs };
}

function note(kind: string, text: string, fromMs: number | null = null, toMs: number | null = null): Warning {
  return { level: "note", kind, text, fromMs, toMs };
}

function isWarning({ level }: Warning): boolean {
  return level === "warning";
}

/** Whole per cent; below 1 and above 99 never rounded to none and all. */
function percent(share: number): string {
  if (share > 0 && share < 0.01) return "less than 1%";
  if (share < 1 && share > 0.99) return "more than 99%";
  return `${Math.round(share * 100)}%`;
}

/** First and last of each run of consecutive numbers. */
function stretchesOf(minutes: readonly number[]): [number, number][] {
  const stretches: [number, number][] = [];
  for (const minute of minutes) {
    const current = stretches.at(-1);
    if (current && current[1] === minute - 1) current[1] = minute;
    else stretches.push([minute, minute]);
  }
  return stretches;
}

/** Distance of two boxes' centres in pixels. */
function distance(a: PixelBox, b: PixelBox): number {
  return Math.hypot(a.x + a.width / 2 - b.x - b.width / 2, a.y + a.height / 2 - b.y - b.height / 2);
}
