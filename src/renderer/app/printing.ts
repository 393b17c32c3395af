import { useSyncExternalStore } from "react";

let printing = false;
let schemeBefore: string | undefined;
const listeners = new Set<() => void>();

/** Paper is white: the page takes the light colours while it is printed and its own again afterwards. */
function begin(): void {
  const { dataset } = document.documentElement;
  schemeBefore = dataset["mantineColorScheme"];
  dataset["mantineColorScheme"] = "light";
  printing = true;
  for (const listener of listeners) listener();
}

function end(): void {
  if (schemeBefore !== undefined) document.documentElement.dataset["mantineColorScheme"] = schemeBefore;
  printing = false;
  for (const listener of listeners) listener();
}

window.addEventListener("beforeprint", begin);
window.addEventListener("afterprint", end);

/** True while the page is being printed; figures that carry their colours are drawn for paper then. */
export function usePrinting(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => printing,
  );
}
