import { Group, SegmentedControl } from "@mantine/core";
import { useCallback, useState } from "react";
import { EXPRESSION_MARKS } from "../../shared/colors.ts";
import type { Agreement, Confusion } from "../../shared/contract/agreement.ts";
import { confusionSentence } from "../../shared/figures/agreement-words.ts";
import { confusionHeatmap, ratedClassLabel } from "../../shared/figures/confusion-heatmap.ts";
import type { FigureTheme } from "../../shared/figures/figure-spec.ts";
import { formatCount } from "../../shared/figures/statistic-text.ts";
import classes from "./document.module.css";
import { VegaFigure } from "./vega-figure.tsx";

const ALL = "all raters";

/** The rater's emotion against the machine's strongest expression. */
export function ConfusionSection({ agreement }: { readonly agreement: Agreement }): React.JSX.Element {
  const [rater, setRater] = useState(ALL);
  const [kind, setKind] = useState<Confusion["kind"]>("seven");
  const code = rater === ALL ? null : rater;
  const confusion = agreement.confusions.find((table) => table.rater === code && table.kind === kind);
  return (
    <section>
      <h2>Emotion and strongest expression</h2>
      <Group gap="sm" className={classes.choices}>
        <SegmentedControl
          aria-label="Expressions"
          value={kind}
          onChange={(value) => setKind(value === "six" ? "six" : "seven")}
          data={[
            { value: "seven", label: "All seven, low minutes included" },
            { value: "six", label: "The six emotions only" },
          ]}
        />
        {agreement.raters.length > 1 && (
          <SegmentedControl
            aria-label="Rater"
            value={rater}
            onChange={setRater}
            data={[{ value: ALL, label: "All raters" }, ...agreement.raters]}
          />
        )}
      </Group>
      {confusion && <ConfusionTable confusion={confusion} who={rater} />}
    </section>
  );
}

function ConfusionTable(props: { readonly confusion: Confusion; readonly who: string }): React.JSX.Element {
  const { confusion, who } = props;
  const draw = useCallback((theme: FigureTheme) => confusionHeatmap(confusion, theme), [confusion]);
  const sentence = confusionSentence(confusion);
  return (
    <>
      <p>{sentence}</p>
      {confusion.n > 0 && (
        <figure>
          <VegaFigure
            description={`Confusion of ${who}. ${sentence} The counts stand in table 4.`}
            draw={draw}
          />
          <figcaption className={classes.caption}>
            Figure 4. Minutes of {who}: rows are what the rater coded, columns the machine's strongest
            expression {confusion.kind === "seven" ? "of all seven" : "of the six emotions, neutral left out"}
            . A cell is shaded by its share of the row; a frame marks where both name the same.
          </figcaption>
        </figure>
      )}
      <div className={classes.scroll}>
        <table className={classes.table}>
          <caption className={classes.caption}>
            Table 4. Minutes by emotion and strongest expression, {who}
          </caption>
          <thead>
            <tr>
              <th scope="col">Rater \ machine</th>
              {confusion.columns.map((name) => (
                <th key={name} scope="col">
                  {EXPRESSION_MARKS[name].label}
                </th>
              ))}
              <th scope="col">Sum</th>
            </tr>
          </thead>
          <tbody>
            {confusion.rows.map((rated, index) => {
              const counts = confusion.counts[index] ?? [];
              const sum = counts.reduce((total, count) => total + count, 0);
              return (
                <tr key={rated} className={sum === 0 ? classes.faint : undefined}>
                  <th scope="row">{ratedClassLabel(rated)}</th>
                  {confusion.columns.map((name, column) => (
                    <td key={name}>{formatCount(counts[column] ?? 0)}</td>
                  ))}
                  <td>{formatCount(sum)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </>
  );
}
