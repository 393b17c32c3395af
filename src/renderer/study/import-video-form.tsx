import { Autocomplete, Button, Group, NumberInput, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { pseudonymSchema, sessionNumberSchema } from "../../shared/names.ts";
import { client, orpc, queryClient } from "../app/client.ts";
import { asSentence } from "../app/failure.ts";
import { FailureNote } from "../app/failure-note.tsx";
import { PathField } from "../app/path-field.tsx";
import { CopiesChoice, CopiesNote } from "./copies-choice.tsx";
import classes from "./dialog.module.css";
import { focusFirst } from "./focus-first.ts";
import { queueCopies } from "./playback-copies.ts";

/** One video with its patient, session and date. Stays open after adding, for the next one. */
export function ImportVideoForm({ onClose }: { readonly onClose: () => void }): React.JSX.Element {
  const sessions = useQuery(orpc.sessions.list.queryOptions());
  const form = useRef<HTMLFormElement>(null);
  const [path, setPath] = useState("");
  const [patient, setPatient] = useState("");
  const [number, setNumber] = useState<number | string>("");
  const [date, setDate] = useState("");
  const [copies, setCopies] = useState(true);
  const add = useMutation({
    mutationFn: (session: number) =>
      client.imports.video({
        path: path.trim(),
        patient: patient.trim(),
        session,
        date: date === "" ? null : date,
      }),
    onSuccess: async (added) => {
      setPath("");
      setDate("");
      focusFirst(form.current);
      await queryClient.invalidateQueries({ queryKey: orpc.sessions.key() });
      if (copies) copy.mutate([added]);
    },
  });

  const copy = useMutation({ mutationFn: queueCopies });

  const patients = [...new Set((sessions.data ?? []).map((session) => session.patient))];
  const patientProblem = problemOf(pseudonymSchema.safeParse(patient), patient === "");
  const session = sessionNumberSchema.safeParse(number);
  const sessionProblem = problemOf(session, number === "");
  const complete = path.trim() !== "" && patient !== "" && patientProblem === null && session.success;
  return (
    <form
      ref={form}
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (complete) add.mutate(session.data);
      }}
    >
      <PathField
        label="Video file"
        description="The file stays where it is and is never changed"
        purpose="video"
        first
        value={path}
        onChange={setPath}
      />
      <div className={classes.row}>
        <Autocomplete
          label="Patient"
          description="A code such as P01"
          data={patients}
          value={patient}
          onChange={setPatient}
          error={patientProblem}
        />
        <NumberInput
          label="Session"
          description="Its number"
          value={number}
          onChange={setNumber}
          min={1}
          // What was typed is refused in words, not changed into something else.
          clampBehavior="none"
          allowedDecimalSeparators={[".", ","]}
          error={sessionProblem}
        />
        <TextInput
          label="Date"
          description="May be left out"
          type="date"
          value={date}
          onChange={(event) => setDate(event.currentTarget.value)}
        />
      </div>
      <CopiesChoice checked={copies} onChange={setCopies} />
      <FailureNote error={add.error ?? copy.error} />
      {add.data && (
        <div className={classes.result} role="status">
          <p>
            {add.data.patient} session {add.data.session}: {OUTCOMES[add.data.outcome]}
          </p>
          <CopiesNote queued={copy.data} />
        </div>
      )}
      <Group gap="xs" justify="end">
        <Button variant="default" onClick={onClose}>
          Close
        </Button>
        <Button type="submit" disabled={!complete} loading={add.isPending}>
          Add
        </Button>
      </Group>
    </form>
  );
}

const OUTCOMES = {
  added: "added.",
  completed: "was known and got its video or date.",
  unchanged: "stood there like this before; nothing changed.",
} as const;

function problemOf(
  parsed: { success: true } | { success: false; error: { issues: readonly { message: string }[] } },
  untouched: boolean,
): string | null {
  return parsed.success || untouched ? null : asSentence(parsed.error.issues[0]?.message ?? "not accepted");
}
