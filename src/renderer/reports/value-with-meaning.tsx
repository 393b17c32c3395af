import { Tooltip } from "@mantine/core";
import type { Inline } from "../../shared/reports/document.ts";
import classes from "./value-with-meaning.module.css";

const EVENTS = { hover: true, focus: true, touch: true };

/** Words whose meaning is shown by pointer and by keyboard. */
export function WithMeaning(props: {
  readonly meaning: string;
  readonly children: React.ReactElement;
}): React.JSX.Element {
  return (
    <Tooltip label={props.meaning} multiline maw={360} events={EVENTS}>
      {props.children}
    </Tooltip>
  );
}

/** A sentence whose numbers say what they are. */
export function InlineText({ parts }: { readonly parts: readonly Inline[] }): React.ReactNode {
  return parts.map((part, place) => {
    if (typeof part === "string") return part;
    return (
      <WithMeaning key={keyOf(part, place)} meaning={part.hover}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what a number means must be reachable without a mouse */}
        <span className={classes.value} tabIndex={0}>
          {part.text}
        </span>
      </WithMeaning>
    );
  });
}

/** The same number may stand twice in a sentence. */
function keyOf(part: { readonly text: string }, place: number): string {
  return `${place} ${part.text}`;
}
