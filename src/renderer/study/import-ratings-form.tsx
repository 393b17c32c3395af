import { Button, Group } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { formatCount } from "../../shared/figures/statistic-text.ts";
import { client, refreshEverything } from "../app/client.ts";
import { FileChangedError } from "../app/failure.ts";
import { FailureNote } from "../app/failure-note.tsx";
import { counted } from "../app/format.ts";
import { CsvField, readChosen } from "./csv-field.tsx";
import classes from "./dialog.module.css";
import { focusFirst } from "./focus-first.ts";

/** Ratings of any rater: all of the file's rows are stored, or none. */
export function ImportRatingsForm({ onClose }: { readonly onClose: () => void }): React.JSX.Element {
  const form = useRef<HTMLFormElement>(null);
  const [file, setFile] = useState<File | null>(null);
  const add = useMutation({
    mutationFn: async (chosen: File) =>
      client.imports.ratings({ fileName: chosen.name, content: await readChosen(chosen) }),
    onSuccess: async () => {
      focusFirst(form.current);
      await refreshEverything();
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
      <p className={classes.text}>
        The sessions must be in the study. A row without arousal is stored as not ratable; an emotion is only
        coded at arousal 3 and above.
      </p>
      <CsvField
        columns="patient, session, minute, rater, arousal, emotion[, peak, phase]"
        value={file}
        onChange={choose}
      />
      <FailureNote error={add.error} />
      {add.data && (
        <div className={classes.result} role="status">
          <p>
            {counted(add.data.rows, "row")} of {raterWords(add.data.raters)}:{" "}
            {counted(add.data.stored, "minute")} stored, {formatCount(add.data.unchanged)} unchanged.
          </p>
          {add.data.notRatable > 0 && <p>{counted(add.data.notRatable, "minute")} not ratable.</p>}
          {add.data.incomplete > 0 && (
            <p>{counted(add.data.incomplete, "minute")} at arousal 3 or above without an emotion.</p>
          )}
        </div>
      )}
      <Group gap="xs" justify="end">
        <Button variant="default" onClick={onClose}>
          Close
        </Button>
        <Button type="submit" disabled={file === null} loading={add.isPending}>
          Add ratings
        </Button>
      </Group>
    </form>
  );
}

function raterWords(raters: readonly string[]): string {
  return raters.length === 1 ? `rater ${raters[0]}` : `raters ${raters.join(", ")}`;
}
