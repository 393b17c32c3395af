import { Button, Group, Modal, NativeSelect, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Model, ReadingDescription } from "../../shared/contract/models.ts";
import { type Study, studyNameSchema } from "../../shared/contract/studies.ts";
import { client, orpc, queryClient, refreshEverything } from "../app/client.ts";
import { FailureNote } from "../app/failure-note.tsx";
import { Waiting } from "../app/waiting.tsx";
import classes from "./dialog.module.css";
import { ModelChoice, readsExpressions, usualModels } from "./model-choice.tsx";

/** The study's name, the reading that it shows first, and the networks that its sessions are analysed with. */
export function StudySettingsDialog(props: {
  readonly study: Study;
  readonly opened: boolean;
  readonly onClose: () => void;
}): React.JSX.Element {
  const { study, opened, onClose } = props;
  const models = useQuery(orpc.models.list.queryOptions({ enabled: opened }));
  const readings = useQuery(orpc.models.readings.queryOptions({ enabled: opened }));
  const error = models.error ?? readings.error;
  return (
    <Modal opened={opened} onClose={onClose} size={560} title="Study settings">
      {error !== null ? (
        <FailureNote error={error} />
      ) : models.data && readings.data ? (
        <SettingsForm
          study={study}
          models={models.data}
          readings={readings.data.filter(({ kind }) => kind !== "imported")}
          onClose={onClose}
        />
      ) : (
        <Waiting what="the models" />
      )}
    </Modal>
  );
}

function SettingsForm(props: {
  readonly study: Study;
  readonly models: readonly Model[];
  readonly readings: readonly ReadingDescription[];
  readonly onClose: () => void;
}): React.JSX.Element {
  const { study, models, readings, onClose } = props;
  const usual = usualModels(models);
  const [name, setName] = useState(study.name);
  const [shownFirst, setShownFirst] = useState(study.defaultModelId);
  const [running, setRunning] = useState<readonly string[]>(study.modelIds ?? usual);
  const save = useMutation({
    mutationFn: () => {
      const isUsualChoice = [...running].sort().join() === [...usual].sort().join();
      const modelIds = isUsualChoice ? null : [...running];
      return client.studies.update({ name: name.trim(), defaultModelId: shownFirst, modelIds });
    },
    onSuccess: async (changed) => {
      queryClient.setQueryData(orpc.studies.current.queryKey(), changed);
      await refreshEverything();
      onClose();
    },
  });
  const named = studyNameSchema.safeParse(name);
  const reading = readings.find(({ id }) => id === shownFirst);
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <TextInput
        label="Name"
        data-autofocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={named.success ? null : named.error.issues[0]?.message}
        autoComplete="off"
      />
      <NativeSelect
        size="xs"
        label="Reading shown first"
        description={reading?.description ?? "This computer does not have its model."}
        value={shownFirst}
        onChange={(event) => setShownFirst(event.currentTarget.value)}
        data={[
          ...(reading ? [] : [{ value: shownFirst, label: `${shownFirst} (not on this computer)` }]),
          ...readings.map(({ id, name: label }) => ({ value: id, label })),
        ]}
      />
      <ModelChoice
        models={models}
        description="For analyses from now on; those made before keep what they were made with"
        chosen={running}
        onChoose={setRunning}
        shownFirst={reading}
      />
      <FailureNote error={save.error} />
      <Group gap="xs" justify="end">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button
          type="submit"
          disabled={!named.success || !readsExpressions(models, running)}
          loading={save.isPending}
        >
          Save
        </Button>
      </Group>
    </form>
  );
}
