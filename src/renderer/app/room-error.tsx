import type { ErrorComponentProps } from "@tanstack/react-router";
import { FailureNote } from "./failure-note.tsx";
import classes from "./room-error.module.css";

/** Stands in a room's place when it could not be drawn; the header stays usable. */
export function RoomError({ error }: ErrorComponentProps): React.JSX.Element {
  return (
    <div className={classes.place}>
      <h1>This page could not be shown</h1>
      <p>What was saved before stays saved.</p>
      <FailureNote error={error} action={{ label: "Reload", run: () => window.location.reload() }} />
    </div>
  );
}
