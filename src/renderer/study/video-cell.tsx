import { Button } from "@mantine/core";
import type { Video } from "../../shared/contract/media.ts";
import type { Session } from "../../shared/contract/sessions.ts";
import { formatClock } from "../../shared/time.ts";
import { fileNotices } from "./attention.ts";
import classes from "./cells.module.css";
import { videoCodecName } from "./codec-names.ts";

interface VideoCellProps {
  readonly session: Session;
  readonly onRelink: (session: Session) => void;
}

/** What the video is, and whether it is still there. */
export function VideoCell({ session, onRelink }: VideoCellProps): React.JSX.Element {
  const { video } = session;
  if (video === null) {
    // Where its minutes came from a table the video may have to stay elsewhere: nothing is amiss.
    const words = (session.imported?.sources.length ?? 0) > 0 ? "no video linked" : "no video";
    return <span className={classes.nothing}>{words}</span>;
  }
  const notices = fileNotices(session);
  return (
    <>
      <div className={classes.line}>
        {video.status === "missing" && <strong className={classes.bad}>✕ missing</strong>}
        {video.status === "changed" && <strong className={classes.warn}>▲ another file</strong>}
        {video.status === "present" ? (
          <span title={[videoFacts(video), ...video.probe.traits, video.path].join("\n")}>
            {videoFacts(video)}
          </span>
        ) : (
          <Button size="compact-xs" variant="default" onClick={() => onRelink(session)}>
            Re-link …
          </Button>
        )}
      </div>
      <div className={classes.second} title={video.path}>
        {notices.length > 0 && (
          <span className={classes.warn} title={notices.join("\n")}>
            ▲ see what was noticed ·{" "}
          </span>
        )}
        {PLAYBACK_WORDS[video.playback] !== null && (
          <span className={video.playback === "proxy-needed" ? classes.warn : undefined}>
            {PLAYBACK_WORDS[video.playback]} ·{" "}
          </span>
        )}
        {video.fileName}
      </div>
    </>
  );
}

const PLAYBACK_WORDS: Readonly<Record<Video["playback"], string | null>> = {
  direct: null,
  "proxy-ready": "plays from its copy",
  "proxy-needed": "▲ needs a copy to be played",
};

/** "49:58 · 1280 × 720 · H.264 · no audio". */
function videoFacts({ probe }: Video): string {
  const facts = [
    formatClock(probe.durationMs),
    `${probe.width} × ${probe.height}`,
    videoCodecName(probe.videoCodec),
  ];
  if (probe.interlaced) facts.push("interlaced");
  if (probe.variableFrameRate) facts.push("variable rate");
  if (probe.audio === null) facts.push("no audio");
  return facts.join(" · ");
}
