import { Button, Modal, NativeSelect } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { client, orpc, queryClient } from "../app/client.ts";
import { FailureNote } from "../app/failure-note.tsx";
import { AddModelForm } from "./add-model-form.tsx";
import { ModelEntry } from "./model-entry.tsx";
import classes from "./models-dialog.module.css";

/** The networks of this computer: what is known about each, checking them, and adding one of one's own. */
export function ModelsDialog(props: {
  readonly opened: boolean;
  readonly onClose: () => void;
}): React.JSX.Element {
  const models = useQuery(orpc.models.list.queryOptions({ enabled: props.opened }));
  const [adding, setAdding] = useState(false);
  const check = useMutation({ mutationFn: () => client.models.check({}) });
  return (
    <Modal opened={props.opened} onClose={props.onClose} size={760} title="Models on this computer">
      <div className={classes.dialog}>
        <div className={classes.head}>
          <Provider />
          <Button variant="default" onClick={() => check.mutate()} loading={check.isPending}>
            Check all
          </Button>
          <Button variant="default" onClick={() => setAdding(!adding)} aria-expanded={adding}>
            Add a model …
          </Button>
        </div>
        {adding && <AddModelForm onClose={() => setAdding(false)} />}
        <FailureNote error={models.error ?? check.error} />
        <ul className={classes.list}>
          {(models.data ?? []).map((model) => (
            <ModelEntry
              key={model.modelId}
              model={model}
              check={check.data?.find(({ modelId }) => modelId === model.modelId) ?? null}
            />
          ))}
        </ul>
      </div>
    </Modal>
  );
}

const PROVIDER_NAMES = {
  cpu: "CPU",
  cuda: "CUDA (NVIDIA graphics card)",
  dml: "DirectML (graphics card)",
  coreml: "CoreML (Apple)",
} as const;

/** Where models compute on this computer. */
function Provider(): React.JSX.Element {
  const setting = useQuery(orpc.models.provider.queryOptions());
  const save = useMutation({
    mutationFn: (provider: keyof typeof PROVIDER_NAMES) => client.models.setProvider({ provider }),
    onSuccess: (changed) => queryClient.setQueryData(orpc.models.provider.queryKey(), changed),
  });
  const offered = setting.data?.offered ?? ["cpu"];
  return (
    <NativeSelect
      size="xs"
      className={classes.provider ?? ""}
      label="Models compute on"
      description="What cannot be used falls back to the CPU, and the run says so"
      value={setting.data?.provider ?? "cpu"}
      onChange={(event) => {
        const provider = offered.find((one) => one === event.currentTarget.value);
        if (provider) save.mutate(provider);
      }}
      data={offered.map((value) => ({ value, label: PROVIDER_NAMES[value] }))}
    />
  );
}
