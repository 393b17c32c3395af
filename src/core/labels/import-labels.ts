import type { ImportedTable } from "../../shared/contract/imports.ts";
import type { StudyDatabase } from "../database/open-database.ts";
import { refuseNoRows } from "../exchange/read-csv.ts";
import { beginImport, storeAll, type TableFile } from "../exchange/table-imports.ts";
import { Failure } from "../failure.ts";
import { type ReadLabels, readLabels } from "./read-labels.ts";

/**
 * Stores the labelled clips of a CSV under the name of a set: all rows or none. What already stands like this is left
 * alone, what stands otherwise is stored anew and counts from then on.
 *
 * @param models judges that are models, beside those whose name begins with "model"
 * @throws Failure INVALID_FILE naming every bad row, INVALID_VALUE for a model that is no judge of the file,
 * STORAGE_FAILED
 */
export function importLabels(
  db: StudyDatabase,
  actor: string,
  file: TableFile,
  { set, models }: { readonly set: string; readonly models: readonly string[] },
): ImportedTable {
  const labels = readLabels(file);
  refuseNoRows(file.fileName, labels.clips);
  const named = models.map((name) => name.trim().toLowerCase());
  const unknown = named.filter((name) => !labels.judges.includes(name));
  if (unknown.length > 0) {
    throw new Failure(
      "INVALID_VALUE",
      `The file has no judge ${unknown.join(", ")}. Nothing of it was stored.`,
      {
        where: file.fileName,
        remedy: `Its judges are: ${labels.judges.join(", ")}.`,
      },
    );
  }
  const kinds = new Map(
    labels.judges.map((judge) => {
      const isModel = judge.startsWith("model") || named.includes(judge);
      return [judge, isModel ? ("model" as const) : ("human" as const)];
    }),
  );
  return storeAll(db, () => storeLabels(db, actor, file, set, labels, kinds));
}

function storeLabels(
  db: StudyDatabase,
  actor: string,
  file: TableFile,
  set: string,
  { judges, dimensions, clips }: ReadLabels,
  kinds: ReadonlyMap<string, "human" | "model">,
): ImportedTable {
  const began = beginImport(db, actor, { kind: "labels", file, rows: clips.length, options: { set } });
  const standingKinds = new Map(
    db
      .prepare<[string], [string, string]>("SELECT judge, kind FROM label_judge_current WHERE set_name = ?")
      .raw()
      .all(set),
  );
  const addJudge = db.prepare(
    "INSERT INTO label_judge (import_id, set_name, judge, kind) VALUES (?, ?, ?, ?)",
  );
  for (const judge of judges) {
    const kind = kinds.get(judge) ?? "human";
    if (standingKinds.get(judge) !== kind) addJudge.run(began.id(), set, judge, kind);
  }
  const keyOf = (...parts: readonly string[]): string => JSON.stringify(parts);
  const standing = new Map(
    db
      .prepare<[string], [string, string, string, string | null]>(
        "SELECT clip, judge, dimension, label FROM clip_label_current WHERE set_name = ?",
      )
      .raw()
      .all(set)
      .map(([clip, judge, dimension, label]) => [keyOf(clip, judge, dimension), label]),
  );
  const addLabel = db.prepare(
    "INSERT INTO clip_label (import_id, set_name, clip, judge, dimension, label) VALUES (?, ?, ?, ?, ?, ?)",
  );
  let stored = 0;
  for (const { clip, answers } of clips) {
    let changed = false;
    for (const { judge, dimension, label } of answers) {
      if (standing.get(keyOf(clip, judge, dimension)) === label) continue;
      addLabel.run(began.id(), set, clip, judge, dimension, label);
      changed = true;
    }
    if (changed) stored += 1;
  }
  began.close(stored);
  const byKind = (kind: string): string => judges.filter((judge) => kinds.get(judge) === kind).join(", ");
  return {
    rows: clips.length,
    stored,
    unchanged: clips.length - stored,
    notes: [
      `The set is "${set}".`,
      `Judged: ${dimensions.join(", ")}.`,
      `People: ${byKind("human") || "none"}. Models: ${byKind("model") || "none"}.`,
    ],
  };
}
