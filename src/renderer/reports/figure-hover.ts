import type { TooltipHandler } from "vega";
import classes from "./figure.module.css";

const GAP_PX = 12;

/** Shows the values of the mark under the pointer beside it. One for the page: there is one pointer. */
export function figureHover(): TooltipHandler {
  return (_handler, event, _item, value: unknown) => {
    const box = hoverBox();
    if (value === null || value === undefined || value === "") {
      box.hidden = true;
      return;
    }
    box.replaceChildren(...linesOf(value));
    box.hidden = false;
    const { clientX, clientY } = event as MouseEvent;
    const { width, height } = box.getBoundingClientRect();
    const left = clientX + GAP_PX + width > window.innerWidth ? clientX - GAP_PX - width : clientX + GAP_PX;
    const top = clientY + GAP_PX + height > window.innerHeight ? clientY - GAP_PX - height : clientY + GAP_PX;
    box.style.translate = `${Math.max(0, left)}px ${Math.max(0, top)}px`;
  };
}

/** Takes the values away, as when their figure goes. */
export function endFigureHover(): void {
  hoverBox().hidden = true;
}

const BOX_ID = "figure-hover";

function hoverBox(): HTMLElement {
  const known = document.getElementById(BOX_ID);
  if (known) return known;
  const box = document.createElement("div");
  box.id = BOX_ID;
  box.className = classes.hover ?? "";
  box.hidden = true;
  // What it shows stands in the table of the figure.
  box.setAttribute("aria-hidden", "true");
  document.body.append(box);
  return box;
}

function linesOf(value: unknown): HTMLElement[] {
  const entries = typeof value === "object" && value !== null ? Object.entries(value) : [["", value]];
  return entries.map(([name, shown]) => {
    const line = document.createElement("div");
    line.textContent = name === "" ? String(shown) : `${name}: ${shown}`;
    return line;
  });
}
