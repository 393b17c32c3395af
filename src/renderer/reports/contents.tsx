import { useEffect, useState } from "react";
import classes from "./contents.module.css";
import type { Part } from "./document-parts.ts";

/** Table of contents: beside the document where there is room, folded above it where there is not. */
export function Contents({ parts }: { readonly parts: readonly Part[] }): React.JSX.Element {
  const current = useCurrentPart(parts);
  const list = (
    <ol className={classes.list}>
      {parts.map(({ anchor, title }) => (
        <li key={anchor}>
          <button
            type="button"
            className={classes.entry}
            {...(anchor === current ? { "aria-current": "location" as const } : {})}
            onClick={() => goTo(anchor)}
          >
            {title}
          </button>
        </li>
      ))}
    </ol>
  );
  return (
    <>
      <nav className={classes.beside} aria-label="Contents">
        {list}
      </nav>
      <details className={classes.above}>
        <summary>Contents</summary>
        <nav aria-label="Contents">{list}</nav>
      </details>
    </>
  );
}

/** The address is that of the room, so a part is gone to and given the focus instead of being linked. */
function goTo(anchor: string): void {
  const heading = document.getElementById(anchor);
  heading?.scrollIntoView({ block: "start" });
  heading?.focus({ preventScroll: true });
}

/** The part that is being read: the last whose heading has passed the upper third of the window. */
function useCurrentPart(parts: readonly Part[]): string | null {
  const [current, setCurrent] = useState<string | null>(null);
  useEffect(() => {
    function look(): void {
      const passed = parts.filter(({ anchor }) => {
        const heading = document.getElementById(anchor);
        return heading !== null && heading.getBoundingClientRect().top < window.innerHeight / 3;
      });
      setCurrent((passed.at(-1) ?? parts[0])?.anchor ?? null);
    }
    look();
    // Not the window but the room scrolls, and scrolling does not bubble.
    document.addEventListener("scroll", look, { capture: true, passive: true });
    return () => document.removeEventListener("scroll", look, { capture: true });
  }, [parts]);
  return current;
}
