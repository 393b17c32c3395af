import type { CardText } from "./card-text.ts";

export const faceMeshCard: CardText = {
  id: "face-mesh",
  name: "MediaPipe face mesh, 468 points",
  task: "face-mesh",
  file: "face-mesh.onnx",
  source: {
    package: "@vladmandic/human",
    files: ["models/facemesh.json", "models/facemesh.bin"],
    origin: "MediaPipe (https://github.com/google/mediapipe)",
  },
  licence: "MIT (package); the network comes from MediaPipe, Apache-2.0",
  trainingData:
    "Not published; its authors state about 30,000 pictures taken with telephones (Kartynnik et al. 2019, arXiv:1907.06724).",
  input: {
    name: "image",
    type: "float32",
    layout: "NCHW",
    shape: ["N", 3, 192, 192],
    colour: "rgb",
    normalisation: { mean: [0, 0, 0], divisor: 255 },
  },
  outputs: [
    {
      name: "presence",
      type: "float32",
      shape: ["N", 1],
      meaning: "Probability that the crop shows a face.",
    },
    {
      name: "points",
      type: "float32",
      shape: ["N", 1404],
      meaning: "468 times x, y, z in pixels of the 192 x 192 input.",
    },
  ],
  preprocessing: {
    kind: "face-box",
    side: 1.5,
    shiftUp: 0,
    resampling: "area",
    note: "Square around the centre of the box that BlazeFace gave on a region of 3 times the candidate box.",
  },
  accuracy: [
    { on: "true faces, presence on a 1.5x crop", measure: "first percentile", value: 0.996, unit: "ratio" },
    { on: "false faces, presence on a 1.5x crop", measure: "99th percentile", value: 0.68, unit: "ratio" },
  ],
  limits: [
    "Presence above 0.9 confirms a face; cartoon faces and lettering still pass in 3 to 10% of frames.",
    "The accuracy of the points has not been measured here.",
    "The third output of the original (contours of lips and eyes) is left out.",
  ],
};
