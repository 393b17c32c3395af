import type { RatingOrigin } from "./repo.ts";

/** What of a version matters for undo and redo. */
export interface HistoryStep {
  readonly id: number;
  readonly origin: RatingOrigin;
  readonly refersTo: number | null;
}

export interface UndoStack {
  /** The version that undo would take back next. */
  readonly undo: number | null;
  /** The version that redo would bring back next. */
  readonly redo: number | null;
}

/**
 * Undo and redo as they follow from the stored versions of one rater in one session, in order: nothing has to be
 * remembered apart from them, so both survive closing the program. A change from the form can be undone and ends
 * what could be redone; an import ends both, since taking back a change from before it would mix two sources.
 */
export function undoStack(history: readonly HistoryStep[]): UndoStack {
  const undoable: number[] = [];
  const redoable: number[] = [];
  for (const step of history) {
    if (step.origin === "form") {
      undoable.push(step.id);
      redoable.length = 0;
    } else if (step.origin === "import") {
      undoable.length = 0;
      redoable.length = 0;
    } else if (step.refersTo !== null) {
      const [from, to] = step.origin === "undo" ? [undoable, redoable] : [redoable, undoable];
      from.pop();
      to.push(step.refersTo);
    }
  }
  return { undo: undoable.at(-1) ?? null, redo: redoable.at(-1) ?? null };
}
