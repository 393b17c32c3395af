import { ACTION_UNITS, type ActionUnit, type ActionUnitDefinition, AUS } from "./action-unit-table.ts";
import { ACTION_UNIT_POSE_LIMITS } from "./action-units.ts";
import { MIN_NEUTRAL_SAMPLES, NEAR_FRONTAL } from "./neutral-baseline.ts";

/** What is known about the estimates of action units: what a model card is to a network. */
export interface ActionUnitCard {
  /** Stored with every run; never reused for other rules. */
  readonly id: string;
  readonly name: string;
  readonly from: string;
  readonly units: readonly (ActionUnitDefinition & { readonly au: ActionUnit })[];
  /** In words, the most important one first. */
  readonly limits: readonly string[];
}

export const GEOMETRIC_ACTION_UNITS: ActionUnitCard = {
  id: "geometric-au-1",
  name: "Geometric estimates of action units from the face mesh",
  from:
    "Distances between points of the face mesh, after the head's rotation has been taken out, as changes against the " +
    "person's own neutral face. The rules are written down by hand; nothing was trained.",
  units: AUS.map((au) => ({ au, ...ACTION_UNITS[au] })),
  limits: [
    "Not validated against FACS coders. The values are no FACS intensities and no probabilities, and cannot be " +
      "compared with those of py-feat or OpenFace.",
    `Estimates marked low (AU ${AUS.filter((au) => ACTION_UNITS[au].confidence === "low").join(", ")}) stand for ` +
      "wrinkles, bulges or tension, which the mesh does not show.",
    "Everything is relative to the neutral face that was found in the same recording: a person who never looks " +
      "neutral there gets a wrong zero, and values of two people do not compare.",
    `The neutral face needs ${MIN_NEUTRAL_SAMPLES} samples in which the head is turned by no more than ` +
      `${NEAR_FRONTAL.yaw} degrees; estimates end at ${ACTION_UNIT_POSE_LIMITS.yaw} degrees to the side and ` +
      `${ACTION_UNIT_POSE_LIMITS.pitch} up or down. Turning and nodding below these limits still shift the values.`,
    "Speech moves the lips and the jaw: AU 10 to 28 of somebody who talks are partly speech.",
    "A mouth that is opened wide makes the mesh lower the brows: AU 4 reads up to 0.3 without being there.",
    "A one-sided movement counts half: each estimate is the mean of both sides.",
    "The mesh smooths what it sees: raised brows and closed eyes come out too small, and on faces below about 100 " +
      "pixels in height small movements do not come out at all.",
    "What a face shows is not what a person feels.",
  ],
};
