import { Button, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { studyNameSchema } from "../../shared/contract/studies.ts";
import { client, orpc } from "../app/client.ts";
import { describeFailure } from "../app/failure.ts";
import { FailureNote } from "../app/failure-note.tsx";
import { PathField } from "../app/path-field.tsx";
import { studyChanged, useSystemInfo } from "../app/study.ts";
import { RecentStudies } from "./recent-studies.tsx";
import classes from "./start-page.module.css";

/** Where no study is open: go on with a recent one, open one by its folder, or make a new one. */
export function StartPage(): React.JSX.Element {
  const info = useSystemInfo();
  const recent = useQuery(orpc.studies.recent.queryOptions());
  const open = useMutation({
    mutationFn: (path: string) => client.studies.open({ path }),
    onSuccess: studyChanged,
  });
  return (
    <div className={classes.page}>
      <div className={classes.intro}>
        <h1>Minutewise</h1>
        <p>
          Codes therapy sessions minute by minute, beside a facial-expression analysis that stays on this
          computer. For research, not a diagnostic device{info ? ` · version ${info.version}` : ""}
        </p>
      </div>

      <section className={classes.section} aria-labelledby="recent">
        <h2 id="recent">Recent studies</h2>
        <FailureNote error={recent.error} />
        {recent.data && (
          <RecentStudies
            studies={recent.data}
            opening={open.isPending ? open.variables : null}
            onOpen={(path) => open.mutate(path)}
          />
        )}
        <FailureNote
          error={open.error}
          {...(open.error && describeFailure(open.error).code === "STUDY_IN_USE"
            ? { action: { label: "Try again", run: () => open.mutate(open.variables) } }
            : {})}
        />
      </section>

      <div className={classes.pair}>
        <OpenStudy opening={open.isPending} onOpen={(path) => open.mutate(path)} />
        <CreateStudy onOpenInstead={(path) => open.mutate(path)} />
      </div>
    </div>
  );
}

function OpenStudy(props: {
  readonly opening: boolean;
  readonly onOpen: (path: string) => void;
}): React.JSX.Element {
  const [path, setPath] = useState("");
  return (
    <section className={classes.section} aria-labelledby="open">
      <h2 id="open">Open a study</h2>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (path.trim() !== "") props.onOpen(path.trim());
        }}
      >
        <PathField
          label="Folder of the study"
          description="The folder that holds study.sqlite"
          purpose="study"
          value={path}
          onChange={setPath}
        />
        <Button type="submit" disabled={path.trim() === ""} loading={props.opening}>
          Open
        </Button>
      </form>
    </section>
  );
}

function CreateStudy({
  onOpenInstead,
}: {
  readonly onOpenInstead: (path: string) => void;
}): React.JSX.Element {
  const [name, setName] = useState("");
  const [path, setPath] = useState("");
  const create = useMutation({
    mutationFn: (study: { name: string; path: string }) => client.studies.create(study),
    onSuccess: studyChanged,
  });
  const existing =
    create.error && describeFailure(create.error).code === "STUDY_EXISTS" ? create.variables.path : null;
  const named = studyNameSchema.safeParse(name);
  const tooLong = name.trim() === "" ? null : named.error?.issues[0]?.message;
  const complete = named.success && path.trim() !== "";
  return (
    <section className={classes.section} aria-labelledby="create">
      <h2 id="create">Create a study</h2>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (complete) create.mutate({ name: name.trim(), path: path.trim() });
        }}
      >
        <TextInput
          label="Name"
          description="As it shall stand in reports"
          value={name}
          error={tooLong}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <PathField
          label="New folder"
          description="Ratings and traces are kept here; videos stay where they are"
          purpose="new-study"
          value={path}
          onChange={setPath}
        />
        <Button type="submit" variant="default" disabled={!complete} loading={create.isPending}>
          Create
        </Button>
        <FailureNote
          error={create.error}
          {...(existing === null
            ? {}
            : { action: { label: "Open that study", run: () => onOpenInstead(existing) } })}
        />
      </form>
    </section>
  );
}
