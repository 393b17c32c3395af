import { useEffect, useRef, useState } from "react";
import type { PictureRegion, PixelBox } from "../../../shared/contract/evidence.ts";
import classes from "./client.module.css";
import { regionAfterKey, regionAround, regionBetween, regionWords } from "./region-math.ts";

/** A face of the nearest still, to be clicked. */
export interface FaceBox {
  readonly track: number | null;
  readonly client: boolean;
  readonly box: PixelBox;
}

interface PictureRegionProps {
  readonly jpeg: Blob;
  /** Size at which the picture is shown. */
  readonly shown: { readonly width: number; readonly height: number };
  /** Size of the displayed video, in whose pixels the boxes are. */
  readonly video: { readonly width: number; readonly height: number };
  readonly faces: readonly FaceBox[];
  readonly region: PictureRegion | null;
  readonly onRegion: (region: PictureRegion) => void;
}

const percent = (share: number): string => `${share * 100}%`;

/** The picture with the client's region on it: drawn by dragging, taken from a face, or moved by keys. */
export function PictureWithRegion(props: PictureRegionProps): React.JSX.Element {
  const { jpeg, shown, video, faces, region, onRegion } = props;
  const source = useObjectUrl(jpeg);
  const surface = useRef<HTMLDivElement>(null);
  const [from, setFrom] = useState<{ x: number; y: number } | null>(null);

  const spot = (event: React.PointerEvent): { x: number; y: number } => {
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
    return { x: (event.clientX - left) / width, y: (event.clientY - top) / height };
  };
  return (
    <div
      ref={surface}
      className={classes.surface}
      style={shown}
      data-testid="client-picture"
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        setFrom(spot(event));
      }}
      onPointerMove={(event) => {
        const to = spot(event);
        // A press without a drag draws nothing.
        if (from !== null && Math.hypot(to.x - from.x, to.y - from.y) > 0.01)
          onRegion(regionBetween(from, to));
      }}
      onPointerUp={() => setFrom(null)}
      onPointerCancel={() => setFrom(null)}
    >
      {source !== null && <img src={source} alt="The session at this time" draggable={false} />}
      {faces.map(({ track, client, box }) => (
        <button
          key={track ?? "client"}
          type="button"
          className={classes.face}
          data-other={!client || undefined}
          style={{
            left: percent(box.x / video.width),
            top: percent(box.y / video.height),
            width: percent(box.width / video.width),
            height: percent(box.height / video.height),
          }}
          title="Take this face for the client"
          aria-label={`Take the face of track ${track ?? "?"} for the client`}
          onPointerDown={(event) => event.stopPropagation()}
          onClick={() => onRegion(regionAround(box, video))}
        >
          <span>{track}</span>
        </button>
      ))}
      {region !== null && <Region region={region} onRegion={onRegion} />}
    </div>
  );
}

function Region(props: {
  readonly region: PictureRegion;
  readonly onRegion: (region: PictureRegion) => void;
}): React.JSX.Element {
  const { region, onRegion } = props;
  return (
    <div
      className={classes.region}
      role="application"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys move and size the region
      tabIndex={0}
      aria-label={`The client's region: ${regionWords(region)}. Arrow keys move it, Shift and arrow keys change its size.`}
      style={{
        left: percent(region.x),
        top: percent(region.y),
        width: percent(region.width),
        height: percent(region.height),
      }}
      data-testid="client-region"
      onKeyDown={(event) => {
        const next = regionAfterKey(region, event.key, event.shiftKey);
        if (next === null) return;
        event.preventDefault();
        event.stopPropagation();
        onRegion(next);
      }}
    >
      <span className={classes.tag}>client</span>
    </div>
  );
}

function useObjectUrl(blob: Blob): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    const made = URL.createObjectURL(blob);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [blob]);
  return url;
}
