import { createHash } from "node:crypto";
import { type FileHandle, open } from "node:fs/promises";

const EDGE_BYTES = 1024 * 1024;
const SAMPLE_BYTES = 256 * 1024;
const SAMPLES = 14;

/**
 * Fingerprint of a video's content: SHA-256 over its size, its first and last mebibyte and 14 evenly spaced
 * pieces of 256 KiB between. Session videos are gigabytes on slow disks; this reads at most 5.5 MB of them, and
 * two recordings do not agree in all of these places. Written as `sampled-sha256:<hex>`.
 */
export async function fingerprintFile(path: string): Promise<string> {
  const file = await open(path, "r");
  try {
    const { size } = await file.stat();
    const hash = createHash("sha256").update(`size:${size}`);
    for (const [position, length] of samplePlan(size)) hash.update(await readAt(file, position, length));
    return `sampled-sha256:${hash.digest("hex")}`;
  } finally {
    await file.close();
  }
}

/** The pieces to read as [position, length]; a small file is read whole. */
export function samplePlan(size: number): [position: number, length: number][] {
  if (size <= 2 * EDGE_BYTES + SAMPLES * SAMPLE_BYTES) return [[0, size]];
  const inner = size - 2 * EDGE_BYTES - SAMPLE_BYTES;
  const samples = Array.from({ length: SAMPLES }, (_, i): [number, number] => [
    EDGE_BYTES + Math.floor((inner * i) / (SAMPLES - 1)),
    SAMPLE_BYTES,
  ]);
  return [[0, EDGE_BYTES], ...samples, [size - EDGE_BYTES, EDGE_BYTES]];
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Uint8Array> {
  const buffer = new Uint8Array(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(buffer, filled, length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}
