import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { newStudy } from "../../../test/support/study-fixture.ts";
import { tempFolder } from "../../../test/support/temp-folder.ts";
import { recentStudies, rememberStudy } from "./recent-studies.ts";
import { createStudy, openStudyFolder } from "./study-folder.ts";

describe("study folder", () => {
  it("is created whole and opened again under its name", () => {
    const folder = join(tempFolder(), "new", "study");
    createStudy(folder, "Basel", "test");
    const study = openStudyFolder(folder);
    expect(study.info).toMatchObject({ name: "Basel", path: folder, defaultModelId: "fer2013-xception" });
    expect(readdirSync(folder)).not.toContain("study.sqlite.new");
    study.db.close();
    study.lock.release();
  });

  it("is opened by one program at a time, and again after that one has closed it", () => {
    const study = newStudy();
    expect(() => openStudyFolder(study.folder)).toThrow(expect.objectContaining({ code: "STUDY_IN_USE" }));
    study.lock.release();
    const again = openStudyFolder(study.folder);
    again.db.close();
    again.lock.release();
  });

  it("is not made where one is already, nor under a file", () => {
    const study = newStudy();
    expect(() => createStudy(study.folder, "Other", "test")).toThrow(
      expect.objectContaining({ code: "STUDY_EXISTS" }),
    );
    const file = join(tempFolder(), "file");
    writeFileSync(file, "");
    expect(() => createStudy(join(file, "study"), "Other", "test")).toThrow(
      expect.objectContaining({ code: "STORAGE_FAILED" }),
    );
  });

  it.runIf(process.platform === "linux")("is refused where the file system makes no folders", () => {
    expect(() => createStudy("/proc/minutewise/study", "Other", "test")).toThrow(
      expect.objectContaining({ code: "STORAGE_FAILED" }),
    );
  });

  it("that is none is named", () => {
    const folder = tempFolder();
    expect(() => openStudyFolder(folder)).toThrow(
      expect.objectContaining({ code: "STUDY_NOT_FOUND", where: folder }),
    );
  });
});

describe("recent studies", () => {
  it("stand newest first, each once, and say which are gone", () => {
    const file = join(tempFolder(), "recent.json");
    const study = newStudy();
    const gone = { ...study.info, path: join(tempFolder(), "gone"), name: "Gone" };
    rememberStudy(file, study.info);
    rememberStudy(file, gone);
    rememberStudy(file, study.info);
    expect(recentStudies(file).map(({ name, found }) => [name, found])).toEqual([
      ["Test study", true],
      ["Gone", false],
    ]);
  });

  it("count a damaged list as empty", () => {
    const folder = tempFolder();
    writeFileSync(join(folder, "recent.json"), "{ not json");
    expect(recentStudies(join(folder, "recent.json"))).toEqual([]);
    mkdirSync(join(folder, "directory.json"));
    expect(recentStudies(join(folder, "directory.json"))).toEqual([]);
  });
});
