import { describe, expect, it } from "vitest";
import { readActionUnitVideos } from "../action-units/read-action-units.ts";
import { readMinutes } from "../imported-minutes/read-minutes.ts";
import { readLabels } from "../labels/read-labels.ts";
import { readOutcomes } from "../outcomes/read-outcomes.ts";
import type { TableFile } from "./table-imports.ts";

const HEADERS = {
  ratings: "patient,session,minute,rater,arousal,emotion",
  "minutes of another program":
    "patient;session;minute;angry;disgust;fear;happy;sad;surprise;neutral;n_frames;n_faces",
  questionnaires: "patient,pre_yoq_id,post_yoq_id",
  "labelled clips": "clip,truth_emotion,obs1_emotion",
  "action units": "video,person,bdi,AU01,AU12",
  sessions: "patient,session,n_minutes,exclusion_reason",
} as const;
type Kind = keyof typeof HEADERS;

const READ: Partial<Record<Kind, (file: TableFile) => unknown>> = {
  "minutes of another program": (file) => readMinutes(file, () => null),
  questionnaires: (file) => readOutcomes(file, () => null),
  "labelled clips": readLabels,
  "action units": (file) => readActionUnitVideos(file, "bdi", null),
};

const file = (header: string): TableFile => ({
  fileName: "table.csv",
  bytes: new TextEncoder().encode(`${header}\n`),
});

describe.each(Object.entries(READ))("a reader of %s", (kind, read) => {
  it.each(Object.entries(HEADERS).filter(([name]) => name !== kind))(
    "says what a table of %s is",
    (name, header) => {
      expect(() => read(file(header))).toThrow(
        expect.objectContaining({
          code: "INVALID_FILE",
          message: expect.stringContaining(`it holds ${name}.`),
        }),
      );
    },
  );

  it("names the columns that are missing where no kind can be told", () => {
    expect(() => read(file("a,b,c"))).toThrow(
      expect.objectContaining({ problems: [{ line: 1, problem: expect.stringMatching(/missing/) }] }),
    );
  });
});
