import type { onnx } from "onnx-proto";
import onnxProto from "onnx-proto";

const { AttributeProto, ModelProto, TensorProto } = onnxProto.onnx;

/** ONNX operator set of the written files. */
const opsetVersion = 13;
/** The file format version that came with operator set 13. */
const irVersion = 7;

/** A value inside the graph. `shape` leaves out the batch, which is free. */
export interface GraphValue {
  readonly name: string;
  readonly shape: readonly number[];
}

type AttributeValue = number | readonly number[];

/**
 * Collects the parts of one ONNX graph and writes them. The same calls in the same order give the same bytes.
 */
export class OnnxGraph {
  readonly #name: string;
  readonly #nodes: onnx.INodeProto[] = [];
  readonly #constants = new Map<string, onnx.ITensorProto>();
  readonly #inputs: onnx.IValueInfoProto[] = [];
  readonly #outputs: onnx.IValueInfoProto[] = [];
  readonly #values = new Set<string>();

  constructor(name: string) {
    this.#name = name;
  }

  /** A float input of the graph; the batch dimension N comes before `shape`. */
  input(name: string, shape: readonly number[]): GraphValue {
    this.#claim(name);
    this.#inputs.push(valueInfo(name, shape));
    return { name, shape };
  }

  /** Stores float constants (weights) and returns their name. */
  floats(name: string, shape: readonly number[], values: Float32Array): string {
    this.#claim(name);
    const rawData = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    this.#constants.set(name, { name, dims: [...shape], dataType: TensorProto.DataType.FLOAT, rawData });
    return name;
  }

  /** Stores 64-bit integer constants (shapes, pads) and returns their name. */
  integers(name: string, values: readonly number[]): string {
    this.#claim(name);
    const rawData = new Uint8Array(BigInt64Array.from(values, BigInt).buffer);
    this.#constants.set(name, { name, dims: [values.length], dataType: TensorProto.DataType.INT64, rawData });
    return name;
  }

  /**
   * Adds an operation.
   *
   * @param name name of the node and of the value that it gives
   * @param shape the shape of that value without the batch
   */
  node(
    op: string,
    name: string,
    inputs: readonly string[],
    shape: readonly number[],
    attributes: Readonly<Record<string, AttributeValue>> = {},
  ): GraphValue {
    for (const input of inputs) {
      if (!this.#values.has(input))
        throw new Error(`${name} (${op}) reads ${input}, which does not exist yet`);
    }
    this.#claim(name);
    this.#nodes.push({
      opType: op,
      name,
      input: [...inputs],
      output: [name],
      attribute: Object.entries(attributes).map(([key, value]) => attribute(key, value)),
    });
    return { name, shape };
  }

  /** Makes a value an output of the graph under its own name. */
  output(value: GraphValue): void {
    this.#outputs.push(valueInfo(value.name, value.shape));
  }

  /** The bytes of the ONNX file. */
  encode(): Uint8Array {
    const model = {
      irVersion,
      producerName: "minutewise",
      opsetImport: [{ domain: "", version: opsetVersion }],
      graph: {
        name: this.#name,
        node: this.#nodes,
        initializer: [...this.#constants.values()],
        input: this.#inputs,
        output: this.#outputs,
      },
    };
    return ModelProto.encode(model).finish();
  }

  #claim(name: string): void {
    if (this.#values.has(name)) throw new Error(`The name ${name} is used twice in the graph ${this.#name}`);
    this.#values.add(name);
  }
}

function attribute(name: string, value: AttributeValue): onnx.IAttributeProto {
  return typeof value === "number"
    ? { name, type: AttributeProto.AttributeType.INT, i: value }
    : { name, type: AttributeProto.AttributeType.INTS, ints: [...value] };
}

function valueInfo(name: string, shape: readonly number[]): onnx.IValueInfoProto {
  const dim = [{ dimParam: "N" }, ...shape.map((size) => ({ dimValue: size }))];
  return { name, type: { tensorType: { elemType: TensorProto.DataType.FLOAT, shape: { dim } } } };
}
