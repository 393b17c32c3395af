import type { Migration } from "../migrate.ts";

/**
 * The first schema: study, patients, sessions with one video each, raters, ratings as append-only versions,
 * analysis runs with a chunk per minute, jobs, settings and the audit trail.
 */
export const foundation: Migration = {
  version: 1,
  name: "foundation",
  sql: `
CREATE TABLE study (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  study_uid TEXT NOT NULL,
  name TEXT NOT NULL CHECK (length(name) > 0),
  default_model_id TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE patient (
  id INTEGER PRIMARY KEY,
  pseudonym TEXT NOT NULL UNIQUE COLLATE NOCASE,
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE session (
  id INTEGER PRIMARY KEY,
  patient_id INTEGER NOT NULL REFERENCES patient (id),
  number INTEGER NOT NULL CHECK (number >= 1),
  held_on TEXT,
  -- Where minute 1 starts in the video, in ms. People code from here.
  grid_origin_ms INTEGER NOT NULL DEFAULT 0,
  created_at TEXT NOT NULL,
  UNIQUE (patient_id, number)
) STRICT;

CREATE TABLE video (
  id INTEGER PRIMARY KEY,
  session_id INTEGER NOT NULL UNIQUE REFERENCES session (id),
  path TEXT NOT NULL,
  size_bytes INTEGER NOT NULL,
  modified_ms INTEGER NOT NULL,
  fingerprint TEXT NOT NULL,
  -- What probing found (JSON, see the contract's probe schema).
  probe TEXT NOT NULL CHECK (json_valid(probe)),
  duration_ms INTEGER NOT NULL,
  linked_at TEXT NOT NULL
) STRICT;
CREATE INDEX video_fingerprint ON video (fingerprint);

CREATE TABLE codebook (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL,
  version INTEGER NOT NULL,
  definition TEXT NOT NULL CHECK (json_valid(definition)),
  created_at TEXT NOT NULL,
  UNIQUE (key, version)
) STRICT;

CREATE TABLE rater (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE COLLATE NOCASE,
  created_at TEXT NOT NULL
) STRICT;

-- Research data: a change is a new version, nothing is edited in place.
CREATE TABLE rating_version (
  id INTEGER PRIMARY KEY,
  session_id INTEGER NOT NULL REFERENCES session (id),
  rater_id INTEGER NOT NULL REFERENCES rater (id),
  codebook_id INTEGER NOT NULL REFERENCES codebook (id),
  minute INTEGER NOT NULL CHECK (minute >= 1),
  version INTEGER NOT NULL CHECK (version >= 1),
  arousal INTEGER CHECK (arousal BETWEEN 1 AND 7),
  emotion TEXT,
  not_ratable TEXT,
  note TEXT NOT NULL DEFAULT '',
  -- How the version came about; undo and redo name the version that they take back or bring back.
  origin TEXT NOT NULL CHECK (origin IN ('form', 'import', 'undo', 'redo')),
  refers_to INTEGER REFERENCES rating_version (id),
  recorded_at TEXT NOT NULL,
  UNIQUE (session_id, rater_id, minute, version),
  CHECK (not_ratable IS NULL OR (arousal IS NULL AND emotion IS NULL)),
  CHECK (emotion IS NULL OR arousal IS NOT NULL),
  CHECK ((origin IN ('undo', 'redo')) = (refers_to IS NOT NULL))
) STRICT;

CREATE VIEW rating_current AS
SELECT v.* FROM rating_version v
WHERE v.version = (
  SELECT max(w.version) FROM rating_version w
  WHERE w.session_id = v.session_id AND w.rater_id = v.rater_id AND w.minute = v.minute
);

CREATE TRIGGER rating_version_is_never_changed BEFORE UPDATE ON rating_version
BEGIN SELECT RAISE(ABORT, 'ratings are append-only'); END;
CREATE TRIGGER rating_version_is_never_deleted BEFORE DELETE ON rating_version
BEGIN SELECT RAISE(ABORT, 'ratings are append-only'); END;

-- One analysis of one video file. Never overwritten: a new run stands beside the old.
CREATE TABLE run (
  id INTEGER PRIMARY KEY,
  session_id INTEGER NOT NULL REFERENCES session (id),
  video_id INTEGER NOT NULL REFERENCES video (id),
  video_fingerprint TEXT NOT NULL,
  -- Of the analysed file: a video that is replaced later may be longer or shorter.
  duration_ms INTEGER NOT NULL,
  -- SHA-256 over models, parameters and video: equal keys mean that the same results are expected.
  run_key TEXT NOT NULL,
  models TEXT NOT NULL CHECK (json_valid(models)),
  parameters TEXT NOT NULL CHECK (json_valid(parameters)),
  versions TEXT NOT NULL CHECK (json_valid(versions)),
  notices TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(notices)),
  n_frames INTEGER,
  n_faces INTEGER,
  started_at TEXT NOT NULL,
  finished_at TEXT
) STRICT;
CREATE INDEX run_session ON run (session_id, finished_at);

-- A minute of a run: frames as little-endian arrays, see docs/data-model.md for their layout.
CREATE TABLE run_minute (
  run_id INTEGER NOT NULL REFERENCES run (id),
  minute INTEGER NOT NULL CHECK (minute >= 1),
  n_frames INTEGER NOT NULL CHECK (n_frames >= 0),
  n_faces INTEGER NOT NULL CHECK (n_faces BETWEEN 0 AND n_frames),
  times_ms BLOB NOT NULL,
  boxes BLOB NOT NULL,
  scores BLOB NOT NULL,
  -- State of the following after this minute, from which the next one is resumed.
  following TEXT NOT NULL CHECK (json_valid(following)),
  PRIMARY KEY (run_id, minute)
) STRICT;

-- Seven probabilities a frame and their means over the frames with a face; NULL means: no face in the minute.
CREATE TABLE minute_expression (
  run_id INTEGER NOT NULL,
  minute INTEGER NOT NULL,
  model_id TEXT NOT NULL,
  probabilities BLOB NOT NULL,
  angry REAL, disgust REAL, fear REAL, happy REAL, sad REAL, surprise REAL, neutral REAL,
  PRIMARY KEY (run_id, minute, model_id),
  FOREIGN KEY (run_id, minute) REFERENCES run_minute (run_id, minute)
) STRICT;

CREATE TABLE job (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('analysis')),
  session_id INTEGER NOT NULL REFERENCES session (id),
  run_id INTEGER REFERENCES run (id),
  state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'succeeded', 'failed', 'cancelled', 'interrupted')),
  -- Why it failed (JSON: message, where, remedy).
  failure TEXT CHECK (failure IS NULL OR json_valid(failure)),
  created_at TEXT NOT NULL,
  started_at TEXT,
  finished_at TEXT
) STRICT;
CREATE INDEX job_session ON job (session_id, id);

CREATE TABLE audit (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  -- Who: a rater's code, or the host's name where nobody is signed in.
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  session_id INTEGER REFERENCES session (id),
  details TEXT NOT NULL CHECK (json_valid(details))
) STRICT;
CREATE INDEX audit_session ON audit (session_id, id);
CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
CREATE TRIGGER audit_is_never_deleted BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
`,
};
