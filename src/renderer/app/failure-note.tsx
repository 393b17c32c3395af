import { Button, Group } from "@mantine/core";
import { describeFailure, type Failure } from "./failure.ts";
import classes from "./failure-note.module.css";

const PROBLEMS_SHOWN = 50;

interface FailureNoteProps {
  /** What a call ended with; nothing is drawn for null. */
  readonly error: unknown;
  /** The one button that helps, if there is one. */
  readonly action?: { readonly label: string; readonly run: () => void };
}

/** A failure in its place: what happened, where, what to do, and a file's bad lines. */
export function FailureNote({ error, action }: FailureNoteProps): React.JSX.Element | null {
  if (error === null || error === undefined) return null;
  return <FailureWords failure={describeFailure(error)} {...(action ? { action } : {})} />;
}

function FailureWords({
  failure,
  action,
}: {
  readonly failure: Failure;
  readonly action?: FailureNoteProps["action"];
}): React.JSX.Element {
  const hidden = failure.problems.length - PROBLEMS_SHOWN;
  return (
    <div role="alert" className={classes.note} data-code={failure.code}>
      <p className={classes.what}>{failure.what}</p>
      {failure.where !== null && <p className={classes.where}>{failure.where}</p>}
      {failure.remedy !== null && <p>{failure.remedy}</p>}
      {failure.problems.length > 0 && (
        <div className={classes.problems}>
          <table>
            <thead>
              <tr>
                <th scope="col">Line</th>
                <th scope="col">Problem</th>
              </tr>
            </thead>
            <tbody>
              {failure.problems.slice(0, PROBLEMS_SHOWN).map((problem) => (
                <tr key={`${problem.line} ${problem.problem}`}>
                  <td>{problem.line}</td>
                  <td>{problem.problem}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {hidden > 0 && <p>{hidden} more lines have problems.</p>}
        </div>
      )}
      {action && (
        <Group gap="xs" mt={6}>
          <Button size="xs" variant="default" onClick={action.run}>
            {action.label}
          </Button>
        </Group>
      )}
    </div>
  );
}
