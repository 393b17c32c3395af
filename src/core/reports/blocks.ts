import type { FigureSpec, FigureTheme, FigureValue } from "../../shared/figures/figure-spec.ts";
import type {
  Block,
  Cell,
  Column,
  FigureBlock,
  FigureData,
  Inline,
  TableBlock,
} from "../../shared/reports/document.ts";

/** Sentences; numbers in them as {@link Inline} with their meaning. */
export function text(...parts: readonly Inline[]): Block {
  return { kind: "text", text: [...parts] };
}

export function note(words: string): Block {
  return { kind: "note", tone: "note", text: words };
}

export function warning(words: string): Block {
  return { kind: "note", tone: "warning", text: words };
}

interface TableParts<Row> {
  readonly id: string;
  readonly caption: string;
  readonly columns: readonly (Column & { readonly cell: (row: Row) => Cell })[];
  readonly rows: readonly Row[];
  /** Heads above neighbouring columns, by the ids of the columns: a statistic with the ends of its interval. */
  readonly groups?: Readonly<Record<string, readonly string[]>>;
  readonly nColumn?: string;
  readonly strong?: (row: Row) => boolean;
  readonly note?: string;
}

/** A table of one row per entry, each column with its definition. */
export function table<Row>(parts: TableParts<Row>): TableBlock {
  const { strong } = parts;
  const groupOf = new Map(
    Object.entries(parts.groups ?? {}).flatMap(([group, ids]) => ids.map((id) => [id, group] as const)),
  );
  return {
    kind: "table",
    id: parts.id,
    caption: parts.caption,
    columns: parts.columns.map(({ cell: _, ...column }) => {
      const group = groupOf.get(column.id);
      return group === undefined ? column : { ...column, group };
    }),
    rows: parts.rows.map((row) => parts.columns.map((column) => column.cell(row))),
    nColumn: parts.nColumn ?? null,
    strong: strong ? parts.rows.flatMap((row, i) => (strong(row) ? [i] : [])) : [],
    note: parts.note ?? null,
  };
}

interface FigureParts {
  readonly id: string;
  readonly caption: string;
  readonly description: string;
  /** Gives the specification with its data in place; both grounds show the same data in the same order. */
  readonly draw: (theme: FigureTheme) => FigureSpec;
  /** The values that are drawn. */
  readonly data: FigureData;
}

/** A figure for both grounds, its data held once. */
export function figureBlock({ id, caption, description, draw, data }: FigureParts): FigureBlock {
  const light = withoutData(draw("light"));
  return {
    kind: "figure",
    id,
    caption,
    description,
    light: light.spec,
    dark: withoutData(draw("dark")).spec,
    datasets: light.datasets,
    data,
  };
}

type Rows = FigureBlock["datasets"][string];

/** The specification with each list of inline values replaced by a name; equal lists share one. */
function withoutData(spec: FigureSpec): { spec: FigureSpec; datasets: Record<string, Rows> } {
  const names = new Map<string, string>();
  const datasets: Record<string, Rows> = {};
  function strip(value: FigureValue): FigureValue {
    if (Array.isArray(value)) return value.map(strip);
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, part]) => {
        const values = key === "data" ? inlineValues(part as FigureValue) : null;
        if (values === null) return [key, strip(part as FigureValue)];
        const content = JSON.stringify(values);
        const name = names.get(content) ?? `data${names.size + 1}`;
        names.set(content, name);
        datasets[name] = values;
        return [key, { name }];
      }),
    );
  }
  return { spec: strip(spec) as FigureSpec, datasets };
}

function inlineValues(data: FigureValue): Rows | null {
  if (data === null || typeof data !== "object" || Array.isArray(data)) return null;
  const values = (data as FigureSpec)["values"];
  return Array.isArray(values) ? (values as unknown as Rows) : null;
}
