import { useComputedColorScheme } from "@mantine/core";
import { useEffect, useMemo, useRef, useState } from "react";
import type { Spec } from "vega";
import { parse, View } from "vega";
import { expressionInterpreter } from "vega-interpreter";
import { compile, type TopLevelSpec } from "vega-lite";
import type { FigureSpec, FigureTheme } from "../../shared/figures/figure-spec.ts";
import { FailureNote } from "../app/failure-note.tsx";
import { usePrinting } from "../app/printing.ts";
import classes from "./document.module.css";

interface VegaFigureProps {
  /** What the figure shows, for those who do not see it. */
  readonly description: string;
  /** Makes the figure for a light or a dark ground. */
  readonly draw: (theme: FigureTheme) => FigureSpec;
}

/** Vega's own specification. Expressions are interpreted, since the page may not evaluate code. */
function vegaSpec(spec: FigureSpec): Spec {
  // A figure is a Vega-Lite specification by construction; its tests compile each of them.
  return compile(spec as unknown as TopLevelSpec).spec;
}

/** A figure as SVG, on the ground that the page has now; on paper on a light one. */
export function VegaFigure({ description, draw }: VegaFigureProps): React.JSX.Element {
  const onScreen = useComputedColorScheme("light");
  const theme = usePrinting() ? "light" : onScreen;
  const place = useRef<HTMLDivElement>(null);
  const spec = useMemo(() => draw(theme), [draw, theme]);
  const [error, setError] = useState<unknown>(null);

  useEffect(() => {
    const container = place.current;
    if (container === null) return;
    const view = new View(parse(vegaSpec(spec), undefined, { ast: true }), {
      expr: expressionInterpreter,
      renderer: "svg",
      container,
      hover: false,
    });
    const drawn = view.runAsync().then(() => {
      // The description stands on the figure; Vega's own roles for hundreds of nameless marks only get in the way.
      container.querySelector("svg")?.setAttribute("aria-hidden", "true");
    });
    drawn.then(() => setError(null), setError);
    return () => {
      view.finalize();
      container.replaceChildren();
    };
  }, [spec]);

  return (
    <>
      <div className={classes.figure} role="img" aria-label={description} ref={place} />
      <FailureNote error={error} />
    </>
  );
}
