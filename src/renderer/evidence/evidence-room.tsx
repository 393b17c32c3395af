import { useHotkeys } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useState } from "react";
import type { Quality } from "../../shared/contract/evidence.ts";
import type { Session } from "../../shared/contract/sessions.ts";
import type { Run } from "../../shared/contract/traces.ts";
import { minuteStartMs } from "../../shared/time.ts";
import { orpc } from "../app/client.ts";
import { FailureNote } from "../app/failure-note.tsx";
import { useStudy, useSystemInfo } from "../app/study.ts";
import { Waiting } from "../app/waiting.tsx";
import { type View, wholeSession } from "../rating-room/strips/view.ts";
import { AnalyseOptionsDialog } from "../study/analyse-options-dialog.tsx";
import { SessionAxis } from "./axis/session-axis.tsx";
import { ClientDialog } from "./client/client-dialog.tsx";
import classes from "./evidence-room.module.css";
import type { EvidenceSearch, Pane } from "./evidence-search.ts";
import { GeometryPane } from "./geometry/geometry-pane.tsx";
import { MinutesPane } from "./minutes/minutes-pane.tsx";
import { AnalyseButton } from "./no-run.tsx";
import pane from "./pane.module.css";
import { PaneChoice } from "./pane-choice.tsx";
import { ProvenanceDrawer } from "./quality/provenance-drawer.tsx";
import { QualityPanel } from "./quality/quality-panel.tsx";
import { chosenReading, readingName, readingsOfRun } from "./readings.ts";
import { RisesPane } from "./rises/rises-pane.tsx";
import { RoomLine } from "./room-line.tsx";
import { ContactSheet } from "./sheet/contact-sheet.tsx";
import { nearestStill } from "./sheet/sheet-rows.ts";
import { StillDialog } from "./sheet/still-dialog.tsx";
import { TracksPane } from "./tracks/tracks-pane.tsx";
import { useMeans, useQuality, useStills, useTracks } from "./use-evidence.ts";

interface EvidenceRoomProps {
  readonly session: Session;
  /** Finished runs, newest first; at least one. */
  readonly runs: readonly Run[];
}

/**
 * Which run: the asked one, else the one that counted for the session when the room was opened, else the newest then.
 * It stays for the visit: a run that is finished meanwhile is offered, never put in the place of what is looked at.
 */
export function EvidenceRoom({ session, runs }: EvidenceRoomProps): React.JSX.Element | null {
  const search = useSearch({ from: "/session/$sessionId/machine" });
  const navigate = useNavigate({ from: "/session/$sessionId/machine" });
  const byId = (runId: number | undefined): Run | undefined => runs.find((each) => each.runId === runId);
  const newest = runs[0];
  const [opened] = useState(() => (byId(session.analysis?.runId) ?? newest)?.runId);
  const [known, setKnown] = useState(newest?.runId);
  const run = byId(search.run) ?? byId(opened) ?? newest;
  if (run === undefined || newest === undefined) return null;
  const showNewest = (): void => {
    setKnown(newest.runId);
    void navigate({ search: (before) => ({ ...before, run: newest.runId }), replace: true });
  };
  const isNewer = newest.runId !== known && newest.runId !== run.runId;
  return (
    <RunRoom
      key={run.runId}
      session={session}
      runs={runs}
      run={run}
      onShowNewest={isNewer ? showNewest : null}
    />
  );
}

function RunRoom(
  props: EvidenceRoomProps & { readonly run: Run; readonly onShowNewest: (() => void) | null },
): React.JSX.Element {
  const { session, runs, run, onShowNewest } = props;
  const quality = useQuality({ sessionId: session.sessionId, runId: run.runId });
  return (
    <>
      <RoomLine session={session} runs={runs} run={run} onShowNewest={onShowNewest} />
      {quality.data !== undefined && quality.data !== null ? (
        <Evidence session={session} run={run} quality={quality.data} />
      ) : quality.error !== null ? (
        <div className={pane.words}>
          <FailureNote
            error={quality.error}
            action={{ label: "Try again", run: () => void quality.refetch() }}
          />
        </div>
      ) : quality.data === null ? (
        <div className={pane.words}>
          <p>This run has left nothing that could be shown.</p>
          <AnalyseButton session={session} label="Analyse again" />
        </div>
      ) : (
        <Waiting what="the run" />
      )}
    </>
  );
}

