import type { Block } from "../../shared/reports/document.ts";
import classes from "./document.module.css";
import { ReportFigure } from "./report-figure.tsx";
import { ReportTable } from "./report-table.tsx";
import { SessionChoice } from "./session-choice.tsx";
import { InlineText } from "./value-with-meaning.tsx";

/** The parts of a section, one below the other. */
export function ReportBlocks(props: {
  readonly blocks: readonly Block[];
  /** The reading that the document is about; left out: the study's. */
  readonly modelId: string | undefined;
}): React.ReactNode {
  return props.blocks.map((block, place) => (
    <ReportBlock key={keyOf(block, place)} block={block} modelId={props.modelId} />
  ));
}

function ReportBlock(props: {
  readonly block: Block;
  readonly modelId: string | undefined;
}): React.JSX.Element {
  const { block, modelId } = props;
  switch (block.kind) {
    case "text":
      return (
        <p>
          <InlineText parts={block.text} />
        </p>
      );
    case "note":
      return <p className={block.tone === "warning" ? classes.warning : classes.note}>{block.text}</p>;
    case "table":
      return <ReportTable table={block} />;
    case "figure":
      return <ReportFigure figure={block} />;
    case "session-choice":
      return <SessionChoice sessions={block.sessions} modelId={modelId} />;
  }
}

/** Tables and figures keep their state when the text around them changes. */
function keyOf(block: Block, place: number): string {
  return block.kind === "table" || block.kind === "figure"
    ? `${block.kind} ${block.id}`
    : `${block.kind} ${place}`;
}
