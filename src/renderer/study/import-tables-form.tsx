import { Button, Group, NativeSelect, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { TableKind } from "../../shared/contract/imports.ts";
import { formatCount } from "../../shared/figures/statistic-text.ts";
import { client, refreshEverything } from "../app/client.ts";
import { FileChangedError } from "../app/failure.ts";
import { FailureNote } from "../app/failure-note.tsx";
import { counted } from "../app/format.ts";
import { CsvField, readChosen } from "./csv-field.tsx";
import classes from "./dialog.module.css";
import { focusFirst } from "./focus-first.ts";
import { TABLE_LAYOUTS, type TableAnswers, tableInput } from "./table-layouts.ts";

const NO_ANSWERS: TableAnswers = { source: "", set: "", models: "", severity: "" };

/** A table that reports are computed from: all of its rows are stored, or none. */
export function ImportTablesForm({ onClose }: { readonly onClose: () => void }): React.JSX.Element {
  const form = useRef<HTMLFormElement>(null);
  const [kind, setKind] = useState<TableKind>("minutes");
  const [file, setFile] = useState<File | null>(null);
  const [series, setSeries] = useState<File | null>(null);
  const [answers, setAnswers] = useState(NO_ANSWERS);
  const add = useMutation({
    mutationFn: async (chosen: File) => {
      const upload = async (of: File) => ({ fileName: of.name, content: await readChosen(of) });
      const second = kind === "action-units" && series !== null ? await upload(series) : null;
      return client.imports.table(tableInput(kind, answers, await upload(chosen), second));
    },
    onSuccess: async () => {
      focusFirst(form.current);
      await refreshEverything();
    },
    onError: (error) => {
      if (!(error instanceof FileChangedError)) return;
      setFile(null);
      setSeries(null);
    },
  });
  const layout = TABLE_LAYOUTS[kind];
  return (
    <form
      ref={form}
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (file !== null) add.mutate(file);
      }}
    >
      <NativeSelect
        label="What the table holds"
        value={kind}
        onChange={(event) => {
          setKind(event.currentTarget.value as TableKind);
          setFile(null);
          setSeries(null);
          add.reset();
        }}
        data={Object.entries(TABLE_LAYOUTS).map(([value, { label }]) => ({ value, label }))}
        data-autofocus
      />
      <p className={classes.text}>{layout.about}</p>
      <CsvField
        columns={layout.columns}
        value={file}
        onChange={(chosen) => {
          setFile(chosen);
          add.reset();
        }}
      />
      {kind === "action-units" && (
        <CsvField
          label="CSV file of series"
          columns="[video,] time_s, AU01 to AU43, evenly sampled; may be left out"
          value={series}
          onChange={(chosen) => {
            setSeries(chosen);
            add.reset();
          }}
        />
      )}
      {layout.answers.length > 0 && (
        <div className={classes.pair}>
          {layout.answers.map(({ key, label, description, placeholder }) => (
            <TextInput
              key={key}
              label={label}
              description={description}
              placeholder={placeholder}
              value={answers[key]}
              onChange={(event) => setAnswers({ ...answers, [key]: event.currentTarget.value })}
              autoComplete="off"
            />
          ))}
        </div>
      )}
      <FailureNote error={add.error} />
      {add.data && (
        <div className={classes.result} role="status">
          <p>
            {add.data.holds ?? counted(add.data.rows, "row")}: {formatCount(add.data.stored)} stored,{" "}
            {formatCount(add.data.unchanged)} unchanged.
          </p>
          {add.data.notes.map((note) => (
            <p key={note}>{note}</p>
          ))}
        </div>
      )}
      <Group gap="xs" justify="end">
        <Button variant="default" onClick={onClose}>
          Close
        </Button>
        <Button type="submit" disabled={file === null} loading={add.isPending}>
          Add table
        </Button>
      </Group>
    </form>
  );
}
