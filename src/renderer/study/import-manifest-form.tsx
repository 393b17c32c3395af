import { Button, Group } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { ImportedSession } from "../../shared/contract/imports.ts";
import { formatCount } from "../../shared/figures/statistic-text.ts";
import { client, orpc, queryClient } from "../app/client.ts";
import { FileChangedError } from "../app/failure.ts";
import { FailureNote } from "../app/failure-note.tsx";
import { counted } from "../app/format.ts";
import { PathField } from "../app/path-field.tsx";
import { CopiesChoice, CopiesNote } from "./copies-choice.tsx";
import { CsvField, readChosen } from "./csv-field.tsx";
import classes from "./dialog.module.css";
import { focusFirst } from "./focus-first.ts";
import { queueCopies } from "./playback-copies.ts";

/** Sessions from a manifest: all of its rows are stored, or none. */
export function ImportManifestForm({ onClose }: { readonly onClose: () => void }): React.JSX.Element {
  const form = useRef<HTMLFormElement>(null);
  const [file, setFile] = useState<File | null>(null);
  const [folder, setFolder] = useState("");
  const [copies, setCopies] = useState(true);
  const copy = useMutation({ mutationFn: queueCopies });
  const add = useMutation({
    mutationFn: async (chosen: File) =>
      client.imports.manifest({
        fileName: chosen.name,
        content: await readChosen(chosen),
        videoFolder: folder.trim() === "" ? null : folder.trim(),
      }),
    onSuccess: async ({ sessions }) => {
      focusFirst(form.current);
      await queryClient.invalidateQueries({ queryKey: orpc.sessions.key() });
      if (copies) copy.mutate(sessions);
    },
    onError: (error) => {
      if (error instanceof FileChangedError) setFile(null);
    },
  });
  function choose(chosen: File | null): void {
    setFile(chosen);
    add.reset();
  }
  return (
    <form
      ref={form}
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (file !== null) add.mutate(file);
      }}
    >
      <CsvField
        columns="patient, session[, date, video, n_minutes, analysed, exclusion_reason]"
        value={file}
        onChange={choose}
      />
      <PathField
        label="Folder of the videos"
        description="Where relative paths in the column video start; not needed for absolute ones"
        purpose="study"
        value={folder}
        onChange={setFolder}
      />
      <CopiesChoice checked={copies} onChange={setCopies} />
      <FailureNote error={add.error ?? copy.error} />
      {add.data && (
        <div className={classes.result} role="status">
          <p>{outcomeWords(add.data.sessions)}</p>
          <CopiesNote queued={copy.data} />
        </div>
      )}
      <Group gap="xs" justify="end">
        <Button variant="default" onClick={onClose}>
          Close
        </Button>
        <Button type="submit" disabled={file === null} loading={add.isPending}>
          Add sessions
        </Button>
      </Group>
    </form>
  );
}

function outcomeWords(sessions: readonly ImportedSession[]): string {
  const count = (outcome: ImportedSession["outcome"]): string =>
    formatCount(sessions.filter((session) => session.outcome === outcome).length);
  return `${counted(sessions.length, "row")}: ${count("added")} added, ${count("completed")} completed, ${count("unchanged")} unchanged.`;
}
