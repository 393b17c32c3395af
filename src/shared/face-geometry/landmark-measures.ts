/** What a number of the landmark summary is counted in. */
export type MeasureUnit = "degrees" | "eye distances" | "ratio";

export interface LandmarkMeasure {
  readonly name: string;
  readonly unit: MeasureUnit;
  readonly meaning: string;
}

const measure = <Name extends string>(name: Name, unit: MeasureUnit, meaning: string) => ({
  name,
  unit,
  meaning,
});

/**
 * The numbers kept of a face mesh, in the order in which they are stored. Left and right are the person's own.
 * Distances are measured after the head's rotation has been taken out, in units of the mean face's eye distance at
 * the size at which it fits this face; heights count upwards.
 */
export const LANDMARK_MEASURES = [
  measure("yaw", "degrees", "Head turned to the person's left: positive."),
  measure("pitch", "degrees", "Head looking up: positive."),
  measure("roll", "degrees", "Head tilted to the person's left shoulder: positive."),
  measure("fitError", "eye distances", "How far the stable points lie from the mean face, root mean square."),
  measure(
    "eyeOpeningLeft",
    "ratio",
    "Eye aspect ratio: distance of the lids through distance of the corners.",
  ),
  measure(
    "eyeOpeningRight",
    "ratio",
    "Eye aspect ratio: distance of the lids through distance of the corners.",
  ),
  measure("mouthOpening", "ratio", "Inner lips: height through width."),
  measure("innerBrowLeft", "eye distances", "Height of the inner half of the brow above the eye corners."),
  measure("innerBrowRight", "eye distances", "Height of the inner half of the brow above the eye corners."),
  measure("outerBrowLeft", "eye distances", "Height of the outer half of the brow above the eye corners."),
  measure("outerBrowRight", "eye distances", "Height of the outer half of the brow above the eye corners."),
  measure("browDistance", "eye distances", "Distance of the inner ends of the brows."),
  measure("upperLidLeft", "eye distances", "Height of the upper lid's edge above the eye corners."),
  measure("upperLidRight", "eye distances", "Height of the upper lid's edge above the eye corners."),
  measure("lowerLidLeft", "eye distances", "Height of the lower lid's edge above the eye corners; negative."),
  measure(
    "lowerLidRight",
    "eye distances",
    "Height of the lower lid's edge above the eye corners; negative.",
  ),
  measure(
    "noseWingLeft",
    "eye distances",
    "Height of the wing of the nose above the inner eye corner; negative.",
  ),
  measure(
    "noseWingRight",
    "eye distances",
    "Height of the wing of the nose above the inner eye corner; negative.",
  ),
  measure(
    "nasolabialLeft",
    "eye distances",
    "Height of the fold beside the nose above the eye corners; negative.",
  ),
  measure(
    "nasolabialRight",
    "eye distances",
    "Height of the fold beside the nose above the eye corners; negative.",
  ),
  measure("cheekLeft", "eye distances", "Height of the cheek's front above the eye corners; negative."),
  measure("cheekRight", "eye distances", "Height of the cheek's front above the eye corners; negative."),
  measure(
    "upperLip",
    "eye distances",
    "Height of the upper lip's upper edge above the base of the nose; negative.",
  ),
  measure(
    "lipCornerHeightLeft",
    "eye distances",
    "Height of the lip corner above the base of the nose; negative.",
  ),
  measure(
    "lipCornerHeightRight",
    "eye distances",
    "Height of the lip corner above the base of the nose; negative.",
  ),
  measure("lipCornerOutLeft", "eye distances", "Distance of the lip corner from the face's middle."),
  measure("lipCornerOutRight", "eye distances", "Distance of the lip corner from the face's middle."),
  measure("lipCornerDepthLeft", "eye distances", "How far the lip corner lies behind the base of the nose."),
  measure("lipCornerDepthRight", "eye distances", "How far the lip corner lies behind the base of the nose."),
  measure("mouthWidth", "eye distances", "Distance of the lip corners."),
  measure("lipsAperture", "eye distances", "Distance between the inner edges of the lips."),
  measure("upperLipThickness", "eye distances", "Height of the red of the upper lip."),
  measure("lowerLipThickness", "eye distances", "Height of the red of the lower lip."),
  measure(
    "lowerLip",
    "eye distances",
    "Height of the lower lip's lower edge above the base of the nose; negative.",
  ),
  measure("lipProtrusion", "eye distances", "How far the lips stand out before the base of the nose."),
  measure("chinBoss", "eye distances", "Height of the chin's front above the base of the nose; negative."),
  measure("jaw", "eye distances", "Height of the chin's lowest point above the base of the nose; negative."),
] as const satisfies readonly LandmarkMeasure[];

export type MeasureName = (typeof LANDMARK_MEASURES)[number]["name"];

/** Length of a stored landmark summary. */
export const LANDMARK_MEASURE_COUNT = LANDMARK_MEASURES.length;

const PLACES = new Map<string, number>(LANDMARK_MEASURES.map(({ name }, place) => [name, place]));

/** Place of a measure in a landmark summary. */
export function placeOf(name: MeasureName): number {
  return PLACES.get(name) as number;
}

/** One number of a landmark summary; NaN when the summary is too short or the value missing. */
export function measureOf(summary: ArrayLike<number>, name: MeasureName): number {
  return summary[placeOf(name)] ?? Number.NaN;
}
