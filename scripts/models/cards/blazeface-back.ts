import type { CardText } from "./card-text.ts";

export const blazefaceBackCard: CardText = {
  id: "blazeface-back",
  name: "BlazeFace, model for the rear camera",
  task: "face-detection",
  file: "blazeface-back.onnx",
  source: {
    package: "@vladmandic/human",
    files: ["models/blazeface.json", "models/blazeface.bin"],
    origin: "MediaPipe (https://github.com/google/mediapipe)",
  },
  licence: "MIT (package); the network comes from MediaPipe, Apache-2.0",
  trainingData:
    "Not published; its authors state 66,000 pictures (Bazarevsky et al. 2019, arXiv:1907.05047).",
  input: {
    name: "image",
    type: "float32",
    layout: "NCHW",
    shape: ["N", 3, 256, 256],
    colour: "rgb",
    normalisation: { mean: [127.5, 127.5, 127.5], divisor: 127.5 },
  },
  outputs: [
    {
      name: "logits",
      type: "float32",
      shape: ["N", 896, 1],
      meaning: "One per anchor; score = 1 / (1 + exp(-logit)).",
    },
    {
      name: "regressors",
      type: "float32",
      shape: ["N", 896, 16],
      meaning:
        "One row per anchor, in pixels of the 256 x 256 input: x and y of the box centre relative to the anchor centre; width and height of the box; x and y relative to the anchor centre of right eye, left eye, nose tip, mouth, right ear, left ear.",
    },
  ],
  preprocessing: {
    kind: "letterbox",
    resampling: "area",
    note: "The region to search, made square by black borders. Small faces need regions: whole frames of 1280 x 720 lose faces below 160 px.",
  },
  anchors: {
    inputSizePx: 256,
    layers: [
      { cellsPerSide: 16, cellPx: 16, perCell: 2 },
      { cellsPerSide: 8, cellPx: 32, perCell: 6 },
    ],
  },
  accuracy: [
    {
      on: "faces of 240 px in 1280 x 720, whole frame, threshold 0.5",
      measure: "recall",
      value: 99,
      unit: "%",
    },
    {
      on: "faces of 120 px in 1280 x 720, whole frame, threshold 0.5",
      measure: "recall",
      value: 85,
      unit: "%",
    },
    {
      on: "faces of 60 px in 1280 x 720, whole frame, threshold 0.5",
      measure: "recall",
      value: 41,
      unit: "%",
    },
    {
      on: "faces of 60 px, tiles of 480 px, threshold 0.3, confirmed by the face mesh",
      measure: "recall",
      value: 98,
      unit: "%",
    },
    {
      on: "faces of 40 px, tiles of 480 px, threshold 0.3, confirmed by the face mesh",
      measure: "recall",
      value: 92,
      unit: "%",
    },
    {
      on: "tiles of 480 px, threshold 0.3, confirmed by the face mesh",
      measure: "false boxes per frame",
      value: 0.002,
      unit: "ratio",
    },
    {
      on: "faces of 30 to 240 px, region of 2 to 4 face heights around a known place, threshold 0.5",
      measure: "recall",
      value: 100,
      unit: "%",
    },
  ],
  limits: [
    "A true face often scores only 0.65 to 0.85.",
    "Alone it takes other things for faces (about 0.35 false boxes per frame at 0.5): new faces need a confirmation.",
    "Faces in full profile are not found.",
  ],
};
