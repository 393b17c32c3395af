import { basename, extname } from "node:path";
import type { ImportedTable, TableInput } from "../../shared/contract/imports.ts";
import { importActionUnits } from "../action-units/import-action-units.ts";
import type { StudyDatabase } from "../database/open-database.ts";
import { importMinutes } from "../imported-minutes/import-minutes.ts";
import { importLabels } from "../labels/import-labels.ts";
import { importOutcomes } from "../outcomes/import-outcomes.ts";
import type { TableFile } from "./table-imports.ts";

/**
 * Stores a table in the way of its kind.
 *
 * @throws Failure INVALID_FILE, INVALID_VALUE, STORAGE_FAILED
 */
export async function importTable(
  db: StudyDatabase,
  actor: string,
  input: TableInput,
): Promise<ImportedTable> {
  const file = await fileOf(input);
  switch (input.kind) {
    case "minutes":
      return importMinutes(db, actor, file, input.source);
    case "outcomes":
      return importOutcomes(db, actor, file);
    case "labels": {
      const set = input.set ?? basename(file.fileName, extname(file.fileName));
      return importLabels(db, actor, file, { set, models: input.models });
    }
    case "action-units": {
      const series = input.series && (await fileOf(input.series));
      return importActionUnits(db, actor, file, { severity: input.severity, series });
    }
  }
}

async function fileOf({
  fileName,
  content,
}: {
  readonly fileName: string;
  readonly content: Blob;
}): Promise<TableFile> {
  return { fileName: basename(fileName), bytes: new Uint8Array(await content.arrayBuffer()) };
}
