import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { writeFiles } from "./write-files.ts";

const FILES = new Map([
  ["a.html", "new"],
  ["figures/b.svg", "<svg/>"],
]);

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "minutewise-files-"));
});
afterEach(() => rm(folder, { recursive: true }));

describe("writing files", () => {
  it("creates the folder and leaves nothing else in it", async () => {
    const directory = join(folder, "new", "report");
    await writeFiles(directory, FILES);
    expect((await readdir(directory)).sort()).toEqual(["a.html", "figures"]);
    expect(await readFile(join(directory, "figures", "b.svg"), "utf8")).toBe("<svg/>");
  });

  it("replaces files of the same names and leaves others alone", async () => {
    await writeFile(join(folder, "a.html"), "old");
    await writeFile(join(folder, "mine.txt"), "mine");
    await writeFiles(folder, FILES);
    expect(await readFile(join(folder, "a.html"), "utf8")).toBe("new");
    expect(await readFile(join(folder, "mine.txt"), "utf8")).toBe("mine");
  });

  it("names the folder that cannot be written and leaves nothing half-done", async () => {
    const blocked = join(folder, "file.txt");
    await writeFile(blocked, "");
    await expect(writeFiles(join(blocked, "report"), FILES)).rejects.toMatchObject({
      code: "STORAGE_FAILED",
      where: join(blocked, "report"),
      remedy: expect.stringContaining("folder"),
    });
    await mkdir(join(folder, "a.html", "in the way"), { recursive: true });
    await expect(writeFiles(folder, FILES)).rejects.toMatchObject({ code: "STORAGE_FAILED" });
    expect((await readdir(folder)).filter((name) => name.startsWith("."))).toEqual([]);
  });

  it.runIf(process.platform === "linux")(
    "does not wait for ever where no folder can be created",
    async () => {
      await expect(writeFiles("/proc/report", FILES)).rejects.toMatchObject({
        code: "STORAGE_FAILED",
        where: "/proc/report",
      });
    },
  );
});
