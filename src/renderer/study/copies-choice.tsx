import { Checkbox } from "@mantine/core";
import { counted } from "../app/format.ts";

/** Whether playback copies are made of what comes in and cannot be played. */
export function CopiesChoice(props: {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}): React.JSX.Element {
  return (
    <Checkbox
      label="Make playback copies where they are needed"
      description="Of videos that the player does not take; they stand in the study's folder and can be removed"
      checked={props.checked}
      onChange={(event) => props.onChange(event.currentTarget.checked)}
    />
  );
}

/** Says how many copies were put into the queue, where there are any. */
export function CopiesNote({ queued }: { readonly queued: number | undefined }): React.JSX.Element | null {
  if (!queued) return null;
  return <p>{counted(queued, "playback copy", "playback copies")} put into the queue.</p>;
}
