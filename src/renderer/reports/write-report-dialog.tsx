import { Button, Group, Modal } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { REPORT_TITLES, type ReportName, type ReportOptions } from "../../shared/reports/report-options.ts";
import { client } from "../app/client.ts";
import { FailureNote } from "../app/failure-note.tsx";
import { PathField } from "../app/path-field.tsx";
import { optionsWords } from "./options-words.ts";
import { Progress } from "./report-progress.tsx";
import type { ReportProgress } from "./use-report.ts";
import classes from "./write-report-dialog.module.css";

interface WriteReportProps {
  readonly report: ReportName;
  /** Of the document that is shown. */
  readonly options: Partial<ReportOptions>;
  /** The study has changed since that document was computed. */
  readonly stale: boolean;
  readonly onClose: () => void;
}

/** Writes the report into a folder. */
export function WriteReportDialog(props: WriteReportProps & { readonly opened: boolean }): React.JSX.Element {
  const { opened, ...form } = props;
  return (
    <Modal
      opened={opened}
      onClose={props.onClose}
      size={560}
      title={`Write the report: ${REPORT_TITLES[props.report]}`}
    >
      <WriteReportForm {...form} />
    </Modal>
  );
}

function WriteReportForm({ report, options, stale, onClose }: WriteReportProps): React.JSX.Element {
  const [directory, setDirectory] = useState("");
  const [progress, setProgress] = useState<ReportProgress | null>(null);
  const stop = useRef<AbortController>(null);
  const words = optionsWords(options);
  const write = useMutation({
    mutationFn: async () => {
      setProgress(null);
      stop.current = new AbortController();
      return writeReport({ report, options, directory: directory.trim() }, stop.current.signal, setProgress);
    },
  });
  function end(): void {
    stop.current?.abort();
    onClose();
  }
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        write.mutate();
      }}
    >
      <p className={classes.explanation}>
        One HTML page with all figures, the document as JSON, its tables as CSV, and the R script that
        computes the same numbers from them. Files of an earlier report in this folder are replaced.
      </p>
      <p className={classes.explanation}>
        {words !== "" && <>As shown: {words}. </>}
        {stale && "The study has changed since; what is written is computed from its data as they are now."}
      </p>
      <PathField label="Folder" purpose="report" first value={directory} onChange={setDirectory} />
      {write.isPending && (
        <Progress what="Writing the report" progress={progress} onCancel={() => stop.current?.abort()} />
      )}
      <FailureNote error={write.error} />
      {write.data === null && <p role="status">Cancelled. Nothing more is written.</p>}
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
          {write.data.missing !== null && <p>It holds no results: {write.data.missing}</p>}
          {write.data.partlyMissing !== null && (
            <p>Some of its parts are empty: {write.data.partlyMissing}</p>
          )}
        </div>
      )}
      <Group gap="xs" justify="end">
        <Button variant="default" onClick={end}>
          Close
        </Button>
        <Button type="submit" disabled={directory.trim() === ""} loading={write.isPending}>
          Write report
        </Button>
      </Group>
    </form>
  );
}

interface Written {
  readonly directory: string;
  readonly files: readonly string[];
  readonly missing: string | null;
  readonly partlyMissing: string | null;
}

/** Null: it was cancelled. */
async function writeReport(
  input: Pick<WriteReportProps, "report" | "options"> & { readonly directory: string },
  signal: AbortSignal,
  onProgress: (progress: ReportProgress) => void,
): Promise<Written | null> {
  const beganMs = performance.now();
  try {
    for await (const event of await client.reports.write(input, { signal })) {
      if (event.kind === "written") return event;
      onProgress({ label: event.label, share: event.share, elapsedMs: performance.now() - beganMs });
    }
  } catch (error) {
    if (signal.aborted) return null;
    throw error;
  }
  if (signal.aborted) return null;
  throw new Error("Writing the report ended without a word about its files.");
}
