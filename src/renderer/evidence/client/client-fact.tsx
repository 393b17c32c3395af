import type { PictureRegion } from "../../../shared/contract/evidence.ts";
import quality from "../quality/quality.module.css";
import { choiceSince, regionWords, usedRegion } from "./region-math.ts";

interface ClientFactProps {
  /** The choice that the run was made with, as its parameters tell it. */
  readonly used: unknown;
  /** Whom the next analysis takes. Undefined while it is not known; null: nobody marked a region. */
  readonly next: PictureRegion | null | undefined;
  readonly onChoose: () => void;
}

/** Whom the run took for the client, what was chosen since, and the way to choose. */
export function ClientFact({ used, next, onChoose }: ClientFactProps): React.JSX.Element {
  const region = usedRegion(used);
  const since = next === undefined ? null : choiceSince(region, next);
  const note = since ?? (region ? regionWords(region) : "the default");
  return (
    <div className={quality.fact}>
      <dt>Who is the client</dt>
      <dd>
        <span className={quality.value} data-testid="client-choice">
          {region === null ? "the largest face" : "a marked region"}
        </span>
        <span className={quality.note} data-whole={since !== null || undefined} title={note}>
          <button type="button" className={quality.more} onClick={onChoose}>
            Choose …
          </button>{" "}
          {note}
        </span>
      </dd>
    </div>
  );
}
