import { NativeSelect } from "@mantine/core";
import { useState } from "react";
import type { Quality } from "../../../shared/contract/evidence.ts";
import { minuteStartMs } from "../../../shared/time.ts";
import { FailureNote } from "../../app/failure-note.tsx";
import { formatShare } from "../../app/format.ts";
import { Waiting } from "../../app/waiting.tsx";
import { curveName } from "../../rating-room/strips/curve-labels.tsx";
import { CURVES, type Curve } from "../../rating-room/strips/frame-series.ts";
import { curveVariable } from "../../rating-room/strips/strip-colors.ts";
import pane from "../pane.module.css";
import { type ReadingChoice, ReadingSelect } from "../reading-select.tsx";
import { TimeButton } from "../time-link.tsx";
import { type RunOfSession, useMeans, useStatistics } from "../use-evidence.ts";
import { type Column, VirtualTable } from "../virtual-table.tsx";
import classes from "./minutes.module.css";
import {
  formatProbability,
  formatSeconds,
  formatUsed,
  type SummaryRow,
  summaryRows,
} from "./summary-rows.ts";

interface MinutesPaneProps {
  readonly run: RunOfSession;
  readonly quality: Quality;
  readonly reading: ReadingChoice;
  readonly minute: number | null;
  readonly onOpen: (timeMs: number) => void;
}

function columnsFor(threshold: string): Column[] {
  return [
    { key: "minute", label: "Minute", numeric: true, width: 76 },
    { key: "time", label: "From", numeric: true, width: 76 },
    { key: "coverage", label: "Coverage", numeric: true, width: 96 },
    {
      key: "used",
      label: "Frames used",
      title: "Frames with a face high enough for this model; uncertain: lower than 60 pixels",
      numeric: true,
      width: 170,
    },
    { key: "mean", label: "Mean", numeric: true, width: 84 },
    { key: "median", label: "Median", numeric: true, width: 84 },
    { key: "p90", label: "90th pct.", title: "90th percentile of the frames", numeric: true, width: 90 },
    { key: "maximum", label: "Maximum", numeric: true, width: 92 },
    { key: "range", label: "0 – 1", title: "Bar: up to the 90th percentile; tick: mean; dot: maximum" },
    {
      key: "above",
      label: `At or above ${threshold}`,
      title: "Time at or above the threshold of the run",
      numeric: true,
      width: 140,
    },
    {
      key: "bursts",
      label: "Bursts",
      title: "Separate runs of frames at or above the threshold",
      numeric: true,
      width: 78,
    },
  ];
}

const longName = (curve: Curve): string =>
  curve === "nonspecific" ? "1 − neutral (nonspecific arousal)" : curveName(curve).name;

/** What each minute was like by one expression: more than its mean. */
export function MinutesPane({ run, quality, reading, minute, onOpen }: MinutesPaneProps): React.JSX.Element {
  const [curve, setCurve] = useState<Curve>("nonspecific");
  const statistics = useStatistics(run, reading.modelId);
  const means = useMeans(run, reading.modelId);
  const error = statistics.error ?? means.error;
  if (error !== null) {
    const tryAgain = (): void => void Promise.all([statistics.refetch(), means.refetch()]);
    return (
      <div className={pane.words}>
        <FailureNote error={error} action={{ label: "Try again", run: tryAgain }} />
      </div>
    );
  }
  const rows = summaryRows(quality, means.data?.minutes ?? [], statistics.data?.minutes ?? [], curve);
  const threshold = statistics.data?.threshold;
  return (
    <div className={pane.pane}>
      <div className={pane.bar}>
        <NativeSelect
          size="xs"
          aria-label="Expression"
          value={curve}
          onChange={(event) => {
            const found = CURVES.find((each) => each === event.currentTarget.value);
            if (found !== undefined) setCurve(found);
          }}
          data={[...CURVES].reverse().map((each) => ({ value: each, label: longName(each) }))}
        />
        <ReadingSelect {...reading} />
        <span className={pane.note}>
          {means.data?.lacks ??
            "Over the frames whose face is high enough; a minute without one has no value."}
        </span>
      </div>
      {statistics.data === undefined ? (
        <Waiting what="the minutes" />
      ) : (
        <VirtualTable
          label={`Minutes by ${longName(curve)}`}
          columns={columnsFor(threshold === undefined ? "threshold" : threshold.toFixed(2))}
          count={rows.length}
          rowKey={(index) => rows[index]?.minute ?? index}
          current={minute === null ? null : rows.findIndex((row) => row.minute === minute)}
          empty="The run has no minutes."
          cells={(index) => {
            const row = rows[index];
            if (row === undefined) return [];
            return [
              row.minute,
              <TimeButton key="time" timeMs={minuteStartMs(row.minute)} onOpen={onOpen} />,
              row.coverage === null ? "–" : formatShare(row.coverage),
              formatUsed(row),
              <b key="mean">{formatProbability(row.mean)}</b>,
              formatProbability(row.median),
              formatProbability(row.p90),
              formatProbability(row.maximum),
              <Range key="range" row={row} curve={curve} />,
              formatSeconds(row.msAbove),
              row.bursts ?? "–",
            ];
          }}
        />
      )}
    </div>
  );
}

/** The row's numbers on a line from 0 to 1: the course of the session is seen down the column. */
function Range(props: { readonly row: SummaryRow; readonly curve: Curve }): React.JSX.Element | null {
  const { row, curve } = props;
  if (row.p90 === null || row.maximum === null) return null;
  const color = curveVariable(curve);
  return (
    <span className={classes.range} aria-hidden="true">
      <span className={classes.p90} style={{ width: `${row.p90 * 100}%`, background: color }} />
      {row.mean !== null && <span className={classes.mean} style={{ left: `${row.mean * 100}%` }} />}
      <span className={classes.maximum} style={{ left: `${row.maximum * 100}%` }} />
    </span>
  );
}
