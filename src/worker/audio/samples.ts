import { avGetSampleFmtName, avSampleFmtIsPlanar, type Frame } from "node-av/lib";
import { unsupported } from "../task-failure.ts";

type Samples = Uint8Array | Int16Array | Int32Array | Float32Array | Float64Array;

/**
 * Reads decoded sound: a function that gives the largest absolute value over all channels of the i-th sample,
 * 0..1 of full scale.
 */
export function createSampleReader(frame: Frame): (sample: number) => number {
  const format = frame.format as Parameters<typeof avGetSampleFmtName>[0];
  const name = avGetSampleFmtName(format) ?? "";
  const planes = (frame.extendedData ?? []).map((plane) => viewSamples(name, plane));
  const channels = frame.channels;
  const middle = name.startsWith("u8") ? 128 : 0;
  const scale = fullScale(name);
  const magnitude = (value: number | undefined): number => Math.abs((value ?? middle) - middle) / scale;
  if (avSampleFmtIsPlanar(format)) {
    return (sample) => planes.reduce((peak, plane) => Math.max(peak, magnitude(plane[sample])), 0);
  }
  const [interleaved] = planes;
  return (sample) => {
    let peak = 0;
    for (let c = 0; c < channels; c++) peak = Math.max(peak, magnitude(interleaved?.[sample * channels + c]));
    return peak;
  };
}

function fullScale(name: string): number {
  if (name.startsWith("u8")) return 128;
  if (name.startsWith("s16")) return 32_768;
  return name.startsWith("s32") ? 2_147_483_648 : 1;
}

function viewSamples(name: string, plane: Buffer): Samples {
  const { buffer, byteOffset, byteLength } = plane;
  if (name.startsWith("u8")) return new Uint8Array(buffer, byteOffset, byteLength);
  if (name.startsWith("s16")) return new Int16Array(buffer, byteOffset, byteLength >> 1);
  if (name.startsWith("s32")) return new Int32Array(buffer, byteOffset, byteLength >> 2);
  if (name.startsWith("flt")) return new Float32Array(buffer, byteOffset, byteLength >> 2);
  if (name.startsWith("dbl")) return new Float64Array(buffer, byteOffset, byteLength >> 3);
  throw unsupported("The sound of this file is stored in a way that is not supported.");
}
