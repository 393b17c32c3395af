import { Button, Checkbox, Group, Modal, Radio, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { Model, ReadingDescription } from "../../shared/contract/models.ts";
import type { Session } from "../../shared/contract/sessions.ts";
import type { Study } from "../../shared/contract/studies.ts";
import { formatClock } from "../../shared/time.ts";
import { orpc, queryClient } from "../app/client.ts";
import { FailureNote } from "../app/failure-note.tsx";
import { counted } from "../app/format.ts";
import { useStudy } from "../app/study.ts";
import { Waiting } from "../app/waiting.tsx";
import { optionsFor, readSpan, spanSentences } from "./analysis-wishes.ts";
import classes from "./dialog.module.css";
import { EnqueueNote } from "./enqueue-note.tsx";
import { jobSession } from "./job-words.ts";
import { ModelChoice, readsExpressions, usualModels } from "./model-choice.tsx";
import { useEnqueue } from "./use-analysis.ts";

interface AnalyseOptionsDialogProps {
  /** Null while it is closed. */
  readonly sessions: readonly Session[] | null;
  readonly onClose: () => void;
  /** Called when something was put into the queue. */
  readonly onQueued?: () => void;
}

/** An analysis otherwise than usual: a span, chosen networks, the mesh in every frame. */
export function AnalyseOptionsDialog(props: AnalyseOptionsDialogProps): React.JSX.Element {
  const { sessions, onClose } = props;
  const opened = sessions !== null;
  const { study } = useStudy();
  const models = useQuery(orpc.models.list.queryOptions({ enabled: opened }));
  const readings = useQuery(orpc.models.readings.queryOptions({ enabled: opened }));
  const error = models.error ?? readings.error;
  return (
    <Modal opened={opened} onClose={onClose} size={560} title={sessions && titleFor(sessions)}>
      {error !== null ? (
        <FailureNote error={error} />
      ) : sessions && study && models.data && readings.data ? (
        <OptionsForm
          {...props}
          sessions={sessions}
          study={study}
          models={models.data}
          readings={readings.data}
        />
      ) : (
        <Waiting what="the models" />
      )}
    </Modal>
  );
}

function titleFor(sessions: readonly Session[]): string {
  const [first] = sessions;
  const subject = sessions.length === 1 && first ? jobSession(first) : counted(sessions.length, "session");
  return `Analyse ${subject} with options`;
}

const MESH_CHOICES = [
  { value: "usual", label: "Five times a second" },
  { value: "every", label: "In every frame, for blinks; takes longer" },
] as const;

function OptionsForm(
  props: AnalyseOptionsDialogProps & {
    readonly sessions: readonly Session[];
    readonly study: Study;
    readonly models: readonly Model[];
    readonly readings: readonly ReadingDescription[];
  },
): React.JSX.Element {
  const { sessions, onClose, onQueued, study, models, readings } = props;
  const usual = study.modelIds ?? usualModels(models);
  const [typed, setTyped] = useState({ from: "", to: "" });
  const [left, setLeft] = useState({ from: false, to: false });
  const [modelIds, setModelIds] = useState<readonly string[]>(() =>
    usual.filter((id) => models.some(({ modelId }) => modelId === id)),
  );
  const [mesh, setMesh] = useState<string>("usual");
  const [again, setAgain] = useState(false);
  const fields = { from: useRef<HTMLInputElement>(null), to: useRef<HTMLInputElement>(null) };
  const enqueue = useEnqueue();

  const { span, problems } = readSpan(typed, sessions);
  const bad = problems.from !== null ? "from" : problems.to !== null ? "to" : null;
  const options = optionsFor({ span, modelIds, everyFrame: mesh === "every" }, usual);

  function analyse(sessionIds: readonly number[], repeat: boolean): void {
    enqueue.mutate(
      { sessionIds: [...sessionIds], again: repeat, options },
      {
        onSuccess: async ({ jobs, alreadyAnalysed }) => {
          await queryClient.invalidateQueries({ queryKey: orpc.sessions.key() });
          if (jobs.length > 0) onQueued?.();
          if (alreadyAnalysed.length === 0) onClose();
        },
      },
    );
  }
  const timeField = (which: "from" | "to") => ({
    ref: fields[which],
    value: typed[which],
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => {
      setTyped({ ...typed, [which]: event.currentTarget.value });
      enqueue.reset();
    },
    onBlur: () => setLeft({ ...left, [which]: true }),
    error: left[which] ? problems[which] : null,
    autoComplete: "off",
    spellCheck: false,
  });
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        setLeft({ from: true, to: true });
        if (bad === null)
          analyse(
            sessions.map(({ sessionId }) => sessionId),
            again,
          );
        else fields[bad].current?.focus();
      }}
    >
      <div className={classes.span}>
        <div className={classes.pair}>
          <TextInput
            {...timeField("from")}
            label="From"
            description="14:30, 1:02:30 or seconds"
            placeholder="0:00"
            data-autofocus
          />
          <TextInput
            {...timeField("to")}
            label="To"
            description="The end when left empty"
            placeholder={endOf(sessions)}
          />
        </div>
        {bad === null && (
          <p className={classes.text} data-testid="span-words">
            {spanSentences(span, sessions)}
          </p>
        )}
      </div>
      <ModelChoice
        models={models}
        description="For this analysis only; the study's settings stay as they are"
        chosen={modelIds}
        onChoose={(chosen) => {
          setModelIds(chosen);
          enqueue.reset();
        }}
        shownFirst={readings.find(({ id }) => id === study.defaultModelId)}
      />
      <Radio.Group
        label="Face mesh is read"
        description="Head pose and face geometry come from it"
        value={mesh}
        onChange={(value) => {
          setMesh(value);
          enqueue.reset();
        }}
      >
        {MESH_CHOICES.map((choice) => (
          <Radio key={choice.value} {...choice} size="xs" mt={6} />
        ))}
      </Radio.Group>
      <Checkbox
        label="Analyse again where this was done before"
        checked={again}
        onChange={(event) => setAgain(event.currentTarget.checked)}
      />
      <FailureNote error={enqueue.error} />
      <EnqueueNote result={enqueue.data} onAgain={(sessionIds) => analyse(sessionIds, true)} />
      <Group gap="xs" justify="end">
        <Button variant="default" onClick={onClose}>
          {enqueue.data ? "Close" : "Cancel"}
        </Button>
        <Button type="submit" disabled={!readsExpressions(models, modelIds)} loading={enqueue.isPending}>
          Analyse
        </Button>
      </Group>
    </form>
  );
}

/** What stands in the empty field for the end: the recording's where there is only one. */
function endOf(sessions: readonly Session[]): string {
  const [first] = sessions;
  return sessions.length === 1 && first?.video ? formatClock(first.video.probe.durationMs) : "end";
}
