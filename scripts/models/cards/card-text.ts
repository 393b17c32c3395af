import type { ModelCard } from "../../../src/shared/model-card.ts";

/** The written part of a card; the file's hash and the package's version are added when the file is written. */
export type CardText = Omit<ModelCard, "sha256" | "source"> & {
  source: { package: string; files: string[]; origin: string };
};

/** Crop rules and limits that hold for both expression models. */
export const expressionCommon = {
  minFaceHeightPx: { certain: 60, usable: 40 },
  limits: [
    "Shows what a face looks like to the network, not what a person feels.",
    "Faces in full profile are not found and therefore not judged.",
    "Results below a face height of 60 pixels are uncertain, below 40 pixels they are not to be used.",
  ],
} as const;
