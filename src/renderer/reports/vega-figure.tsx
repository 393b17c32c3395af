import { useComputedColorScheme } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import type { View } from "vega";
import type { FigureTheme } from "../../shared/figures/figure-spec.ts";
import type { FigureBlock } from "../../shared/reports/document.ts";
import { FailureNote } from "../app/failure-note.tsx";
import { usePrinting } from "../app/printing.ts";
import { drawInTurn } from "./draw-in-turn.ts";
import classes from "./figure.module.css";
import { endFigureHover, figureHover } from "./figure-hover.ts";
import { figureView, screenRenderer } from "./figure-view.ts";

/** A figure on the ground that the page has now; on paper on a light one. */
export function VegaFigure({ figure }: { readonly figure: FigureBlock }): React.JSX.Element {
  const onScreen = useComputedColorScheme("light");
  const printing = usePrinting();
  const theme: FigureTheme = printing ? "light" : onScreen;
  const place = useRef<HTMLDivElement>(null);
  const [drawn, setDrawn] = useState(false);
  const [error, setError] = useState<unknown>(null);

  useEffect(() => {
    const container = place.current;
    if (container === null) return;
    let view: View | null = null;
    let gone = false;
    async function draw(): Promise<void> {
      if (gone || container === null) return;
      container.replaceChildren();
      view = figureView(figure, theme, { renderer: screenRenderer(figure), container, hover: false });
      view.tooltip(figureHover());
      await view.runAsync();
      // The description stands on the figure; Vega's own roles for hundreds of nameless marks only get in the way.
      container.querySelector("svg")?.setAttribute("aria-hidden", "true");
    }
    function settle(failure: unknown): void {
      if (gone) return;
      setDrawn(true);
      setError(failure);
    }
    // Paper does not wait: the browser prints what stands there when its listeners have run.
    (printing ? draw() : drawInTurn(draw)).then(() => settle(null), settle);
    return () => {
      gone = true;
      view?.finalize();
      endFigureHover();
    };
  }, [figure, theme, printing]);

  return (
    <>
      <div
        className={classes.drawing}
        role="img"
        aria-label={figure.description}
        aria-busy={!drawn}
        ref={place}
        {...(drawn ? {} : { style: { minHeight: expectedHeight(figure) } })}
      />
      <FailureNote error={error} />
    </>
  );
}

const AXIS_PX = 50;

/** About how high the figure will be, so that little moves when it comes. */
function expectedHeight({ light }: FigureBlock): number {
  const { height } = light;
  return (typeof height === "number" ? height : 300) + AXIS_PX;
}
