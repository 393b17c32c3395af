import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { tempFolder } from "../../../test/support/temp-folder.ts";
import { workerCount } from "./worker-count.ts";

const newFile = (): string => join(tempFolder(), "user", "settings.json");

describe("number of workers", () => {
  it("is half of the cores, and at least one, unless the user chooses another", () => {
    const file = newFile();
    expect(workerCount(file, undefined, 8).count()).toBe(4);
    expect(workerCount(file, undefined, 1).count()).toBe(1);
    expect(workerCount(file, undefined, 8).save(6)).toEqual({ workers: 6, usualWorkers: 4, cores: 8 });
    expect(workerCount(file, undefined, 8).count()).toBe(6);
    workerCount(file, undefined, 8).save(null);
    expect(workerCount(file, undefined, 8).count()).toBe(4);
  });

  it("is never larger than the number of cores, wherever it comes from", () => {
    const file = newFile();
    expect(() => workerCount(file, undefined, 4).save(5)).toThrow("4 cores, too few for 5 jobs");
    workerCount(file, undefined, 16).save(12);
    expect(workerCount(file, undefined, 4).count()).toBe(4);
    expect(workerCount(file, 9, 4).count()).toBe(4);
  });

  it("is the command's number, which is not kept", () => {
    const file = newFile();
    workerCount(file, undefined, 8).save(2);
    expect(workerCount(file, 3, 8).count()).toBe(3);
    expect(workerCount(file, undefined, 8).count()).toBe(2);
  });

  it("is the usual one when the settings are damaged, and other settings stay when it is saved", () => {
    const file = newFile();
    mkdirSync(join(file, ".."));
    for (const text of ["{", "[]", '{"workers":"many"}']) {
      writeFileSync(file, text);
      expect(workerCount(file, undefined, 8).count()).toBe(4);
    }
    writeFileSync(file, '{"workers":1,"ofALaterVersion":{"a":1}}');
    workerCount(file, undefined, 8).save(2);
    expect(JSON.parse(readFileSync(file, "utf8"))).toEqual({ workers: 2, ofALaterVersion: { a: 1 } });
  });

  it("that cannot be stored is a failure in words", () => {
    const folder = tempFolder();
    writeFileSync(join(folder, "user"), "a file in the way");
    const count = workerCount(join(folder, "user", "settings.json"), undefined, 8);
    expect(() => count.save(2)).toThrow(expect.objectContaining({ code: "STORAGE_FAILED" }));
  });
});
