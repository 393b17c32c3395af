import { useEffect, useRef } from "react";
import { actionOf, type RoomAction } from "./keys.ts";

/** Where keys are text. */
function isTextField(target: Element): boolean {
  return target.matches("textarea, select, input:not([type=button], [type=radio], [type=checkbox])");
}

/** Where Space and Enter press what has the focus. */
const PRESSABLE = "button, a[href], summary, [role=menuitem], input";
const OVERLAYS = "[role=dialog], [role=menu], [role=listbox]";

/** Listens to the room's keys, wherever the focus is, except in text fields and in whatever lies over the room. */
export function useRoomKeys(run: (action: RoomAction) => void, enabled: boolean): void {
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => {
    if (!enabled) return;
    const onKey = (event: KeyboardEvent): void => {
      const { target } = event;
      if (event.defaultPrevented || !(target instanceof Element)) return;
      if (isTextField(target)) {
        const leaves = event.key === "Escape" || (event.key === "Enter" && (event.ctrlKey || event.metaKey));
        if (leaves && target instanceof HTMLElement) target.blur();
        return;
      }
      if (target.closest(OVERLAYS)) return;
      if ((event.key === " " || event.key === "Enter") && target.closest(PRESSABLE)) return;
      const action = actionOf(event);
      if (action === null) return;
      event.preventDefault();
      latest.current(action);
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [enabled]);
}
