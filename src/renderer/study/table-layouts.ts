import type { TableKind } from "../../shared/contract/imports.ts";
import type { client } from "../app/client.ts";

export type ImportInput = Parameters<typeof client.imports.table>[0];
type Upload = Pick<ImportInput, "fileName" | "content">;

/** What is typed beside the file; empty: the usual one. */
export interface TableAnswers {
  readonly source: string;
  readonly set: string;
  /** Divided by commas. */
  readonly models: string;
  readonly severity: string;
}

interface TableLayout {
  readonly label: string;
  readonly about: string;
  readonly columns: string;
  readonly answers: readonly {
    readonly key: keyof TableAnswers;
    readonly label: string;
    readonly description: string;
    readonly placeholder: string;
  }[];
}

/** What each kind of table looks like, in words. */
export const TABLE_LAYOUTS: Readonly<Record<TableKind, TableLayout>> = {
  minutes: {
    label: "Minutes of another program",
    about:
      "Means of the seven expressions by minute, of sessions whose videos are not here. Sessions that are not in the study are added.",
    columns:
      "patient, session, minute, angry, disgust, fear, happy, sad, surprise, neutral, n_frames, n_faces",
    answers: [
      {
        key: "source",
        label: "Source",
        description: "Names this analysis in the choice of readings",
        placeholder: "fer",
      },
    ],
  },
  outcomes: {
    label: "Questionnaires (outcome)",
    about: "Scores before and after treatment. The patients must be in the study.",
    columns: "patient[, dropout], pre_…, post_… or patient, subscale, timepoint, score",
    answers: [],
  },
  labels: {
    label: "Labelled clips",
    about: "What people and models saw in clips, beside what the clips show.",
    columns: "clip, truth_emotion and answers such as obs1_emotion, model_emotion",
    answers: [
      { key: "set", label: "Name of the set", description: "The file's when left out", placeholder: "" },
      {
        key: "models",
        label: "Judges that are models",
        description: "Divided by commas",
        placeholder: "those that begin with model",
      },
    ],
  },
  "action-units": {
    label: "Action units and severity",
    about:
      "Means of action units over videos, with a score of severity. What the command action-units prints of the study's sessions is taken too; the severity is then one of its subscales.",
    columns: "video, person, the severity, AU01 to AU43[, age, sex, camera, medication, repeat_video]",
    answers: [
      {
        key: "severity",
        label: "Column of the severity",
        description: "Higher is more severe",
        placeholder: "bdi",
      },
    ],
  },
};

/** The import as it is asked for; what was left empty takes its usual value. */
export function tableInput(
  kind: TableKind,
  typed: TableAnswers,
  file: Upload,
  series: Upload | null,
): ImportInput {
  const source = typed.source.trim();
  const set = typed.set.trim();
  const severity = typed.severity.trim();
  const models = typed.models.split(",").flatMap((name) => name.trim() || []);
  switch (kind) {
    case "minutes":
      return { kind, ...file, ...(source !== "" && { source }) };
    case "outcomes":
      return { kind, ...file };
    case "labels":
      return { kind, ...file, ...(set !== "" && { set }), models };
    case "action-units":
      return { kind, ...file, ...(severity !== "" && { severity }), series };
  }
}
