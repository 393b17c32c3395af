import type { PictureRegion } from "../../../shared/contract/evidence.ts";
import quality from "../quality/quality.module.css";
import { regionWords } from "./region-math.ts";

interface ClientFactProps {
  /** Undefined while it is not known; null: nobody marked a region. */
  readonly client: PictureRegion | null | undefined;
  readonly onChoose: () => void;
}

/** Whom the next analysis takes for the client, and the way to say so. */
export function ClientFact({ client, onChoose }: ClientFactProps): React.JSX.Element {
  return (
    <div className={quality.fact}>
      <dt>Who is the client</dt>
      <dd>
        <span className={quality.value} data-testid="client-choice">
          {client === undefined ? "…" : client === null ? "the largest face" : "a marked region"}
        </span>
        <span className={quality.note} title={client ? regionWords(client) : undefined}>
          <button type="button" className={quality.more} onClick={onChoose}>
            Choose …
          </button>{" "}
          {client ? regionWords(client) : "the default"}
        </span>
      </dd>
    </div>
  );
}
