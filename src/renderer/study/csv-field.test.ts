import { describe, expect, it } from "vitest";
import { FileChangedError } from "../app/failure.ts";
import { readChosen } from "./csv-field.tsx";

describe("readChosen", () => {
  it("keeps name and content", async () => {
    const read = await readChosen(new File(["patient;session"], "ratings.csv", { type: "text/csv" }));
    expect([read.name, read.type, await read.text()]).toEqual(["ratings.csv", "text/csv", "patient;session"]);
  });

  it("says so when the file has changed since it was chosen", async () => {
    const changed = new File([], "ratings.csv");
    changed.arrayBuffer = () => Promise.reject(new DOMException("could not be read", "NotReadableError"));
    await expect(readChosen(changed)).rejects.toEqual(new FileChangedError("ratings.csv"));
  });
});
