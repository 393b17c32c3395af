import { Button, CloseButton, Menu, TextInput } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { useRef } from "react";
import type { Session } from "../../shared/contract/sessions.ts";
import { formatClock } from "../../shared/time.ts";
import { counted } from "../app/format.ts";
import { needs } from "./attention.ts";
import type { ImportKind } from "./import-dialog.tsx";
import type { View } from "./session-rows.ts";
import classes from "./toolbar.module.css";

interface ToolbarProps {
  readonly sessions: readonly Session[];
  readonly rows: readonly Session[];
  readonly selected: ReadonlySet<number>;
  readonly view: View;
  readonly changeView: (changes: Partial<View>) => void;
  readonly onAnalyse: (sessionIds: readonly number[]) => void;
  readonly onAnalyseWith: (sessionIds: readonly number[]) => void;
  readonly onImport: (kind: ImportKind) => void;
  readonly analysing: boolean;
}

/** Filter, what the table shows, and what can be done with it. */
export function Toolbar(props: ToolbarProps): React.JSX.Element {
  const { sessions, rows, selected, view, changeView, onAnalyse, onAnalyseWith, onImport, analysing } = props;
  const addButton = useRef<HTMLButtonElement>(null);
  const moreButton = useRef<HTMLButtonElement>(null);
  const filter = useRef<HTMLInputElement>(null);
  useHotkeys([["/", () => filter.current?.focus()]]);
  const open = sessions
    .filter((session) => needs("not-analysed", session))
    .map((session) => session.sessionId);
  const chosen = selected.size > 0 ? [...selected] : open;
  // A menu's item is gone when the dialog closes; the focus shall return to what opened them both.
  function add(kind: ImportKind): void {
    addButton.current?.focus();
    onImport(kind);
  }
  function analyseWith(): void {
    moreButton.current?.focus();
    onAnalyseWith(chosen);
  }
  const look = { variant: selected.size > 0 ? "filled" : "default", disabled: chosen.length === 0 };
  return (
    <div className={classes.toolbar}>
      <TextInput
        ref={filter}
        w={260}
        aria-label="Filter sessions"
        placeholder="Filter: P01, missing, R2 …"
        value={view.text}
        onChange={(event) => changeView({ text: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key === "Escape") changeView({ text: "" });
        }}
        rightSection={
          view.text === "" ? (
            <kbd className={classes.key}>/</kbd>
          ) : (
            <CloseButton size="xs" aria-label="Clear the filter" onClick={() => changeView({ text: "" })} />
          )
        }
      />
      <span className={classes.summary} role="status">
        {summary(sessions, rows)}
        {rows.length < sessions.length && (
          <Button size="compact-xs" variant="subtle" onClick={() => changeView({ text: "", show: null })}>
            Show all
          </Button>
        )}
      </span>
      <Button.Group>
        <Button {...look} loading={analysing} onClick={() => onAnalyse(chosen)}>
          {analyseLabel(selected.size, open.length)}
        </Button>
        <Menu position="bottom-end">
          <Menu.Target>
            <Button
              ref={moreButton}
              {...look}
              px={8}
              className={classes.more ?? ""}
              aria-label="Analyse otherwise"
            >
              ▾
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={analyseWith}>
              {analyseLabel(selected.size, open.length)} with options …
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </Button.Group>
      <Menu position="bottom-end" width={220}>
        <Menu.Target>
          <Button ref={addButton} variant="default" rightSection="▾">
            Add
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => add("video")}>A video …</Menu.Item>
          <Menu.Item onClick={() => add("manifest")}>Sessions from CSV …</Menu.Item>
          <Menu.Item onClick={() => add("ratings")}>Ratings from CSV …</Menu.Item>
          <Menu.Item onClick={() => add("tables")}>Tables from CSV …</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}

function analyseLabel(selected: number, open: number): string {
  if (selected > 0) return `Analyse ${selected} selected`;
  return open > 0 ? `Analyse all not analysed (${open})` : "Analyse";
}

function summary(sessions: readonly Session[], rows: readonly Session[]): string {
  if (rows.length < sessions.length) return `${rows.length} of ${counted(sessions.length, "session")}`;
  const patients = new Set(sessions.map((session) => session.patient)).size;
  const duration = sessions.reduce((sum, session) => sum + (session.video?.probe.durationMs ?? 0), 0);
  const counts = `${counted(sessions.length, "session")} · ${counted(patients, "patient")}`;
  return duration === 0 ? counts : `${counts} · ${formatClock(duration)} of video`;
}
