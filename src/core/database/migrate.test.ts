import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { tempFolder } from "../../../test/support/temp-folder.ts";
import { type Migration, migrate, schemaVersion } from "./migrate.ts";
import { MIGRATIONS } from "./migrations/all.ts";
import { backUp, createDatabase, DATABASE_FILE, openDatabase, SCHEMA_VERSION } from "./open-database.ts";

describe("migrations", () => {
  it("are numbered from 1 without gaps", () => {
    expect(MIGRATIONS.map((migration) => migration.version)).toEqual(MIGRATIONS.map((_, i) => i + 1));
  });

  it("leave the database at the version before when a step fails", () => {
    const db = new Database(":memory:");
    const steps: Migration[] = [
      { version: 1, name: "good", sql: "CREATE TABLE a (x INTEGER) STRICT;" },
      { version: 2, name: "bad", sql: "CREATE TABLE b (x INTEGER) STRICT; INSERT INTO nowhere VALUES (1);" },
    ];
    expect(() => migrate(db, steps)).toThrow(/nowhere/);
    expect(schemaVersion(db)).toBe(1);
    expect(db.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'b'").pluck().get()).toBe(0);
  });

  it("run nothing twice", () => {
    const db = new Database(":memory:");
    migrate(db, MIGRATIONS);
    migrate(db, MIGRATIONS);
    expect(schemaVersion(db)).toBe(SCHEMA_VERSION);
  });

  it("0001 builds the foundation in an empty database", () => {
    const db = new Database(":memory:");
    migrate(db, MIGRATIONS.slice(0, 1));
    const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all();
    expect(tables).toEqual(
      expect.arrayContaining(["study", "session", "video", "rating_version", "run", "audit"]),
    );
  });
});

describe("opening a database", () => {
  it("refuses a study of a newer version and leaves it alone", () => {
    const folder = tempFolder();
    const db = createDatabase(join(folder, DATABASE_FILE));
    db.pragma(`user_version = ${SCHEMA_VERSION + 1}`);
    db.close();
    expect(() => openDatabase(folder)).toThrow(expect.objectContaining({ code: "STUDY_TOO_NEW" }));
    expect(existsSync(join(folder, "backups"))).toBe(false);
  });

  it.each([["not a database at all, just some text".repeat(200)], [""]])(
    "refuses a file that holds no study",
    (content) => {
      const folder = tempFolder();
      writeFileSync(join(folder, DATABASE_FILE), content);
      expect(() => openDatabase(folder)).toThrow(expect.objectContaining({ code: "STUDY_DAMAGED" }));
    },
  );

  it("does not take a file that cannot be opened for a damaged one", () => {
    const folder = tempFolder();
    mkdirSync(join(folder, DATABASE_FILE));
    expect(() => openDatabase(folder)).toThrow(expect.objectContaining({ code: "STORAGE_FAILED" }));
  });

  it("copies a study as it was and checks the copy", () => {
    const folder = tempFolder();
    const db = createDatabase(join(folder, DATABASE_FILE));
    db.prepare("INSERT INTO rater (code, created_at) VALUES ('R1', '2026-01-01')").run();
    const copy = new Database(backUp(db, folder, 1), { readonly: true });
    expect(copy.prepare("SELECT code FROM rater").pluck().all()).toEqual(["R1"]);
    expect(readdirSync(join(folder, "backups"))).toHaveLength(1);
    copy.close();
    db.close();
  });
});

describe("0002 makes an analysis checkable", () => {
  it("keeps runs, minutes, jobs and their numbers of a study of version 1", () => {
    const db = new Database(":memory:");
    db.pragma("foreign_keys = ON");
    migrate(db, MIGRATIONS.slice(0, 1));
    db.exec(`
      INSERT INTO patient VALUES (1, 'P01', '2026-01-01');
      INSERT INTO session (id, patient_id, number, created_at) VALUES (1, 1, 1, '2026-01-01');
      INSERT INTO video VALUES (1, 1, 'a.mp4', 1, 1, 'print', '{}', 60000, '2026-01-01');
      INSERT INTO run VALUES (7, 1, 1, 'print', 60000, 'key', '[]', '{}', '{}', '[]', 2, 1, '2026-01-01', '2026-01-01');
      INSERT INTO run_minute VALUES (7, 1, 2, 1, x'00', x'00', x'00', '{}');
      INSERT INTO minute_expression VALUES (7, 1, 'fer2013-xception', x'01', 0.1, 0, 0, 0.2, 0.3, 0, 0.4);
      INSERT INTO job VALUES (3, 'analysis', 1, 7, 'succeeded', NULL, '2026-01-01', NULL, NULL);`);
    migrate(db, MIGRATIONS.slice(0, 2));
    expect(db.prepare("SELECT model_id, n_used, sad, probabilities FROM minute_reading").get()).toEqual({
      model_id: "fer2013-xception",
      n_used: 1,
      sad: 0.3,
      probabilities: Buffer.of(1),
    });
    expect(db.prepare("SELECT id, state, position FROM job").get()).toEqual({
      id: 3,
      state: "succeeded",
      position: 3,
    });
    expect(db.prepare("SELECT from_ms, to_ms, machine FROM run").get()).toEqual({
      from_ms: 0,
      to_ms: null,
      machine: "{}",
    });
    expect(db.pragma("foreign_key_check")).toEqual([]);
  });
});

describe("0003 adds the study's settings", () => {
  it("leaves a study of version 2 with the models that come with the program", () => {
    const db = new Database(":memory:");
    migrate(db, MIGRATIONS.slice(0, 2));
    db.exec("INSERT INTO study VALUES (1, 'uid', 'Basel', 'fer2013-xception', '2026-01-01')");
    migrate(db, MIGRATIONS.slice(0, 3));
    expect(db.prepare("SELECT name, model_ids FROM study").get()).toEqual({ name: "Basel", model_ids: null });
    expect(() => db.exec("UPDATE study SET model_ids = 'no json'")).toThrow("CHECK");
  });
});

describe("0004 takes tables in", () => {
  function studyOfVersion3(): Database.Database {
    const db = new Database(":memory:");
    db.pragma("foreign_keys = ON");
    migrate(db, MIGRATIONS.slice(0, 3));
    db.exec(`
      INSERT INTO patient VALUES (1, 'P01', '2026-01-01');
      INSERT INTO session (id, patient_id, number, created_at) VALUES (1, 1, 1, '2026-01-01');
      INSERT INTO rater VALUES (1, 'R1', '2026-01-01');
      INSERT INTO codebook VALUES (1, 'basel', 1, '{}', '2026-01-01');
      INSERT INTO rating_version (session_id, rater_id, codebook_id, minute, version, arousal, origin, recorded_at)
        VALUES (1, 1, 1, 1, 1, 4, 'form', '2026-01-01');`);
    migrate(db, MIGRATIONS.slice(0, 4));
    return db;
  }

  it("takes the ratings of a study of version 3 for ratings of the main phase without a peak", () => {
    const db = studyOfVersion3();
    expect(db.prepare("SELECT arousal, phase, peak FROM rating_current").get()).toEqual({
      arousal: 4,
      phase: "main",
      peak: null,
    });
    expect(db.pragma("foreign_key_check")).toEqual([]);
  });

  it.each([
    ["a peak below the arousal", "4, 'main', 3"],
    ["a peak without an arousal", "NULL, 'main', 3"],
    ["a peak of 8", "4, 'main', 8"],
    ["an unknown phase", "4, 'pilot', NULL"],
  ])("refuses %s", (_what, values) => {
    expect(() =>
      studyOfVersion3().exec(`
      INSERT INTO rating_version (session_id, rater_id, codebook_id, minute, version, origin, recorded_at, arousal,
        phase, peak) VALUES (1, 1, 1, 2, 1, 'import', '2026-01-01', ${values})`),
    ).toThrow("CHECK");
  });

  it("shows the newest value of a key and never changes or loses an older one", () => {
    const db = studyOfVersion3();
    db.exec(`
      INSERT INTO table_import (id, kind, file_name, sha256, n_rows, actor, imported_at)
        VALUES (1, 'minutes', 'a.csv', 'x', 1, 'test', '2026-01-01'), (2, 'minutes', 'b.csv', 'y', 1, 'test', '2026-01-02');
      INSERT INTO imported_minute (import_id, source, session_id, minute, n_frames, n_faces)
        VALUES (1, 'fer', 1, 1, 10, 0), (1, 'other', 1, 1, 30, 0), (2, 'fer', 1, 1, 20, 0);
      INSERT INTO action_unit_series (import_id, video, unit, rate_hz, samples)
        VALUES (1, NULL, 'AU12', 30, x'00'), (2, NULL, 'AU12', 25, x'01');`);
    expect(
      db.prepare("SELECT source, n_frames FROM imported_minute_current ORDER BY source").raw().all(),
    ).toEqual([
      ["fer", 20],
      ["other", 30],
    ]);
    expect(db.prepare("SELECT rate_hz FROM action_unit_series_current").pluck().all()).toEqual([25]);
    expect(() => db.exec("UPDATE imported_minute SET n_frames = 1")).toThrow("append-only");
    expect(() => db.exec("DELETE FROM imported_minute")).toThrow("append-only");
  });
});
