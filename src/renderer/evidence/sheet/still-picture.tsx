import type { PixelBox, Still } from "../../../shared/contract/evidence.ts";
import classes from "./sheet.module.css";
import { fitted } from "./sheet-rows.ts";

interface StillPictureProps {
  readonly still: Still;
  readonly source: string;
  readonly boxes: boolean;
  /** Where the picture has to fit in. */
  readonly frame: { readonly width: number; readonly height: number };
  /** The file could not be loaded. */
  readonly gone: boolean;
  readonly onGone: () => void;
  /** Words for those who do not see the picture; empty where the words stand beside it. */
  readonly alt: string;
}

/** A still with the faces' boxes drawn over it when they are asked for; the picture itself has none. */
export function StillPicture(props: StillPictureProps): React.JSX.Element {
  const { still, source, boxes, frame, gone, onGone, alt } = props;
  const size = fitted(still, frame);
  return (
    <span className={classes.frame} style={frame}>
      <span className={classes.picture} style={size}>
        {gone ? (
          <span className={classes.gone}>picture not there</span>
        ) : (
          <img
            src={source}
            alt={alt}
            width={size.width}
            height={size.height}
            decoding="async"
            draggable={false}
            onError={onGone}
          />
        )}
        {boxes && <Boxes still={still} />}
      </span>
    </span>
  );
}

function Boxes({ still }: { readonly still: Still }): React.JSX.Element {
  const { region, box, track, others } = still;
  const place = (of: PixelBox): React.CSSProperties => ({
    left: `${((of.x - region.x) / region.width) * 100}%`,
    top: `${((of.y - region.y) / region.height) * 100}%`,
    width: `${(of.width / region.width) * 100}%`,
    height: `${(of.height / region.height) * 100}%`,
  });
  return (
    <>
      {others.map((other) => (
        <span key={other.track} className={classes.box} data-other style={place(other.box)}>
          <span className={classes.tag}>{other.track}</span>
        </span>
      ))}
      {box !== null && (
        <span className={classes.box} data-testid="client-box" style={place(box)}>
          {track !== null && <span className={classes.tag}>{track}</span>}
        </span>
      )}
    </>
  );
}
