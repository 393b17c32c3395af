import { useMutation } from "@tanstack/react-query";
import type { FigureBlock } from "../../shared/reports/document.ts";
import { FailureNote } from "../app/failure-note.tsx";
import { figureCsv } from "./csv.ts";
import { download } from "./download.ts";
import classes from "./figure.module.css";
import { figurePng, figureSvg } from "./figure-view.ts";
import { FileButtons } from "./file-buttons.tsx";
import { VegaFigure } from "./vega-figure.tsx";

const MAKE = {
  svg: figureSvg,
  png: figurePng,
  csv: async (figure: FigureBlock) => new Blob([figureCsv(figure)], { type: "text/csv" }),
};
const KINDS = ["svg", "png", "csv"] as const;

/** A figure with its caption and its downloads. */
export function ReportFigure({ figure }: { readonly figure: FigureBlock }): React.JSX.Element {
  const save = useMutation({
    mutationFn: async (kind: keyof typeof MAKE) => download(`${figure.id}.${kind}`, await MAKE[kind](figure)),
  });
  return (
    <figure className={classes.figure} data-testid={`figure-${figure.id}`}>
      <VegaFigure figure={figure} />
      <figcaption className={classes.caption}>
        <span>{figure.caption}</span>
        <FileButtons of={figure.caption} kinds={KINDS} busy={save.isPending} onKind={save.mutate} />
      </figcaption>
      <FailureNote error={save.error} />
    </figure>
  );
}
