/** The bytes of a typed array as SQLite stores them; all platforms that the program runs on are little-endian. */
export function toBlob(values: Float32Array | Float64Array | Uint32Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}
