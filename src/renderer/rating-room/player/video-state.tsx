import { Button, Group } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { Video } from "../../../shared/contract/media.ts";
import type { Session } from "../../../shared/contract/sessions.ts";
import { videoCodecName } from "../../study/codec-names.ts";
import { RelinkDialog } from "../../study/relink-dialog.tsx";
import { PlaybackCopy } from "./playback-copy.tsx";
import classes from "./player.module.css";
import type { VideoProblem } from "./video-problem.ts";

type Problem = VideoProblem | "missing" | "changed" | "copy-needed";

/** What another copy of the same content can mend. */
const COPY_HELPS: readonly Problem[] = ["unplayable", "damaged", "copy-needed"];

interface VideoStateProps {
  readonly kind: Problem;
  readonly session: Session;
  /** Why the file is not played, in words, where that is known. */
  readonly reason?: string | null;
  readonly onTryAgain?: () => void;
}

/** Stands where the picture would be: what is wrong with the video, where it is, and what helps. */
export function VideoState({
  kind,
  session,
  reason = null,
  onTryAgain,
}: VideoStateProps): React.JSX.Element | null {
  const [relinking, setRelinking] = useState(false);
  if (session.video === null) return null;
  const { title, text } = words(kind, session.video, reason);
  return (
    <div className={classes.state} role="alert">
      <h2>{title}</h2>
      <p className={classes.path}>{session.video.path}</p>
      <p>{text}</p>
      {COPY_HELPS.includes(kind) && <PlaybackCopy sessionId={session.sessionId} />}
      <Group gap="xs">
        <Button variant={COPY_HELPS.includes(kind) ? "default" : "filled"} onClick={() => setRelinking(true)}>
          {kind === "missing" || kind === "changed" ? "Re-link the video …" : "Link another file …"}
        </Button>
        {onTryAgain && (
          <Button variant="default" onClick={onTryAgain}>
            Try again
          </Button>
        )}
      </Group>
      <RelinkDialog session={relinking ? session : null} onClose={() => setRelinking(false)} />
    </div>
  );
}

/** Stands where the picture would be of a session that has no video. */
export function NoVideo({ session: about }: { readonly session: Session }): React.JSX.Element {
  const { patient, session, imported } = about;
  const sources = imported?.sources ?? [];
  return (
    <div className={classes.picture}>
      <div className={classes.state} role="status">
        <h2>{sources.length > 0 ? "No video is linked" : "This session has no video yet"}</h2>
        {sources.length > 0 && (
          <p>
            Its minutes were imported ({sources.join(", ")}), and reports use them. The video may stay where
            it is; it is needed to rate the session here.
          </p>
        )}
        <p>
          {sources.length > 0 ? "To link it, add it on" : "Add it on"} the page <Link to="/">Sessions</Link>{" "}
          with “Add a video”, as patient {patient}, session {session}.{" "}
          {sources.length === 0 && "The minutes to rate follow from its length."}
        </p>
      </div>
    </div>
  );
}

function words(kind: Problem, video: Video, reason: string | null): { title: string; text: string } {
  const codec = videoCodecName(video.probe.videoCodec);
  switch (kind) {
    case "missing":
      return {
        title: "The video is not where it was",
        text: "Re-link it to where the file is now; it is recognised by its content. Ratings and traces are kept.",
      };
    case "changed":
      return {
        title: "Another file stands where the video was",
        text: "It is not played, as ratings and traces belong to the file that was imported. Re-link the original, or take this file knowingly.",
      };
    case "copy-needed":
      return {
        title: "This video needs a copy to be played",
        text: `${reason ?? ""} A copy with the same pictures at the same times (H.264 and AAC in MP4) can be made in the study's folder; the file itself stays as it is.`,
      };
    case "unplayable":
      return {
        title: "This video cannot be played here",
        text: `The browser's player does not take this file (${codec} video), though it can be analysed. A playback copy may help. If the file plays elsewhere on this computer, it may be unreadable just now: try again.`,
      };
    case "damaged":
      return {
        title: "The video cannot be decoded from here on",
        text: "The file seems damaged at this place. Try again or move to another minute; if it stays like this, link a sound copy.",
      };
    case "unreadable":
      return {
        title: "The video could not be read",
        text: "The drive or the connection to the program was interrupted. Check that the drive is there, then try again.",
      };
  }
}
