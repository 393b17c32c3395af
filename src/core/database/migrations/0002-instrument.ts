import type { Migration } from "../migrate.ts";

/**
 * What makes an analysis checkable: several readings of a minute, mesh samples, other faces, stills, what a run
 * computed on, the choice of the client, verdicts, speech, playback copies, and a queue of several kinds of work.
 */
export const instrument: Migration = {
  version: 2,
  name: "instrument",
  sql: `
ALTER TABLE run ADD COLUMN from_ms INTEGER NOT NULL DEFAULT 0;
-- NULL: to the end of the recording.
ALTER TABLE run ADD COLUMN to_ms INTEGER;
ALTER TABLE run ADD COLUMN machine TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(machine));
-- Which execution provider each model ran on (JSON list of modelId and provider).
ALTER TABLE run ADD COLUMN providers TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(providers));

-- NULL in minutes that were analysed before these were kept.
ALTER TABLE run_minute ADD COLUMN presences BLOB;
ALTER TABLE run_minute ADD COLUMN tracks BLOB;
ALTER TABLE run_minute ADD COLUMN median_face_height REAL;
ALTER TABLE run_minute ADD COLUMN median_yaw REAL;
ALTER TABLE run_minute ADD COLUMN median_pitch REAL;
ALTER TABLE run_minute ADD COLUMN median_roll REAL;

-- One row a reading: a model, a calibrated model or the blend. Only models keep their frames, the rest follow from them.
CREATE TABLE minute_reading (
  run_id INTEGER NOT NULL,
  minute INTEGER NOT NULL,
  model_id TEXT NOT NULL,
  n_used INTEGER NOT NULL,
  n_uncertain INTEGER NOT NULL,
  probabilities BLOB,
  angry REAL, disgust REAL, fear REAL, happy REAL, sad REAL, surprise REAL, neutral REAL,
  -- JSON list in the order of the expressions, then nonspecific arousal: median, p90, maximum, msAbove, bursts.
  statistics TEXT CHECK (statistics IS NULL OR json_valid(statistics)),
  PRIMARY KEY (run_id, minute, model_id),
  FOREIGN KEY (run_id, minute) REFERENCES run_minute (run_id, minute)
) STRICT;
INSERT INTO minute_reading (run_id, minute, model_id, n_used, n_uncertain, probabilities, angry, disgust, fear, happy,
    sad, surprise, neutral)
  SELECT e.run_id, e.minute, e.model_id, m.n_faces, 0, e.probabilities, e.angry, e.disgust, e.fear, e.happy, e.sad,
    e.surprise, e.neutral
  FROM minute_expression e JOIN run_minute m ON m.run_id = e.run_id AND m.minute = e.minute;
DROP TABLE minute_expression;

-- What a laboratory's own models gave: label sets of their own.
CREATE TABLE minute_output (
  run_id INTEGER NOT NULL,
  minute INTEGER NOT NULL,
  model_id TEXT NOT NULL,
  labels TEXT NOT NULL CHECK (json_valid(labels)),
  outputs BLOB NOT NULL,
  means TEXT CHECK (means IS NULL OR json_valid(means)),
  PRIMARY KEY (run_id, minute, model_id),
  FOREIGN KEY (run_id, minute) REFERENCES run_minute (run_id, minute)
) STRICT;

-- Readings of the face mesh in a minute.
CREATE TABLE mesh_minute (
  run_id INTEGER NOT NULL,
  minute INTEGER NOT NULL,
  frames BLOB NOT NULL,
  measures BLOB NOT NULL,
  PRIMARY KEY (run_id, minute),
  FOREIGN KEY (run_id, minute) REFERENCES run_minute (run_id, minute)
) STRICT;

-- Faces of other people in a minute: followed, not classified.
CREATE TABLE other_face (
  run_id INTEGER NOT NULL,
  minute INTEGER NOT NULL,
  track INTEGER NOT NULL,
  frames BLOB NOT NULL,
  boxes BLOB NOT NULL,
  scores BLOB NOT NULL,
  PRIMARY KEY (run_id, minute, track),
  FOREIGN KEY (run_id, minute) REFERENCES run_minute (run_id, minute)
) STRICT;

-- Tracks that were given up as no person.
CREATE TABLE dropped_track (
  run_id INTEGER NOT NULL REFERENCES run (id),
  track INTEGER NOT NULL,
  minute INTEGER NOT NULL,
  reason TEXT NOT NULL,
  time_ms REAL NOT NULL,
  x REAL NOT NULL, y REAL NOT NULL, width REAL NOT NULL, height REAL NOT NULL,
  PRIMARY KEY (run_id, track)
) STRICT;

-- Stills of the region that was looked at; the JPEG files stand in derived/stills/<run>/<frame>.jpg.
CREATE TABLE still (
  run_id INTEGER NOT NULL,
  frame INTEGER NOT NULL,
  minute INTEGER NOT NULL,
  time_ms REAL NOT NULL,
  x REAL NOT NULL, y REAL NOT NULL, width REAL NOT NULL, height REAL NOT NULL,
  jpeg_width INTEGER NOT NULL,
  jpeg_height INTEGER NOT NULL,
  PRIMARY KEY (run_id, frame),
  FOREIGN KEY (run_id, minute) REFERENCES run_minute (run_id, minute)
) STRICT;

-- Where a user said that the client sits; the newest row counts, NULL shares mean: the stated default again.
CREATE TABLE client_choice (
  id INTEGER PRIMARY KEY,
  session_id INTEGER NOT NULL REFERENCES session (id),
  x REAL, y REAL, width REAL, height REAL,
  actor TEXT NOT NULL,
  chosen_at TEXT NOT NULL
) STRICT;
CREATE INDEX client_choice_session ON client_choice (session_id, id);

-- A supervisor's verdict on a run: may its session enter the results? The newest row counts.
CREATE TABLE run_verdict (
  id INTEGER PRIMARY KEY,
  run_id INTEGER NOT NULL REFERENCES run (id),
  verdict TEXT NOT NULL CHECK (verdict IN ('accepted', 'excluded', 'open')),
  reason TEXT NOT NULL DEFAULT '',
  actor TEXT NOT NULL,
  decided_at TEXT NOT NULL
) STRICT;
CREATE INDEX run_verdict_run ON run_verdict (run_id, id);

-- Speech and silence in the sound of one file.
CREATE TABLE speech (
  id INTEGER PRIMARY KEY,
  video_fingerprint TEXT NOT NULL,
  model_id TEXT NOT NULL,
  model_sha256 TEXT NOT NULL,
  parameters TEXT NOT NULL CHECK (json_valid(parameters)),
  duration_ms INTEGER NOT NULL,
  -- Float64 pairs of start and end in ms; NULL: the file has no audio.
  segments_ms BLOB,
  analysed_at TEXT NOT NULL
) STRICT;
CREATE INDEX speech_video ON speech (video_fingerprint, id);

-- A copy of a video that can be played in the page; the file stands in derived/proxies and can be made again.
CREATE TABLE proxy (
  video_fingerprint TEXT PRIMARY KEY,
  file_name TEXT NOT NULL,
  size_bytes INTEGER NOT NULL,
  frames INTEGER NOT NULL,
  max_time_error_ms REAL NOT NULL,
  encoder TEXT NOT NULL,
  made_at TEXT NOT NULL
) STRICT;

CREATE TABLE new_job (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('analysis', 'proxy', 'speech')),
  session_id INTEGER NOT NULL REFERENCES session (id),
  run_id INTEGER REFERENCES run (id),
  state TEXT NOT NULL
    CHECK (state IN ('queued', 'running', 'paused', 'succeeded', 'failed', 'cancelled', 'interrupted')),
  -- Place in the queue: lower runs first.
  position REAL NOT NULL,
  -- What was asked for (JSON), by kind: changed analysis parameters and models.
  request TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(request)),
  -- Why it failed (JSON: message, where, remedy).
  failure TEXT CHECK (failure IS NULL OR json_valid(failure)),
  created_at TEXT NOT NULL,
  started_at TEXT,
  finished_at TEXT
) STRICT;
INSERT INTO new_job (id, kind, session_id, run_id, state, position, failure, created_at, started_at, finished_at)
  SELECT id, kind, session_id, run_id, state, id, failure, created_at, started_at, finished_at FROM job;
DROP TABLE job;
ALTER TABLE new_job RENAME TO job;
CREATE INDEX job_session ON job (session_id, id);
`,
};
