import { Button, Group } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { client, orpc, queryClient } from "../app/client.ts";
import { FailureNote } from "../app/failure-note.tsx";
import { PathField } from "../app/path-field.tsx";
import { trialWords } from "./model-words.ts";
import classes from "./models-dialog.module.css";

/** Adds a laboratory's own model by its card. */
export function AddModelForm({ onClose }: { readonly onClose: () => void }): React.JSX.Element {
  const [card, setCard] = useState("");
  const [onnx, setOnnx] = useState("");
  const [picture, setPicture] = useState("");
  const add = useMutation({
    mutationFn: () =>
      client.models.add({
        cardPath: card.trim(),
        ...(onnx.trim() === "" ? {} : { modelPath: onnx.trim() }),
        ...(picture.trim() === "" ? {} : { picturePath: picture.trim() }),
      }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: orpc.models.key() }),
  });
  return (
    <form
      className={classes.form}
      aria-label="Add a model"
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate();
      }}
    >
      <PathField
        label="Model card (JSON)"
        description="Says what the network is, what it needs and what it gives; docs/models.md has an example"
        purpose="model-card"
        required
        value={card}
        onChange={setCard}
      />
      <PathField
        label="ONNX file"
        description="The one that the card names, beside it, when left empty"
        purpose="model-file"
        value={onnx}
        onChange={setOnnx}
      />
      <PathField
        label="Picture or video to try it on"
        description="One that shows a face; made-up pictures when left empty"
        purpose="video"
        value={picture}
        onChange={setPicture}
      />
      <FailureNote error={add.error} />
      {add.data && (
        <p className={classes.found} role="status">
          Added {add.data.model.modelId}, licence: {add.data.model.licence}. {trialWords(add.data.trial)}
        </p>
      )}
      <Group gap="xs" justify="end">
        <Button variant="default" onClick={onClose}>
          Close
        </Button>
        <Button type="submit" disabled={card.trim() === ""} loading={add.isPending}>
          Check and add
        </Button>
      </Group>
    </form>
  );
}
