import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import type { Session } from "../../shared/contract/sessions.ts";
import type { Study } from "../../shared/contract/studies.ts";
import { orpc } from "../app/client.ts";
import { FailureNote } from "../app/failure-note.tsx";
import { useRater } from "../app/rater.tsx";
import { useQueue } from "../app/study.ts";
import { Waiting } from "../app/waiting.tsx";
import { AnalyseOptionsDialog } from "./analyse-options-dialog.tsx";
import { type Attention, whatNeedsAttention } from "./attention.ts";
import { AttentionStrip } from "./attention-strip.tsx";
import { EmptyStudy } from "./empty-study.tsx";
import { EnqueueNote } from "./enqueue-note.tsx";
import { ImportDialog, type ImportKind } from "./import-dialog.tsx";
import { QueuePanel } from "./queue-panel.tsx";
import { RelinkDialog } from "./relink-dialog.tsx";
import { sessionRows, withLiveJobs } from "./session-rows.ts";
import { SessionTable } from "./session-table.tsx";
import classes from "./study-home.module.css";
import { Toolbar } from "./toolbar.tsx";
import { useEnqueue, useRetry, useSessionsFollowQueue } from "./use-analysis.ts";
import { useQueueOrder } from "./use-queue-orders.ts";
import { useView } from "./view.ts";

const NONE: ReadonlySet<number> = new Set();
const REFRESH_MS = 15_000;

/** All sessions of the study, what needs attention above them, the queue beside them. */
export function StudyHome({ study }: { readonly study: Study }): React.JSX.Element {
  // Ratings come in from other windows too; a window out of sight does not ask.
  const list = useQuery(orpc.sessions.list.queryOptions({ refetchInterval: REFRESH_MS }));
  const queue = useQueue();
  const rater = useRater();
  const jobs = queue.data?.jobs;
  useSessionsFollowQueue(jobs);
  const [view, changeView] = useView();
  const [selected, setSelected] = useState(NONE);
  const [importing, setImporting] = useState<ImportKind | null>(null);
  const [relinking, setRelinking] = useState<Session | null>(null);
  const [optionsFor, setOptionsFor] = useState<readonly number[] | null>(null);
  const enqueue = useEnqueue();
  const retry = useRetry();
  const order = useQueueOrder();

  const sessions = useMemo(() => withLiveJobs(list.data ?? [], jobs), [list.data, jobs]);
  const rows = sessionRows(sessions, view);

  if (list.data === undefined) {
    return list.error ? <FailureNote error={list.error} /> : <Waiting what="the sessions" />;
  }
  const analyse = (sessionIds: readonly number[]): void => {
    enqueue.mutate({ sessionIds: [...sessionIds] }, { onSuccess: () => setSelected(NONE) });
  };
  // What was left goes on as it was asked for: the same span, the same models.
  const help = ({ kind, sessionIds }: Attention): void => {
    if (kind === "analysis-failed") order.mutate("retry-failed");
    else if (kind === "analysis-interrupted") order.mutate("continue-interrupted");
    else analyse(sessionIds);
  };

  return (
    <div className={classes.page}>
      <h1 className={classes.unseen}>{study.name}</h1>
      <div className={classes.sessions}>
        <AttentionStrip
          attention={whatNeedsAttention(sessions)}
          shown={view.show}
          onShow={(show) => changeView({ show })}
          onHelp={help}
          busy={enqueue.isPending || order.isPending}
        />
        <FailureNote error={enqueue.error ?? retry.error ?? order.error} />
        <EnqueueNote
          result={enqueue.data}
          onAgain={(sessionIds) => enqueue.mutate({ sessionIds, again: true })}
          onClose={enqueue.reset}
        />
        {sessions.length === 0 ? (
          <EmptyStudy onImport={setImporting} />
        ) : (
          <>
            <Toolbar
              sessions={sessions}
              rows={rows}
              selected={selected}
              view={view}
              changeView={changeView}
              onAnalyse={analyse}
              onAnalyseWith={setOptionsFor}
              onImport={setImporting}
              analysing={enqueue.isPending}
            />
            <SessionTable
              rows={rows}
              view={view}
              changeView={changeView}
              selected={selected}
              onSelect={setSelected}
              rater={rater?.code ?? null}
              onRelink={setRelinking}
              onRetry={(jobId) => retry.mutate(jobId)}
            />
          </>
        )}
      </div>
      <QueuePanel queue={queue.data} error={queue.error} onRetry={(jobId) => retry.mutate(jobId)} />
      <ImportDialog kind={importing} onClose={() => setImporting(null)} />
      <AnalyseOptionsDialog
        sessions={optionsFor && sessions.filter(({ sessionId }) => optionsFor.includes(sessionId))}
        onClose={() => setOptionsFor(null)}
        onQueued={() => setSelected(NONE)}
      />
      <RelinkDialog session={relinking} onClose={() => setRelinking(null)} />
    </div>
  );
}
