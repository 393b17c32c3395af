/** A statistic that has no value, and why. In the written tree it is null, with the reason beside it. */
export class Unavailable {
  readonly reason: string;

  constructor(reason: string) {
    this.reason = reason;
  }
}

/** Statistics by key. Numbers are finite or {@link Unavailable}. */
export type ResultTree =
  | number
  | string
  | boolean
  | null
  | Unavailable
  | readonly ResultTree[]
  | { readonly [key: string]: ResultTree };

interface Reason {
  /** Keys joined with dots, positions in lists as numbers from 0. */
  readonly path: string;
  readonly reason: string;
}

type Plain = number | string | boolean | null | Plain[] | { [key: string]: Plain };

/**
 * The tree as JSON can hold it: every {@link Unavailable} becomes null and gives its reason to the list, and so does a
 * number that is not finite.
 */
export function settleTree(tree: ResultTree): { results: Plain; reasons: Reason[] } {
  const reasons: Reason[] = [];
  const settle = (node: ResultTree, path: readonly (string | number)[]): Plain => {
    if (node instanceof Unavailable) {
      reasons.push({ path: path.join("."), reason: node.reason });
      return null;
    }
    if (typeof node === "number" && !Number.isFinite(node)) {
      const reason = Number.isNaN(node)
        ? "The formula has no value for these data: there is no row for it, or nothing varies."
        : `The value is ${node > 0 ? "" : "minus "}infinity.`;
      reasons.push({ path: path.join("."), reason });
      return null;
    }
    if (typeof node !== "object" || node === null) return node;
    if (Array.isArray(node)) return node.map((child, index) => settle(child, [...path, index]));
    return Object.fromEntries(
      Object.entries(node).map(([key, child]) => [key, settle(child, [...path, key])]),
    );
  };
  return { results: settle(tree, []), reasons };
}
