import type { AgreementInput } from "../../src/core/agreement/compute-agreement.ts";
import { CEAS_BASEL_2023 } from "../../src/shared/ceas/codebook.ts";
import { ratingValueSchema } from "../../src/shared/ceas/rating.ts";
import { expressionMeansSchema } from "../../src/shared/contract/traces.ts";
import { EXPRESSIONS } from "../../src/shared/expression.ts";
import { readGoldenMinutes, readGoldenRatings } from "./read-golden.ts";

/** The reference study as the agreement's input. */
export function goldenAgreementInput(): AgreementInput {
  const { key, version, title } = CEAS_BASEL_2023;
  return {
    study: { studyId: "golden", name: "Reference study" },
    program: { name: "Minutewise", version: "0.0.0" },
    computedAt: "2026-01-31T12:00:00.000Z",
    model: {
      modelId: "fer2013-xception",
      name: "Study model",
      sha256: "0".repeat(64),
      temperature: 1,
      parts: [{ modelId: "fer2013-xception", name: "Study model", sha256: "0".repeat(64), weight: 1 }],
    },
    codebook: { key, version, title },
    ratings: readGoldenRatings().map(({ arousal, emotion, ...row }) => ({
      ...row,
      value: ratingValueSchema.parse({
        arousal,
        emotion,
        notRatable: arousal === null ? "unspecified" : null,
        note: "",
      }),
    })),
    machine: readGoldenMinutes().map(({ means, nFrames, nFaces, ...row }) => ({
      ...row,
      expression: means && {
        means: expressionMeansSchema.parse(
          Object.fromEntries(EXPRESSIONS.map((name, index) => [name, means[index]])),
        ),
        coverage: nFaces / nFrames,
      },
    })),
  };
}
