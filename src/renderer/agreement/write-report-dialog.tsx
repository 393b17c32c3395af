import { Button, Group, Modal } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { client } from "../app/client.ts";
import { FailureNote } from "../app/failure-note.tsx";
import { PathField } from "../app/path-field.tsx";
import classes from "./document.module.css";

/** Writes the report into a folder. */
export function WriteReportDialog(props: {
  /** The reading that the report is about. */
  readonly modelId: string;
  readonly opened: boolean;
  readonly onClose: () => void;
}): React.JSX.Element {
  const [directory, setDirectory] = useState("");
  const write = useMutation({
    mutationFn: () => client.agreement.writeReport({ directory: directory.trim(), modelId: props.modelId }),
  });
  return (
    <Modal opened={props.opened} onClose={props.onClose} size={560} title="Write the agreement report">
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          write.mutate();
        }}
      >
        <p className={classes.explanation}>
          One HTML page with all figures, the numbers as JSON, and the tables as CSV. Files of an earlier
          report in this folder are replaced.
        </p>
        <PathField label="Folder" purpose="report" first value={directory} onChange={setDirectory} />
        <FailureNote error={write.error} />
        {write.data && (
          <div className={classes.written} role="status">
            <p>
              Written to <strong>{write.data.directory}</strong>:
            </p>
            <ul>
              {write.data.files.map((file) => (
                <li key={file}>{file}</li>
              ))}
            </ul>
          </div>
        )}
        <Group gap="xs" justify="end">
          <Button variant="default" onClick={props.onClose}>
            Close
          </Button>
          <Button type="submit" disabled={directory.trim() === ""} loading={write.isPending}>
            Write report
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
