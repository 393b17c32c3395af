import type { Column } from "../../../shared/reports/document.ts";
import type { DataTable } from "../built-report.ts";
import type { LabelTable } from "../report-tables.ts";

const COLUMNS: readonly Column[] = [
  { id: "clip", label: "Clip", definition: "Name of the clip.", format: "text" },
  { id: "dimension", label: "Dimension", definition: "What was judged.", format: "text" },
  { id: "truth", label: "Truth", definition: "True label; empty: unknown.", format: "text" },
  { id: "judge", label: "Judge", definition: "Who answered.", format: "text" },
  { id: "kind", label: "Kind", definition: "human or model.", format: "text" },
  { id: "answer", label: "Answer", definition: "Label that was given; empty: no answer.", format: "text" },
];

/** Every answer as a row. */
export function labelData({ clips, dimensions, judges }: LabelTable): DataTable {
  return {
    name: "labels",
    columns: COLUMNS,
    rows: dimensions.flatMap((dimension) =>
      judges.flatMap(({ name, kind }) =>
        clips.map(({ clip, truth, judged }) => [
          clip,
          dimension,
          truth[dimension] ?? null,
          name,
          kind,
          judged[name]?.[dimension] ?? null,
        ]),
      ),
    ),
  };
}
