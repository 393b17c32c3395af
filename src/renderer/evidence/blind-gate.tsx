import { Button, Group } from "@mantine/core";
import { useState } from "react";
import type { Session } from "../../shared/contract/sessions.ts";
import { counted } from "../app/format.ts";
import { LinkButton } from "../app/link-button.tsx";
import { useRater } from "../app/rater.tsx";
import { Waiting } from "../app/waiting.tsx";
import { minutesStillToRate } from "./minutes-to-rate.ts";
import classes from "./no-run.module.css";
import { RoomLine } from "./room-line.tsx";

/**
 * Keeps the machine's values from a rater who has not rated the whole session, until they are asked for: nothing of a
 * run is drawn or loaded before. What was asked for holds for this rater and this visit.
 */
export function BlindGate(props: {
  readonly session: Session;
  readonly children: React.ReactNode;
}): React.ReactNode {
  const { session, children } = props;
  const rater = useRater();
  const [shownTo, setShownTo] = useState<string | null>(null);
  if (rater === undefined) return <Waiting what="the session" />;
  if (rater === null || session.analysis === null || shownTo === rater.code) return children;
  const { rated, left } = minutesStillToRate(session, rater.code);
  if (left === 0) return children;
  return (
    <>
      <RoomLine session={session} runs={[]} run={null} />
      <section className={classes.place} data-testid="blind-gate">
        <h2>The machine's values are hidden while you rate</h2>
        <p>
          You are signed in as {rater.code} and have rated {rated} of {counted(session.minutes, "minute")} of
          this session.
        </p>
        <Group gap={8}>
          <LinkButton to="/session/$sessionId" params={{ sessionId: session.sessionId }}>
            Rating room
          </LinkButton>
          <Button variant="default" onClick={() => setShownTo(rater.code)}>
            Show anyway
          </Button>
        </Group>
      </section>
    </>
  );
}
