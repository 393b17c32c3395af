import type { Migration } from "../migrate.ts";

/**
 * What a study whose videos may not be shown is analysed from: imported tables. Their rows are append-only: of equal
 * keys the newest counts, which the views named `..._current` show.
 */
export const tablesIn: Migration = {
  version: 4,
  name: "tables-in",
  sql: `
-- One import of a table that brought something new.
CREATE TABLE table_import (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('sessions', 'minutes', 'outcomes', 'labels', 'action-units', 'action-unit-series')),
  -- Without its folder.
  file_name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  n_rows INTEGER NOT NULL,
  -- What was said beside the file (JSON): name of the source or set, column of the severity.
  options TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(options)),
  actor TEXT NOT NULL,
  imported_at TEXT NOT NULL
) STRICT;

-- How long a session was that has no video.
CREATE TABLE session_length (
  id INTEGER PRIMARY KEY,
  import_id INTEGER NOT NULL REFERENCES table_import (id),
  session_id INTEGER NOT NULL REFERENCES session (id),
  n_minutes INTEGER NOT NULL CHECK (n_minutes >= 1)
) STRICT;
CREATE INDEX session_length_session ON session_length (session_id, id);
CREATE VIEW session_length_current AS
SELECT v.* FROM session_length v
WHERE v.id = (SELECT max(w.id) FROM session_length w WHERE w.session_id = v.session_id);

-- Whether a session that was analysed elsewhere may enter the results; NULL: it may.
CREATE TABLE session_exclusion (
  id INTEGER PRIMARY KEY,
  import_id INTEGER NOT NULL REFERENCES table_import (id),
  session_id INTEGER NOT NULL REFERENCES session (id),
  reason TEXT CHECK (reason <> '')
) STRICT;
CREATE INDEX session_exclusion_session ON session_exclusion (session_id, id);
CREATE VIEW session_exclusion_current AS
SELECT v.* FROM session_exclusion v
WHERE v.id = (SELECT max(w.id) FROM session_exclusion w WHERE w.session_id = v.session_id);

-- A minute as another program saw it; seven NULL: no face with a result.
CREATE TABLE imported_minute (
  id INTEGER PRIMARY KEY,
  import_id INTEGER NOT NULL REFERENCES table_import (id),
  -- Which analysis it comes from: the reading "imported:<source>".
  source TEXT NOT NULL,
  session_id INTEGER NOT NULL REFERENCES session (id),
  minute INTEGER NOT NULL CHECK (minute >= 1),
  n_frames INTEGER NOT NULL CHECK (n_frames >= 0),
  n_faces INTEGER NOT NULL CHECK (n_faces BETWEEN 0 AND n_frames),
  angry REAL, disgust REAL, fear REAL, happy REAL, sad REAL, surprise REAL, neutral REAL,
  -- Of 1 - neutral over the minute's frames: all five or none.
  median REAL, p90 REAL, maximum REAL, share_above REAL, bursts INTEGER,
  CHECK ((neutral IS NULL) = (angry IS NULL) AND (neutral IS NULL) = (disgust IS NULL)
    AND (neutral IS NULL) = (fear IS NULL) AND (neutral IS NULL) = (happy IS NULL)
    AND (neutral IS NULL) = (sad IS NULL) AND (neutral IS NULL) = (surprise IS NULL)),
  CHECK (neutral IS NULL OR n_faces > 0),
  CHECK ((median IS NULL) = (p90 IS NULL) AND (median IS NULL) = (maximum IS NULL)
    AND (median IS NULL) = (share_above IS NULL) AND (median IS NULL) = (bursts IS NULL))
) STRICT;
CREATE INDEX imported_minute_key ON imported_minute (source, session_id, minute, id);
CREATE VIEW imported_minute_current AS
SELECT v.* FROM imported_minute v
WHERE v.id = (
  SELECT max(w.id) FROM imported_minute w
  WHERE w.source = v.source AND w.session_id = v.session_id AND w.minute = v.minute
);

CREATE TABLE outcome_dropout (
  id INTEGER PRIMARY KEY,
  import_id INTEGER NOT NULL REFERENCES table_import (id),
  patient_id INTEGER NOT NULL REFERENCES patient (id),
  dropout INTEGER NOT NULL CHECK (dropout IN (0, 1))
) STRICT;
CREATE INDEX outcome_dropout_patient ON outcome_dropout (patient_id, id);
CREATE VIEW outcome_dropout_current AS
SELECT v.* FROM outcome_dropout v
WHERE v.id = (SELECT max(w.id) FROM outcome_dropout w WHERE w.patient_id = v.patient_id);

-- A questionnaire's score; NULL: missing.
CREATE TABLE outcome_score (
  id INTEGER PRIMARY KEY,
  import_id INTEGER NOT NULL REFERENCES table_import (id),
  patient_id INTEGER NOT NULL REFERENCES patient (id),
  subscale TEXT NOT NULL,
  timepoint TEXT NOT NULL CHECK (timepoint IN ('pre', 'post')),
  score REAL
) STRICT;
CREATE INDEX outcome_score_key ON outcome_score (patient_id, subscale, timepoint, id);
CREATE VIEW outcome_score_current AS
SELECT v.* FROM outcome_score v
WHERE v.id = (
  SELECT max(w.id) FROM outcome_score w
  WHERE w.patient_id = v.patient_id AND w.subscale = v.subscale AND w.timepoint = v.timepoint
);

-- Who judged a set of clips; the judge "truth" is what the clips are known to show and stands in no row here.
CREATE TABLE label_judge (
  id INTEGER PRIMARY KEY,
  import_id INTEGER NOT NULL REFERENCES table_import (id),
  set_name TEXT NOT NULL,
  judge TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('human', 'model'))
) STRICT;
CREATE INDEX label_judge_key ON label_judge (set_name, judge, id);
CREATE VIEW label_judge_current AS
SELECT v.* FROM label_judge v
WHERE v.id = (SELECT max(w.id) FROM label_judge w WHERE w.set_name = v.set_name AND w.judge = v.judge);

-- What a judge (or "truth") says of a clip in one dimension; NULL: no answer.
CREATE TABLE clip_label (
  id INTEGER PRIMARY KEY,
  import_id INTEGER NOT NULL REFERENCES table_import (id),
  set_name TEXT NOT NULL,
  clip TEXT NOT NULL,
  judge TEXT NOT NULL,
  dimension TEXT NOT NULL,
  label TEXT
) STRICT;
CREATE INDEX clip_label_key ON clip_label (set_name, clip, judge, dimension, id);
CREATE VIEW clip_label_current AS
SELECT v.* FROM clip_label v
WHERE v.id = (
  SELECT max(w.id) FROM clip_label w
  WHERE w.set_name = v.set_name AND w.clip = v.clip AND w.judge = v.judge AND w.dimension = v.dimension
);

-- Means of action units over a video that is no session of the study.
CREATE TABLE action_unit_video (
  id INTEGER PRIMARY KEY,
  import_id INTEGER NOT NULL REFERENCES table_import (id),
  video TEXT NOT NULL,
  person TEXT NOT NULL,
  -- Name of the severity's column, and its value; NULL: missing.
  severity_name TEXT NOT NULL,
  severity REAL,
  -- JSON objects by column: a number, a text (a category) or null; means of units 0..1 or null.
  covariates TEXT NOT NULL CHECK (json_valid(covariates)),
  units TEXT NOT NULL CHECK (json_valid(units))
) STRICT;
CREATE INDEX action_unit_video_key ON action_unit_video (video, id);
CREATE VIEW action_unit_video_current AS
SELECT v.* FROM action_unit_video v
WHERE v.id = (SELECT max(w.id) FROM action_unit_video w WHERE w.video = v.video);

-- One action unit over the frames of a video, evenly sampled.
CREATE TABLE action_unit_series (
  id INTEGER PRIMARY KEY,
  import_id INTEGER NOT NULL REFERENCES table_import (id),
  -- NULL: the file names no video.
  video TEXT,
  unit TEXT NOT NULL,
  rate_hz REAL NOT NULL CHECK (rate_hz > 0),
  -- Float64, little-endian, 0..1.
  samples BLOB NOT NULL
) STRICT;
CREATE INDEX action_unit_series_key ON action_unit_series (video, unit, id);
CREATE VIEW action_unit_series_current AS
SELECT v.* FROM action_unit_series v
WHERE v.id = (SELECT max(w.id) FROM action_unit_series w WHERE w.video IS v.video AND w.unit = v.unit);

${[
  "table_import",
  "session_length",
  "session_exclusion",
  "imported_minute",
  "outcome_dropout",
  "outcome_score",
  "label_judge",
  "clip_label",
  "action_unit_video",
  "action_unit_series",
]
  .map(
    (table) => `
CREATE TRIGGER ${table}_is_never_changed BEFORE UPDATE ON ${table}
BEGIN SELECT RAISE(ABORT, 'imported rows are append-only'); END;
CREATE TRIGGER ${table}_is_never_deleted BEFORE DELETE ON ${table}
BEGIN SELECT RAISE(ABORT, 'imported rows are append-only'); END;`,
  )
  .join("\n")}

-- The rating form knows neither: see appendVersion.
ALTER TABLE rating_version ADD COLUMN phase TEXT NOT NULL DEFAULT 'main'
  CHECK (phase IN ('training', 'main', 'consensus', 'gold'));
-- The strongest moment of the minute (PEAK), where it was coded.
ALTER TABLE rating_version ADD COLUMN peak INTEGER
  CHECK (peak IS NULL OR (arousal IS NOT NULL AND peak BETWEEN arousal AND 7));
`,
};
