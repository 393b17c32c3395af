import { NativeSelect } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import { useMemo, useState } from "react";
import type { Candidate, Quality } from "../../../shared/contract/evidence.ts";
import { EXPRESSIONS } from "../../../shared/expression.ts";
import { minuteAt } from "../../../shared/time.ts";
import { FailureNote } from "../../app/failure-note.tsx";
import { counted } from "../../app/format.ts";
import { Waiting } from "../../app/waiting.tsx";
import { curveName } from "../../rating-room/strips/curve-labels.tsx";
import { curveVariable } from "../../rating-room/strips/strip-colors.ts";
import { shareOf, wholeSession } from "../../rating-room/strips/view.ts";
import axis from "../axis/axis.module.css";
import { ExpressionName } from "../expression-name.tsx";
import pane from "../pane.module.css";
import { type ReadingChoice, ReadingSelect } from "../reading-select.tsx";
import { RatingRoomLink, TimeButton } from "../time-link.tsx";
import { type RunOfSession, useCandidates } from "../use-evidence.ts";
import { type Column, VirtualTable } from "../virtual-table.tsx";
import classes from "./rises.module.css";

interface RisesPaneProps {
  readonly run: RunOfSession;
  readonly quality: Quality;
  readonly reading: ReadingChoice;
  readonly minute: number | null;
  readonly onOpen: (timeMs: number) => void;
}

const COLUMNS: readonly Column[] = [
  { key: "apex", label: "Highest at", numeric: true, width: 120 },
  { key: "minute", label: "Minute", numeric: true, width: 80 },
  { key: "expression", label: "Expression", width: 150 },
  { key: "duration", label: "Lasts", numeric: true, width: 100 },
  { key: "peak", label: "Highest p", numeric: true, width: 110 },
  { key: "open", label: "See it" },
];

/** Brief rises of an expression: candidates for micro-expressions, no more, and the page says so first. */
export function RisesPane({ run, quality, reading, minute, onOpen }: RisesPaneProps): React.JSX.Element {
  const [expression, setExpression] = useState<string>("all");
  const { data, error, refetch } = useCandidates(run, reading.modelId);
  const found = data?.candidates;
  const rises = useMemo(
    () =>
      (found ?? [])
        .filter((rise) => expression === "all" || rise.expression === expression)
        .toSorted((a, b) => a.apexMs - b.apexMs),
    [found, expression],
  );
  if (error !== null) {
    return (
      <div className={pane.words}>
        <FailureNote error={error} action={{ label: "Try again", run: () => void refetch() }} />
      </div>
    );
  }
  if (data === undefined) return <Waiting what="the brief rises" />;
  const current = minute === null ? null : rises.findIndex(({ apexMs }) => minuteAt(apexMs) === minute);
  return (
    <div className={pane.pane}>
      <p className={pane.caveat}>
        <strong>Candidates, not micro-expressions.</strong> {data?.caveat} Look at each one in the rating
        room, frame by frame.
      </p>
      <div className={pane.bar}>
        <NativeSelect
          size="xs"
          aria-label="Expression"
          value={expression}
          onChange={(event) => setExpression(event.currentTarget.value)}
          data={[
            { value: "all", label: "all expressions" },
            ...EXPRESSIONS.map((each) => ({ value: each, label: curveName(each).name })),
          ]}
        />
        <ReadingSelect {...reading} />
        <span className={pane.note} role="status">
          {counted(rises.length, "brief rise")} of 1/25 to 1/2 s
        </span>
      </div>
      <RiseMarks rises={rises} durationMs={quality.durationMs} />
      <VirtualTable
        label="Brief rises"
        columns={COLUMNS}
        count={rises.length}
        rowKey={(index) => `${rises[index]?.expression} ${rises[index]?.startMs}`}
        current={current === -1 ? null : current}
        empty="No brief rise was found by this reading."
        cells={(index) => {
          const rise = rises[index];
          if (rise === undefined) return [];
          return [
            <TimeButton key="apex" timeMs={rise.apexMs} withMilliseconds onOpen={onOpen} />,
            minuteAt(rise.apexMs),
            <ExpressionName key="expression" expression={rise.expression} />,
            `${Math.round(rise.endMs - rise.startMs)} ms`,
            rise.peak.toFixed(3),
            <RatingRoomLink key="open" sessionId={run.sessionId} timeMs={Math.max(0, rise.startMs - 500)}>
              in the rating room
            </RatingRoomLink>,
          ];
        }}
      />
    </div>
  );
}

/** Where the rises lie, a lane for each expression that has some. */
function RiseMarks(props: {
  readonly rises: readonly Candidate[];
  readonly durationMs: number;
}): React.JSX.Element {
  const { rises, durationMs } = props;
  const { ref, width } = useElementSize();
  const view = wholeSession(durationMs);
  const shown = EXPRESSIONS.filter((each) => rises.some(({ expression }) => expression === each));
  return (
    <div className={`${axis.axis} ${classes.marks}`} aria-hidden="true">
      <span />
      <div ref={ref} />
      <span />
      {shown.map((expression) => {
        const own = rises.filter((rise) => rise.expression === expression);
        return (
          <div key={expression} className={classes.lane}>
            <span className={axis.side}>
              {curveName(expression).name} <b>{curveName(expression).letter}</b>
            </span>
            <svg className={classes.line} width="100%" height="14" aria-hidden="true">
              {own.map(({ startMs, peak }) => {
                const x = shareOf(view, startMs) * width;
                return (
                  <line
                    key={startMs}
                    x1={x}
                    x2={x}
                    y1={14 - 12 * peak}
                    y2="14"
                    stroke={curveVariable(expression)}
                    strokeWidth="1.5"
                  />
                );
              })}
            </svg>
            <span className={axis.side} data-numbers>
              {own.length}
            </span>
          </div>
        );
      })}
    </div>
  );
}
