import { Button, Group } from "@mantine/core";
import classes from "./empty-study.module.css";
import type { ImportKind } from "./import-dialog.tsx";

/** A study without sessions: what is missing and how to bring it in. */
export function EmptyStudy({
  onImport,
}: {
  readonly onImport: (kind: ImportKind) => void;
}): React.JSX.Element {
  return (
    <section className={classes.empty}>
      <h2>This study has no sessions yet</h2>
      <p>
        Add the video of a session, or a CSV with the columns <code>patient, session, date, video</code>.
        Videos stay where they are; the study only remembers where that is and what they are. Where videos may
        not be brought here, tables of their minutes do.
      </p>
      <Group gap="xs" justify="center">
        <Button onClick={() => onImport("video")}>Add a video …</Button>
        <Button variant="default" onClick={() => onImport("manifest")}>
          Sessions from CSV …
        </Button>
        <Button variant="default" onClick={() => onImport("tables")}>
          Tables from CSV …
        </Button>
      </Group>
    </section>
  );
}
