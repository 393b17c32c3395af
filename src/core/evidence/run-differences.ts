import type { Run } from "../../shared/contract/traces.ts";

/** In words, what two runs were made with that is not the same; empty when nothing is known to differ. */
export function runDifferences(a: Run, b: Run): string[] {
  return [
    ...(a.videoFingerprint === b.videoFingerprint
      ? []
      : ["Video: the two runs read different files (fingerprints differ)."]),
    ...changes("Model", hashesOf(a), hashesOf(b), shortHash),
    ...changes("Parameter", a.parameters, b.parameters),
    ...changes("Library", a.versions, b.versions),
    ...changes("Machine", a.machine, b.machine),
    ...changes("Computed on, model", providersOf(a), providersOf(b)),
  ];
}

function changes(
  what: string,
  a: Readonly<Record<string, unknown>>,
  b: Readonly<Record<string, unknown>>,
  show: (value: unknown) => string = inWords,
): string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])]
    .filter((key) => JSON.stringify(a[key]) !== JSON.stringify(b[key]))
    .map((key) => {
      if (!(key in a)) return `${what} ${key}: only in the second run (${show(b[key])}).`;
      if (!(key in b)) return `${what} ${key}: only in the first run (${show(a[key])}).`;
      return `${what} ${key}: ${show(a[key])} and ${show(b[key])}.`;
    });
}

function hashesOf({ models }: Run): Record<string, string> {
  return Object.fromEntries(models.map(({ modelId, sha256 }) => [modelId, sha256]));
}

function providersOf({ providers }: Run): Record<string, string> {
  return Object.fromEntries(providers.map(({ modelId, provider }) => [modelId, provider]));
}

function shortHash(hash: unknown): string {
  return `weights ${String(hash).slice(0, 12)}`;
}

function inWords(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
