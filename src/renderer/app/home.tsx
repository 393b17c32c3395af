import { StartPage } from "../start/start-page.tsx";
import { StudyHome } from "../study/study-home.tsx";
import { FailureNote } from "./failure-note.tsx";
import { useStudy } from "./study.ts";
import { Waiting } from "./waiting.tsx";

/** The study's sessions, or the way to open a study. */
export function Home(): React.JSX.Element {
  const { study, error } = useStudy();
  if (study === undefined) return error ? <FailureNote error={error} /> : <Waiting what="the study" />;
  return study === null ? <StartPage /> : <StudyHome study={study} />;
}
