import type { RatingPhase } from "../../shared/ceas/rating-phase.ts";
import type { CodebookName, ReadingDescription } from "../../shared/reports/reading-description.ts";

export type { RatingPhase } from "../../shared/ceas/rating-phase.ts";

/**
 * All that a report is computed from, as plain values that can be sent to a thread: current ratings, the machine's
 * minutes of the runs that count, and what was imported. Rows come in the order of patient, session, minute, rater.
 */
export interface ReportTables {
  readonly study: { readonly studyId: string; readonly name: string };
  readonly program: { readonly name: string; readonly version: string };
  /** ISO time. */
  readonly computedAt: string;
  /** SHA-256 over the rows below: equal versions mean equal data. */
  readonly dataVersion: string;
  /** The reading of the machine's side; null where the study has none. */
  readonly model: ReadingDescription | null;
  readonly codebook: CodebookName;
  readonly sessions: readonly SessionRow[];
  readonly ratings: readonly RatingRow[];
  readonly minutes: readonly MinuteRow[];
  readonly outcomes: readonly OutcomeRow[];
  readonly actionUnits: ActionUnitTable | null;
  readonly labels: LabelTable | null;
}

export interface SessionRow {
  readonly patient: string;
  readonly session: number;
  /** "2026-01-31"; null: unknown. */
  readonly heldOn: string | null;
  /** Length in minutes, the last one possibly partial; null: unknown. */
  readonly minutes: number | null;
  /** It has machine values in the reading asked for. */
  readonly analysed: boolean;
  /** Why the session enters nothing; null: it may. Its ratings are listed all the same, its minutes are not. */
  readonly excluded: string | null;
}

export interface MinuteKey {
  readonly patient: string;
  readonly session: number;
  /** From 1. */
  readonly minute: number;
}

/** A rating with an arousal, or a minute marked as not ratable. */
export interface RatingRow extends MinuteKey {
  readonly rater: string;
  readonly phase: RatingPhase;
  /** 1..7, the usual level of the minute (MODE); null: not ratable. */
  readonly arousal: number | null;
  /** 1..7, the strongest moment (PEAK), where it was coded. */
  readonly peak: number | null;
  /** One of CEAS_EMOTIONS; null: none. */
  readonly emotion: string | null;
  /** ISO time at which the rating took its present form. */
  readonly recordedAt: string;
  /** Made in the rating room (undo and redo count as made there), or imported. */
  readonly origin: "form" | "import";
}

/** Of 1 - neutral over the frames of a minute. */
export interface MinuteAggregates {
  readonly median: number;
  readonly p90: number;
  readonly maximum: number;
  /** Share of the time above the threshold of the run, 0..1. */
  readonly shareAbove: number;
  /** Bursts that begin in the minute. */
  readonly bursts: number;
}

export interface MinuteRow extends MinuteKey {
  /** Mean probabilities in the order of EXPRESSIONS; null: no frame with a face. */
  readonly means: readonly number[] | null;
  /** Share of the frames with a face; null: unknown, or no frames. */
  readonly coverage: number | null;
  readonly partial: boolean;
  /** null: not known for this minute. */
  readonly aggregates: MinuteAggregates | null;
}

export interface OutcomeRow {
  readonly patient: string;
  readonly dropout: boolean;
  /** By subscale, in the order of the file, the same for all patients; higher = worse; null: missing. */
  readonly scores: Readonly<Record<string, { readonly pre: number | null; readonly post: number | null }>>;
}

export interface ActionUnitTable {
  /** Column that holds the severity, such as "bdi". */
  readonly severity: string;
  /** Names as in the file: AU01 .. AU43. */
  readonly units: readonly string[];
  /** Columns that are controlled for; texts are categories. */
  readonly covariates: readonly string[];
  readonly videos: readonly ActionUnitRow[];
  readonly series: readonly ActionUnitSeries[];
}

export interface ActionUnitRow {
  readonly video: string;
  readonly person: string;
  readonly severity: number | null;
  readonly covariates: Readonly<Record<string, number | string | null>>;
  /** Means over the video, 0..1, in the order of `units`. */
  readonly means: readonly (number | null)[];
}

/** One action unit over the frames of one video, evenly sampled. */
export interface ActionUnitSeries {
  /** null: the file names no video. */
  readonly video: string | null;
  readonly unit: string;
  readonly rateHz: number;
  readonly values: readonly number[];
}

export interface LabelTable {
  readonly set: string;
  /** What was judged, such as "emotion" and "valence". */
  readonly dimensions: readonly string[];
  readonly judges: readonly { readonly name: string; readonly kind: "human" | "model" }[];
  readonly clips: readonly LabelledClip[];
}

export interface LabelledClip {
  readonly clip: string;
  /** By dimension; null: unknown. */
  readonly truth: Readonly<Record<string, string | null>>;
  /** By judge, then by dimension; null: no answer. */
  readonly judged: Readonly<Record<string, Readonly<Record<string, string | null>>>>;
}
