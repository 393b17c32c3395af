import { isAbsolute, normalize } from "node:path";
import { Failure } from "./failure.ts";

/**
 * A path that a user gave, normalised. Relative paths are refused: the program runs in a folder of its own, which is
 * not where the user thinks of. Hosts that know the user's folder complete the path before.
 *
 * @throws Failure INVALID_VALUE
 */
export function wholePath(path: string): string {
  const trimmed = path.trim();
  if (isAbsolute(trimmed)) return normalize(trimmed);
  throw new Failure("INVALID_VALUE", "This is not a whole path.", {
    where: path,
    remedy:
      process.platform === "win32" ? "Give it from the drive on: C:\\…" : "Give it from the root on: /…",
  });
}
