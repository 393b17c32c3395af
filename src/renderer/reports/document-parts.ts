import type { ReportDocument } from "../../shared/reports/document.ts";

export interface Part {
  /** Anchor of its heading. */
  readonly anchor: string;
  readonly title: string;
}

/** Parts that stand in every report that has them, around its sections. */
export const FLOW: Part = { anchor: "report-flow", title: "What went in" };
export const METHODS: Part = { anchor: "report-methods", title: "Methods" };
export const CHOICES: Part = { anchor: "report-choices", title: "Choices made" };
export const DEFINITIONS: Part = { anchor: "report-definitions", title: "Definitions" };
export const REFERENCES: Part = { anchor: "report-references", title: "References" };

export const sectionAnchor = (id: string): string => `section-${id}`;

/** The document's headings, in its order. */
export function partsOf(document: ReportDocument): readonly Part[] {
  const { flow, sections, methods, choices, definitions, references } = document;
  return [
    ...(flow.sentence === "" && flow.lines.length === 0 ? [] : [FLOW]),
    ...sections.map(({ id, title }) => ({ anchor: sectionAnchor(id), title })),
    ...(methods.length === 0 ? [] : [METHODS]),
    ...(choices.length === 0 ? [] : [CHOICES]),
    ...(definitions.length === 0 ? [] : [DEFINITIONS]),
    ...(references.length === 0 ? [] : [REFERENCES]),
  ];
}
