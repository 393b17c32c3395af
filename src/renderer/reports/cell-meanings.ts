import { hideMeaning, showMeaning } from "./meaning-box.ts";

/** A pointer that crosses a table on its way asks for nothing. */
const PAUSE_MS = 350;
const HINT = "The arrow keys go from cell to cell and say what each value is.";

/** Names a cell: the position of its row in the report's own order, and its column. */
export const cellName = (position: number, column: number): string => `${position} ${column}`;

/**
 * What the cells of a table mean, for pointer, touch and keyboard: handlers for an element around the table, whose
 * cells carry `data-cell`. The words are made when they are asked for, so that long tables cost nothing.
 */
export function cellMeanings(
  meaning: (position: number, column: number) => string,
): React.DOMAttributes<HTMLElement> {
  let pause: ReturnType<typeof setTimeout> | undefined;
  const show = (cell: HTMLElement): void => {
    const [position, column] = (cell.dataset["cell"] ?? "").split(" ").map(Number);
    if (position !== undefined && column !== undefined) showMeaning(cell, meaning(position, column));
  };
  const focus = (cell: HTMLElement | null): void => {
    if (cell === null) return;
    cell.tabIndex = -1;
    cell.focus();
  };
  return {
    onMouseOver: ({ target }) => {
      clearTimeout(pause);
      const cell = cellAt(target);
      if (cell === null) endHover();
      else pause = setTimeout(() => show(cell), PAUSE_MS);
    },
    onMouseLeave: () => {
      clearTimeout(pause);
      endHover();
    },
    onClick: ({ target }) => {
      clearTimeout(pause);
      focus(cellAt(target));
    },
    onFocus: ({ target }) => {
      const cell = cellAt(target);
      if (cell !== null) show(cell);
      else if (target.matches("section:focus-visible")) showMeaning(target, HINT);
    },
    onBlur: hideMeaning,
    onKeyDown: (event) => {
      if (event.key === "Escape") hideMeaning();
      const cell = cellAt(event.target);
      const scroller = event.target instanceof HTMLElement && event.target.matches("section");
      if (!(event.key in STEPS) || (cell === null && !scroller)) return;
      event.preventDefault();
      focus(cell === null ? event.currentTarget.querySelector("[data-cell]") : neighbour(cell, event.key));
    },
  };
}

const STEPS: Readonly<Record<string, { readonly rows: number; readonly columns: number }>> = {
  ArrowLeft: { rows: 0, columns: -1 },
  ArrowRight: { rows: 0, columns: 1 },
  ArrowUp: { rows: -1, columns: 0 },
  ArrowDown: { rows: 1, columns: 0 },
  Home: { rows: 0, columns: Number.NEGATIVE_INFINITY },
  End: { rows: 0, columns: Number.POSITIVE_INFINITY },
};

/** The cell that a key leads to; null at the table's edge. */
function neighbour(cell: HTMLElement, key: string): HTMLElement | null {
  const step = STEPS[key];
  const row = cell.closest("tr");
  if (!step || !row) return null;
  const to = step.rows < 0 ? row.previousElementSibling : step.rows > 0 ? row.nextElementSibling : row;
  const place = cellsOf(row).indexOf(cell) + step.columns;
  const cells = to ? cellsOf(to) : [];
  return cells[Math.max(0, Math.min(cells.length - 1, place))] ?? null;
}

const cellsOf = (row: Element): HTMLElement[] => [...row.querySelectorAll<HTMLElement>("[data-cell]")];

function cellAt(target: EventTarget): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>("[data-cell]") : null;
}

/** The pointer goes; what has the focus goes on to say what it is. */
function endHover(): void {
  const focused = document.activeElement;
  if (!(focused instanceof HTMLElement) || focused.dataset["cell"] === undefined) hideMeaning();
}
