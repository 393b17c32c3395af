import { Select } from "@mantine/core";
import { skipToken, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Block } from "../../shared/reports/document.ts";
import { orpc } from "../app/client.ts";
import { FailureNote } from "../app/failure-note.tsx";
import { Waiting } from "../app/waiting.tsx";
import classes from "./document.module.css";
import { ReportFigure } from "./report-figure.tsx";

type Sessions = Extract<Block, { kind: "session-choice" }>["sessions"];

const keyOf = ({ patient, session }: Sessions[number]): string => `${session} ${patient}`;

/** The course of any session, drawn when it is chosen. */
export function SessionChoice(props: {
  readonly sessions: Sessions;
  readonly modelId: string | undefined;
}): React.JSX.Element {
  const { sessions, modelId } = props;
  const [value, setValue] = useState<string | null>(null);
  const chosen = sessions.find((session) => keyOf(session) === value);
  const { data, error, isLoading, refetch } = useQuery(
    orpc.reports.sessionCourse.queryOptions({
      input: chosen
        ? { patient: chosen.patient, session: chosen.session, ...(modelId === undefined ? {} : { modelId }) }
        : skipToken,
      staleTime: 0,
    }),
  );
  return (
    <div className={classes.choice}>
      <Select
        label="Course of another session"
        placeholder="Choose a session"
        size="xs"
        w={320}
        searchable
        clearable
        limit={200}
        nothingFoundMessage="No session of this name."
        data={sessions.map((session) => ({ value: keyOf(session), label: session.label }))}
        value={chosen ? value : null}
        onChange={setValue}
      />
      {isLoading && <Waiting what="the session" />}
      <FailureNote error={error} action={{ label: "Try again", run: () => void refetch() }} />
      {data && chosen && <ReportFigure figure={data} />}
    </div>
  );
}
