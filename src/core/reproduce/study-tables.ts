export const SUBSCALES = [
  "yoq_id",
  "yoq_so",
  "yoq_ir",
  "yoq_sp",
  "yoq_bd",
  "lopf_sd",
  "lopf_em",
  "lopf_id",
  "lopf_in",
  "zan_bpd",
] as const;

export const ACTION_UNITS = [
  "AU01",
  "AU02",
  "AU04",
  "AU05",
  "AU06",
  "AU07",
  "AU09",
  "AU10",
  "AU11",
  "AU12",
  "AU14",
  "AU15",
  "AU17",
  "AU20",
  "AU23",
  "AU24",
  "AU25",
  "AU26",
  "AU28",
  "AU43",
] as const;

/** Who answered in `labels16.csv` beside the truth: three people and a model. */
export const OBSERVERS = ["obs1", "obs2", "obs3"] as const;
export const JUDGES = [...OBSERVERS, "model"] as const;

export interface MinuteKey {
  readonly patient: string;
  readonly session: number;
  readonly minute: number;
}
export interface SessionRow {
  readonly patient: string;
  readonly session: number;
  readonly analysed: boolean;
  readonly raterCount: number;
}
export interface RatingRow extends MinuteKey {
  readonly rater: string;
  /** 1..7; null: not ratable. */
  readonly arousal: number | null;
  readonly emotion: string | null;
}
export interface MinuteRow extends MinuteKey {
  /** In the order of {@link EXPRESSIONS}; null: no face. */
  readonly means: readonly number[] | null;
}
export interface OutcomeRow {
  readonly patient: string;
  readonly dropout: boolean;
  /** In the order of {@link SUBSCALES}; null: missing. */
  readonly pre: readonly (number | null)[];
  readonly post: readonly (number | null)[];
}
export interface ActionUnitRow {
  readonly person: string;
  readonly repeatVideo: number;
  readonly age: number;
  readonly sex: string;
  readonly camera: string;
  readonly medication: number;
  readonly bdi: number;
  /** In the order of {@link ACTION_UNITS}. */
  readonly units: readonly number[];
}
interface Label {
  readonly emotion: string;
  readonly valence: string;
}
export interface LabelRow {
  readonly truth: Label;
  /** In the order of {@link JUDGES}. */
  readonly judged: readonly Label[];
}

/** The seven tables of a study whose statistics are to be computed without its videos. */
export interface StudyTables {
  readonly sessions: readonly SessionRow[];
  readonly ratings: readonly RatingRow[];
  readonly minutes: readonly MinuteRow[];
  readonly outcomes: readonly OutcomeRow[];
  readonly actionUnits: readonly ActionUnitRow[];
  readonly series: readonly number[];
  readonly labels: readonly LabelRow[];
}
