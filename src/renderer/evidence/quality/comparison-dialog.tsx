import { Modal } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { Comparison } from "../../../shared/contract/evidence.ts";
import { EXPRESSIONS } from "../../../shared/expression.ts";
import { orpc } from "../../app/client.ts";
import { FailureNote } from "../../app/failure-note.tsx";
import { counted, formatShare } from "../../app/format.ts";
import { Waiting } from "../../app/waiting.tsx";
import { ExpressionName } from "../expression-name.tsx";
import { readingName } from "../readings.ts";
import classes from "./quality.module.css";

interface ComparisonDialogProps {
  readonly runId: number;
  /** The run to compare with; null while the dialog is closed. */
  readonly other: number | null;
  readonly onClose: () => void;
}

/** Two runs of the session side by side. */
export function ComparisonDialog({ runId, other, onClose }: ComparisonDialogProps): React.JSX.Element {
  return (
    <Modal
      opened={other !== null}
      onClose={onClose}
      size={720}
      title={`Run ${runId} compared with run ${other ?? ""}`}
    >
      {other !== null && <Compared runA={runId} runB={other} />}
    </Modal>
  );
}

function Compared(input: { readonly runA: number; readonly runB: number }): React.JSX.Element {
  const { data, error, refetch } = useQuery(orpc.evidence.compare.queryOptions({ input }));
  if (error !== null) {
    return <FailureNote error={error} action={{ label: "Try again", run: () => void refetch() }} />;
  }
  return data === undefined ? <Waiting what="the comparison" /> : <ComparisonTables comparison={data} />;
}

function ComparisonTables({ comparison }: { readonly comparison: Comparison }): React.JSX.Element {
  const { differences, nFramesCompared, faceInOneOnly, meanOverlap, readings } = comparison;
  return (
    <>
      {differences.length === 0 ? (
        <p>Made with the same models, parameters, versions and video.</p>
      ) : (
        <ul className={classes.differences}>
          {differences.map((difference) => (
            <li key={difference}>{difference}</li>
          ))}
        </ul>
      )}
      <p>
        {counted(nFramesCompared, "frame")} compared; in {counted(faceInOneOnly, "frame")} only one of the
        runs has a face.
        {meanOverlap !== null && ` Where both have one, the boxes overlap by ${formatShare(meanOverlap)}.`}
      </p>
      {readings.map(({ modelId, expressions, identicalFrames }) => (
        <table key={modelId} className={classes.table}>
          <caption>
            {readingName(modelId)}: {counted(identicalFrames, "frame")} the same to the last digit
          </caption>
          <thead>
            <tr>
              <th scope="col">Expression</th>
              <th scope="col">Largest difference of minute means</th>
              <th scope="col">Correlation of frames</th>
            </tr>
          </thead>
          <tbody>
            {EXPRESSIONS.map((expression) => {
              const { maxMinuteDifference, frameCorrelation } = expressions[expression] ?? {
                maxMinuteDifference: null,
                frameCorrelation: null,
              };
              return (
                <tr key={expression}>
                  <th scope="row">
                    <ExpressionName expression={expression} />
                  </th>
                  <td>{maxMinuteDifference === null ? "–" : maxMinuteDifference.toFixed(4)}</td>
                  <td>{frameCorrelation === null ? "–" : frameCorrelation.toFixed(4).replace("-", "−")}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      ))}
    </>
  );
}
