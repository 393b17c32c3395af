import { Link, Navigate, Outlet, useLocation } from "@tanstack/react-router";
import { useState, useSyncExternalStore } from "react";
import { AppearanceMenu } from "./appearance-menu.tsx";
import { connection } from "./client.ts";
import { CONNECTION_REMEDY } from "./failure.ts";
import { RaterMenu } from "./rater.tsx";
import { RoomHeaderPlace } from "./room-header.tsx";
import classes from "./shell.module.css";
import { useStudy } from "./study.ts";
import { StudyMenu } from "./study-menu.tsx";

/** Frame of every room: one header line and the room below it, which scrolls by itself. */
export function Shell(): React.JSX.Element {
  const [place, setPlace] = useState<HTMLElement | null>(null);
  const { study } = useStudy();
  return (
    <div className={classes.page}>
      <header className={classes.header}>
        {study ? (
          <>
            <StudyMenu study={study} />
            <nav className={classes.rooms} aria-label="Rooms">
              <Link to="/" className={classes.room} activeOptions={{ exact: true, includeSearch: false }}>
                Sessions
              </Link>
              <Link to="/reports" className={classes.room} activeOptions={{ includeSearch: false }}>
                Reports
              </Link>
            </nav>
          </>
        ) : (
          <span className={classes.program}>Minutewise</span>
        )}
        <div className={classes.place} ref={setPlace} />
        {study && <RaterMenu />}
        <AppearanceMenu />
        <ConnectionNotice />
      </header>
      <main className={classes.main}>
        <RoomHeaderPlace value={place}>
          <Room studyOpen={study !== null} />
        </RoomHeaderPlace>
      </main>
    </div>
  );
}

/** Every room but the start belongs to a study: without one there is only the start. */
function Room({ studyOpen }: { readonly studyOpen: boolean }): React.JSX.Element {
  const atStart = useLocation({ select: (location) => location.pathname === "/" });
  return studyOpen || atStart ? <Outlet /> : <Navigate to="/" replace />;
}

/** Lies over the header and moves nothing: a rater may be in the middle of a minute. */
function ConnectionNotice(): React.JSX.Element | null {
  const state = useSyncExternalStore(connection.subscribe, connection.state);
  if (state !== "lost") return null;
  return (
    <div className={classes.lost} role="alert">
      <p>
        <strong>Connection lost.</strong> What was saved stays saved; new ratings wait in this tab.{" "}
        {CONNECTION_REMEDY}
      </p>
    </div>
  );
}
