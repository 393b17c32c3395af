import { saveRating } from "../../src/core/ratings/rate.ts";
import { raterWithCode } from "../../src/core/ratings/repo.ts";
import { openStudyFolder } from "../../src/core/study/study-folder.ts";
import { AROUSAL_LEVELS } from "../../src/shared/ceas/codebook.ts";

/** Rates minute 1 of session 1 over and over and tells its parent of each version once it is stored. */
const { db } = openStudyFolder(process.argv[2] ?? "");
const rater = raterWithCode(db, "R1");
for (let version = 1; ; version += 1) {
  const arousal = AROUSAL_LEVELS[version % 2] ?? 1;
  const value = { arousal, emotion: null, notRatable: null, note: "" };
  saveRating(db, rater, { sessionId: 1, minute: 1, value, basedOn: version - 1 });
  process.send?.(version);
}
