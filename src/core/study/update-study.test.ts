import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { newStudy } from "../../../test/support/study-fixture.ts";
import { readModelCatalogue } from "../analysis/model-catalogue.ts";
import { openStudyFolder } from "./study-folder.ts";
import { updateStudy } from "./update-study.ts";

const catalogue = readModelCatalogue(fileURLToPath(new URL("../../../resources/models", import.meta.url)));

describe("study settings", () => {
  it("are changed with an audit row of old and new values, and kept", () => {
    const study = newStudy();
    updateStudy(study, catalogue, "R1", { name: "Basel", defaultModelId: "blend-calibrated" });
    updateStudy(study, catalogue, "R1", { modelIds: ["fer2013-xception"] });
    const settings = { name: "Basel", defaultModelId: "blend-calibrated", modelIds: ["fer2013-xception"] };
    expect(study.info).toMatchObject(settings);
    const rows = study.db
      .prepare("SELECT actor, details FROM audit WHERE action = 'study.updated' ORDER BY id")
      .all() as { actor: string; details: string }[];
    expect(rows.map(({ actor }) => actor)).toEqual(["R1", "R1"]);
    expect(JSON.parse(rows[1]?.details ?? "")).toEqual({
      before: { ...settings, modelIds: null },
      after: settings,
    });
    study.lock.release();
    const again = openStudyFolder(study.folder);
    expect(again.info).toMatchObject(settings);
    again.db.close();
    again.lock.release();
  });

  it("that are the same are no change", () => {
    const study = newStudy();
    updateStudy(study, catalogue, "R1", { name: study.info.name });
    expect(study.db.prepare("SELECT count(*) FROM audit WHERE action = 'study.updated'").pluck().get()).toBe(
      0,
    );
  });

  it("refuse readings and models that are not there, and change nothing then", () => {
    const study = newStudy();
    const before = { ...study.info };
    expect(() => updateStudy(study, catalogue, "R1", { name: "New", defaultModelId: "nope" })).toThrow(
      'no expression model "nope"',
    );
    expect(() => updateStudy(study, catalogue, "R1", { modelIds: ["blend"] })).toThrow(
      "is computed from fer2013-xception and face-api-expression",
    );
    expect(() => updateStudy(study, catalogue, "R1", { modelIds: ["face-mesh"] })).toThrow("face-mesh");
    expect(study.info).toEqual(before);
  });
});
