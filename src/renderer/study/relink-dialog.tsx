import { Button, Group, Modal } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { Video } from "../../shared/contract/media.ts";
import type { Session } from "../../shared/contract/sessions.ts";
import { client, orpc, queryClient } from "../app/client.ts";
import { describeFailure } from "../app/failure.ts";
import { FailureNote } from "../app/failure-note.tsx";
import { PathField } from "../app/path-field.tsx";
import classes from "./dialog.module.css";

/** Points a session's video at where it is now. */
export function RelinkDialog(props: {
  readonly session: Session | null;
  readonly onClose: () => void;
}): React.JSX.Element {
  const { session, onClose } = props;
  return (
    <Modal
      opened={session !== null}
      onClose={onClose}
      size={560}
      title={session && `Re-link the video of ${session.patient} session ${session.session}`}
    >
      {session?.video && <RelinkForm key={session.sessionId} video={session.video} onClose={onClose} />}
    </Modal>
  );
}

const WHERE_IT_WAS: Readonly<Record<Video["status"], string>> = {
  present: "The video is linked to this file:",
  missing: "There is no file any more where this video was:",
  changed: "The file at this path is not the one that was imported:",
};

function RelinkForm({
  video,
  onClose,
}: {
  readonly video: Video;
  readonly onClose: () => void;
}): React.JSX.Element {
  const [path, setPath] = useState(video.path);
  const relink = useMutation({
    mutationFn: (acceptDifferentFile: boolean) =>
      client.media.relink({ videoId: video.videoId, path: path.trim(), acceptDifferentFile }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: orpc.sessions.key() });
      onClose();
    },
  });
  const different = relink.error !== null && describeFailure(relink.error).code === "VIDEO_CHANGED";
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        relink.mutate(false);
      }}
    >
      <p className={classes.text}>
        {WHERE_IT_WAS[video.status]}
        <br />
        <span className={classes.path}>{video.path}</span>
      </p>
      <PathField
        label="Where the video is now"
        description="The same file is recognised by its content, whatever its name"
        purpose="video"
        first
        value={path}
        onChange={setPath}
      />
      <FailureNote
        error={relink.error}
        {...(different ? { action: { label: "Use this other file", run: () => relink.mutate(true) } } : {})}
      />
      <Group gap="xs" justify="end">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" disabled={path.trim() === ""} loading={relink.isPending}>
          Re-link
        </Button>
      </Group>
    </form>
  );
}
