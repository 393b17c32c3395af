/** Which group each row belongs to. */
export interface Grouping {
  /** Names of the groups, each once. */
  readonly levels: readonly string[];
  /** Position in `levels` of each row's group. */
  readonly of: readonly number[];
}

/** The groups of rows by name, in the order of the names. */
export function groupingOf(names: readonly string[]): Grouping {
  const levels = [...new Set(names)].sort();
  const position = new Map(levels.map((level, index) => [level, index]));
  return { levels, of: names.map((name) => position.get(name) as number) };
}