function Evidence(props: {
  readonly session: Session;
  readonly run: Run;
  readonly quality: Quality;
}): React.JSX.Element {
  const { session, run, quality } = props;
  const ofRun = { sessionId: session.sessionId, runId: run.runId };
  const search = useSearch({ from: "/session/$sessionId/machine" });
  const navigate = useNavigate({ from: "/session/$sessionId/machine" });
  // In the order in which they are wanted: the answers come one after the other.
  const client = useQuery(orpc.evidence.client.queryOptions({ input: { sessionId: session.sessionId } }));
  const stills = useStills(ofRun);
  const tracks = useTracks(ofRun);
  const usual = useStudy().study?.defaultModelId ?? "";
  const [asked, setAsked] = useState<string | null>(null);
  const offered = readingsOfRun(run, tracks.data);
  const modelId = chosenReading(offered, asked, usual);
  const means = useMeans(ofRun, modelId);
  const mediaBase = useSystemInfo()?.mediaBase ?? "";
  const [view, setView] = useState<View>(() => wholeSession(quality.durationMs));
  const [boxes, setBoxes] = useState(false);
  const [gone, setGone] = useState<ReadonlySet<number>>(() => new Set());
  const [choosing, setChoosing] = useState(false);
  const [analysing, setAnalysing] = useState(false);
  const [provenance, setProvenance] = useState(false);
  const [enlarged, setEnlarged] = useState<{ index: number; askedMs: number | null } | null>(null);

  useHotkeys([["b", () => setBoxes((was) => !was)]]);

  const shown = stills.data?.stills ?? [];
  const minute = search.minute ?? null;
  const change = (changes: (search: EvidenceSearch) => EvidenceSearch): void =>
    void navigate({ search: changes, replace: true });
  const onMinute = (picked: number | null): void =>
    change(({ minute: _before, ...rest }) => (picked === null ? rest : { ...rest, minute: picked }));
  const onOpen = (timeMs: number): void => {
    const index = nearestStill(shown, timeMs);
    if (index >= 0) setEnlarged({ index, askedMs: timeMs });
  };
  const onGone = useCallback(
    (frame: number) => setGone((was) => (was.has(frame) ? was : new Set(was).add(frame))),
    [],
  );
  const sourceOf = useCallback(
    (frame: number) => `${mediaBase}/media/still/${run.runId}/${frame}`,
    [mediaBase, run.runId],
  );
  const openFrame = useCallback(
    (frame: number) => {
      const index = stills.data?.stills.findIndex((still) => still.frame === frame) ?? -1;
      if (index >= 0) setEnlarged({ index, askedMs: null });
    },
    [stills.data],
  );
  const again = <AnalyseButton session={session} label="Analyse again" />;
  const reading = { offered, modelId, onModel: setAsked };
  const current: Pane = search.pane ?? "stills";
  return (
    <div className={classes.room}>
      <QualityPanel
        run={run}
        quality={quality}
        tracks={tracks.data}
        client={client.data}
        onChooseClient={() => setChoosing(true)}
        onProvenance={() => setProvenance(true)}
        onAnalyse={() => setAnalysing(true)}
        onOpen={onOpen}
      />
      <SessionAxis quality={quality} minute={minute} onMinute={onMinute} onOpen={onOpen} />
      <PaneChoice
        current={current}
        onPane={(next) =>
          change(({ pane: _before, ...rest }) => (next === "stills" ? rest : { ...rest, pane: next }))
        }
      />
      <div className={classes.pane} role="tabpanel" id={`pane-${current}`} aria-labelledby={`tab-${current}`}>
        {current === "stills" &&
          (stills.error !== null ? (
            <Failed error={stills.error} onAgain={() => void stills.refetch()} />
          ) : stills.data === undefined ? (
            <Waiting what="the stills" />
          ) : shown.length === 0 ? (
            <div className={pane.words}>
              <p>This run has no stills: it was made before they were kept.</p>
              {again}
            </div>
          ) : (
            <ContactSheet
              stills={shown}
              quality={quality}
              means={means.data}
              reading={readingName(modelId)}
              minute={minute}
              sourceOf={sourceOf}
              boxes={boxes}
              onBoxes={setBoxes}
              gone={gone}
              onGone={onGone}
              onOpen={openFrame}
              again={again}
            />
          ))}
        {current === "tracks" &&
          (tracks.error !== null ? (
            <Failed error={tracks.error} onAgain={() => void tracks.refetch()} />
          ) : tracks.data === undefined ? (
            <Waiting what="the tracks" />
          ) : (
            <TracksPane
              quality={quality}
              tracks={tracks.data ?? []}
              modelId={modelId}
              minute={minute}
              view={view}
              onView={setView}
              onOpen={onOpen}
            />
          ))}
        {current === "minutes" && (
          <MinutesPane run={ofRun} quality={quality} reading={reading} minute={minute} onOpen={onOpen} />
        )}
        {current === "rises" && (
          <RisesPane run={ofRun} quality={quality} reading={reading} minute={minute} onOpen={onOpen} />
        )}
        {current === "geometry" && (
          <GeometryPane
            run={ofRun}
            durationMs={quality.durationMs}
            minute={minute}
            view={view}
            onView={setView}
            onOpen={onOpen}
            again={again}
          />
        )}
      </div>
      <StillDialog
        sessionId={session.sessionId}
        stills={shown}
        index={enlarged?.index ?? null}
        onIndex={(index) => setEnlarged(index === null ? null : { index, askedMs: null })}
        askedMs={enlarged?.askedMs ?? null}
        sourceOf={sourceOf}
        boxes={boxes}
        onBoxes={setBoxes}
        gone={gone}
        onGone={onGone}
      />
      <ClientDialog
        opened={choosing && client.data !== undefined}
        onClose={() => setChoosing(false)}
        session={session}
        stills={shown}
        chosen={client.data ?? null}
        startMs={minute === null ? null : minuteStartMs(minute)}
      />
      <AnalyseOptionsDialog sessions={analysing ? [session] : null} onClose={() => setAnalysing(false)} />
      <ProvenanceDrawer
        opened={provenance}
        onClose={() => setProvenance(false)}
        run={run}
        session={session}
      />
    </div>
  );
}

function Failed(props: { readonly error: Error; readonly onAgain: () => void }): React.JSX.Element {
  return (
    <div className={pane.words}>
      <FailureNote error={props.error} action={{ label: "Try again", run: props.onAgain }} />
    </div>
  );
}
