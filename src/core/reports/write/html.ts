/** Markup that is safe to stand in a document: made by {@link html} or declared so by {@link markup}. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Part = string | number | null | Markup | readonly Part[];

/** Markup from a template; texts and numbers are escaped, null stands for nothing, lists are joined. */
export function html(template: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  const text = template.reduce((sum, piece, index) => sum + render(parts[index - 1] ?? null) + piece);
  return new Markup(text);
}

/** Declares a text to be markup already, such as the SVG of a figure. */
export function markup(text: string): Markup {
  return new Markup(text);
}

function render(part: Part): string {
  if (part === null) return "";
  if (part instanceof Markup) return part.text;
  if (typeof part === "string" || typeof part === "number") return escapeHtml(String(part));
  return part.map(render).join("");
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
