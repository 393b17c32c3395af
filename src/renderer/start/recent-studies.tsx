import { UnstyledButton } from "@mantine/core";
import type { RecentStudy } from "../../shared/contract/studies.ts";
import { formatMoment } from "../app/format.ts";
import classes from "./start-page.module.css";

interface RecentStudiesProps {
  readonly studies: readonly RecentStudy[];
  /** Path of the study that is being opened. */
  readonly opening: string | null;
  readonly onOpen: (path: string) => void;
}

/** Studies opened before, newest first. One that is gone stays listed: its disk may only be unplugged. */
export function RecentStudies({ studies, opening, onOpen }: RecentStudiesProps): React.JSX.Element {
  if (studies.length === 0) return <p className={classes.empty}>No study was opened on this computer yet.</p>;
  const now = new Date();
  return (
    <ul className={classes.recent}>
      {studies.map((study) => (
        <li key={study.path}>
          <UnstyledButton
            className={classes.study}
            onClick={() => onOpen(study.path)}
            disabled={opening !== null}
            data-missing={study.found ? undefined : true}
          >
            <span className={classes.name}>{study.name}</span>
            <span className={classes.when}>
              {opening === study.path
                ? "opening …"
                : study.found
                  ? formatMoment(study.openedAt, now)
                  : "not found"}
            </span>
            <span className={classes.path}>{study.path}</span>
          </UnstyledButton>
        </li>
      ))}
    </ul>
  );
}
