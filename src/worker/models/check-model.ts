import type { InferenceSession } from "onnxruntime-node";
import type { ModelCard } from "../../shared/model-card.ts";
import { selfTestInput } from "../self-test/vectors.ts";
import { TaskFailure } from "../task-failure.ts";
import { FaceModel } from "./face-model.ts";
import type { LoadedModel } from "./load-model.ts";

/** Sums of probabilities may be off by this much. */
const SUM_TOLERANCE = 0.01;
/** A face's values may depend on the other faces of its batch by this much. */
const BATCH_TOLERANCE = 0.001;

/** What a session says about one of its inputs or outputs. */
type Metadata = InferenceSession["inputMetadata"][number];

/**
 * Compares a network with what its card says: names, types and shapes of input and output, then the values that it gives
 * for made-up pictures, alone and as a batch.
 *
 * @throws TaskFailure INVALID_FILE with what is not so
 */
export async function checkModel(model: LoadedModel): Promise<void> {
  const { card, session } = model;
  for (const problem of [
    ...shapeProblems("input", card.input, session.inputMetadata),
    ...card.outputs.flatMap((output) => shapeProblems("output", output, session.outputMetadata)),
  ])
    throw notAsStated(problem);
  const face = new FaceModel(model, 2);
  const [first, second] = [selfTestInput(card.input, 1), selfTestInput(card.input, 2)];
  const alone = await read(face, [first]);
  const together = await read(face, [second, first]);
  for (const values of [alone[0], together[0]]) checkValues(card, values ?? []);
  const apart = largestGap(alone[0] ?? [], together[1] ?? []);
  if (apart > BATCH_TOLERANCE)
    throw notAsStated(
      `a face's values change by ${Number(apart.toPrecision(2))} when another face is in the batch; a card with the batch 1 helps`,
    );
}

/** @throws TaskFailure INVALID_FILE when the values are not what the card's activation says */
export function checkValues({ activation = "softmax" }: ModelCard, values: readonly number[]): void {
  if (values.length === 0 || !values.every(Number.isFinite))
    throw notAsStated("it gives values that are no numbers");
  const sum = values.reduce((total, value) => total + value, 0);
  const unit = values.every((value) => value >= -1e-6 && value <= 1 + 1e-6);
  if (activation === "sigmoid" && !unit)
    throw notAsStated(`its values go from ${range(values)}, not from 0 to 1 as "sigmoid" says`);
  if (activation === "softmax" && (!unit || Math.abs(sum - 1) > SUM_TOLERANCE))
    throw notAsStated(
      `its values go from ${range(values)} and sum to ${Number(sum.toPrecision(4))}; probabilities go from 0 to 1 and sum to 1. Scores before the softmax are "logits"`,
    );
}

function range(values: readonly number[]): string {
  return `${Number(Math.min(...values).toPrecision(3))} to ${Number(Math.max(...values).toPrecision(3))}`;
}

async function read(model: FaceModel, pictures: readonly Float32Array[]): Promise<number[][]> {
  const rows = pictures.map(() => [] as number[]);
  for (const [place, picture] of pictures.entries()) model.set(place, picture);
  try {
    await model.run(pictures.length, (place, label, value) => {
      const row = rows[place];
      if (row) row[label] = value;
    });
  } catch (error) {
    process.stderr.write(`${error}\n`);
    throw notAsStated("it cannot compute an input of the stated shape");
  }
  return rows;
}

function largestGap(a: readonly number[], b: readonly number[]): number {
  return a.reduce((largest, value, i) => Math.max(largest, Math.abs(value - (b[i] as number))), 0);
}

function shapeProblems(
  what: "input" | "output",
  stated: { readonly name: string; readonly shape: readonly (string | number)[] },
  all: readonly Metadata[],
): string[] {
  const found = all.find(({ name }) => name === stated.name);
  if (!found)
    return [`it has no ${what} "${stated.name}"; it has ${all.map(({ name }) => `"${name}"`).join(", ")}`];
  if (what === "input" && all.length > 1) return ["it has more than one input"];
  if (!found.isTensor || found.type !== "float32")
    return [`its ${what} "${stated.name}" is ${found.isTensor ? found.type : "no tensor"}, not float32`];
  // A network may leave sizes open (names instead of numbers); what they turn out to be shows when it computes.
  const fits =
    found.shape.length === stated.shape.length &&
    found.shape.every((size, i) => typeof size === "string" || size === stated.shape[i]);
  return fits
    ? []
    : [
        `its ${what} "${stated.name}" has the shape ${shapeText(found.shape)}, not ${shapeText(stated.shape)}`,
      ];
}

function shapeText(shape: readonly (string | number)[]): string {
  return shape.join(" x ");
}

function notAsStated(problem: string): TaskFailure {
  return new TaskFailure(
    "INVALID_FILE",
    `The network is not what its card says: ${problem}.`,
    "Correct the card, or choose the right ONNX file.",
  );
}
