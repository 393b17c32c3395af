import type { InferenceSession } from "onnxruntime-node";

/** The values of a named float output. @throws Error when the model has no such output */
export function outputOf(outputs: InferenceSession.ReturnType, name: string): Float32Array {
  const values = outputs[name]?.data;
  if (!(values instanceof Float32Array)) throw new Error(`The model gives no float output "${name}".`);
  return values;
}
