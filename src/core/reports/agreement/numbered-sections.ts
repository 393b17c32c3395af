import type { Section } from "../../../shared/reports/document.ts";
import { numbering } from "../numbering.ts";

const NUMBER = /^(Figure|Table) \d+\. /;

/** The sections with their figures and tables numbered through, whichever part of the report they come from. */
export function numberedSections(sections: readonly Section[]): Section[] {
  const next = numbering();
  return sections.map((section) => ({
    ...section,
    blocks: section.blocks.map((block) => {
      if (block.kind !== "figure" && block.kind !== "table") return block;
      return { ...block, caption: next[block.kind](block.caption.replace(NUMBER, "")) };
    }),
  }));
}
