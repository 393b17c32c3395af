import { expect, it } from "vitest";
import { ODD_STUDIES } from "../../../test/support/odd-studies.ts";
import { sessionCourseBlock } from "./session-course-block.ts";

const study = ODD_STUDIES["a usual study"];
const noFace = ODD_STUDIES["no face anywhere"];

it("draws the ratings and the machine of one session, and of no other", () => {
  if (!study) throw new Error("no study");
  const { caption, datasets } = sessionCourseBlock(study, "P02", 1);
  expect(caption).toBe("P02 · session 1");
  const rows = Object.values(datasets).flat();
  const raters = new Set(rows.flatMap((row) => (typeof row["rater"] === "string" ? [row["rater"]] : [])));
  expect([...raters].sort()).toEqual(["R1", "R2", "R3"]);
  const minutes = rows.flatMap((row) => (row["nonspecific"] === undefined ? [] : [row["minute"]]));
  expect(minutes).toEqual([1, 2, 3, 4, 5, 6]);
});

it("draws an empty frame where nothing can be compared", () => {
  if (!noFace) throw new Error("no study");
  expect(sessionCourseBlock(noFace, "P02", 1).kind).toBe("figure");
});

it("refuses a session that the study does not have", () => {
  if (!study) throw new Error("no study");
  expect(() => sessionCourseBlock(study, "P02", 9)).toThrow("not part of the study");
});
