import type { StudyDatabase } from "../../database/open-database.ts";
import { Failure } from "../../failure.ts";
import { TRUTH } from "../../labels/truth.ts";
import type { LabelTable } from "../report-tables.ts";

interface LabelColumns {
  clip: string;
  judge: string;
  dimension: string;
  label: string | null;
}

/**
 * A set of labelled clips: the one that is asked for, else the one of the newest import; null where there is none.
 *
 * @throws Failure NOT_FOUND for a set that was not imported
 */
export function gatherLabels(db: StudyDatabase, asked?: string): LabelTable | null {
  const sets = labelSets(db);
  const set = asked ?? sets[0];
  if (set === undefined) return null;
  if (!sets.includes(set)) {
    throw new Failure("NOT_FOUND", `There is no set of labelled clips "${set}".`, {
      remedy: sets.length === 0 ? "import-labels brings one in." : `Known are: ${sets.join(", ")}.`,
    });
  }
  const dimensions = db
    .prepare<[string], string>(
      "SELECT dimension FROM clip_label WHERE set_name = ? GROUP BY dimension ORDER BY min(id)",
    )
    .pluck()
    .all(set);
  const judges = db
    .prepare<[string], LabelTable["judges"][number]>(
      `SELECT c.judge AS name, c.kind FROM label_judge_current c WHERE c.set_name = ?
       ORDER BY (SELECT min(f.id) FROM label_judge f WHERE f.set_name = c.set_name AND f.judge = c.judge)`,
    )
    .all(set);
  const labels = db
    .prepare<[string], LabelColumns>(
      "SELECT clip, judge, dimension, label FROM clip_label_current WHERE set_name = ?",
    )
    .all(set);
  const byClip = Map.groupBy(labels, ({ clip }) => clip);
  return {
    set,
    dimensions,
    judges,
    clips: [...byClip.keys()].sort().map((clip) => {
      const own = new Map(byClip.get(clip)?.map((row) => [`${row.judge} ${row.dimension}`, row.label]));
      const answers = (judge: string): Record<string, string | null> =>
        Object.fromEntries(dimensions.map((name) => [name, own.get(`${judge} ${name}`) ?? null]));
      return {
        clip,
        truth: answers(TRUTH),
        judged: Object.fromEntries(judges.map(({ name }) => [name, answers(name)])),
      };
    }),
  };
}

/** Names of the imported sets, the one of the newest import first. */
function labelSets(db: StudyDatabase): string[] {
  return db
    .prepare<[], string>("SELECT set_name FROM clip_label GROUP BY set_name ORDER BY max(id) DESC")
    .pluck()
    .all();
}
