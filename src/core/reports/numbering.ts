/** Numbers the tables and figures of one report in their order. */
export interface Numbering {
  /** "Table 1. …" */
  table(words: string): string;
  /** "Figure 1. …" */
  figure(words: string): string;
}

export function numbering(): Numbering {
  let tables = 0;
  let figures = 0;
  return {
    table: (words) => `Table ${++tables}. ${words}`,
    figure: (words) => `Figure ${++figures}. ${words}`,
  };
}
