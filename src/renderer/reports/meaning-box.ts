import classes from "./figure.module.css";

const BOX_ID = "cell-meaning";
const GAP_PX = 4;

/** Shows words below an element, or above it where there is no room; the element is described by them. */
export function showMeaning(of: HTMLElement, words: string): void {
  hideMeaning();
  const box = meaningBox();
  box.textContent = words;
  box.hidden = false;
  of.setAttribute("aria-describedby", BOX_ID);
  shownFor = of;
  place();
  document.addEventListener("scroll", place, { capture: true, passive: true });
}

export function hideMeaning(): void {
  if (shownFor === null) return;
  shownFor.removeAttribute("aria-describedby");
  shownFor = null;
  meaningBox().hidden = true;
  document.removeEventListener("scroll", place, { capture: true });
}

/** One for the page, as there is one focus and one pointer. */
let shownFor: HTMLElement | null = null;

function place(): void {
  if (shownFor === null) return;
  const at = shownFor.getBoundingClientRect();
  if (!shownFor.isConnected || at.bottom < 0 || at.top > window.innerHeight) {
    hideMeaning();
    return;
  }
  const box = meaningBox();
  const { width, height } = box.getBoundingClientRect();
  const below = at.bottom + GAP_PX;
  const top = below + height > window.innerHeight ? at.top - GAP_PX - height : below;
  const left = Math.min(at.left, window.innerWidth - width - GAP_PX);
  box.style.translate = `${Math.max(0, left)}px ${Math.max(0, top)}px`;
}

function meaningBox(): HTMLElement {
  const known = document.getElementById(BOX_ID);
  if (known) return known;
  const box = document.createElement("div");
  box.id = BOX_ID;
  box.className = classes.hover ?? "";
  box.setAttribute("role", "tooltip");
  box.hidden = true;
  document.body.append(box);
  return box;
}
