import type { ReportOptions } from "../../../shared/reports/report-options.ts";
import type { ReadingWithCards } from "../../analysis/model-catalogue.ts";
import type { Platform } from "../../platform.ts";
import type { OpenStudy } from "../../study/open-study.ts";
import { gatherTables } from "../gather/gather-tables.ts";
import type { ReportTables } from "../report-tables.ts";

interface Wanted {
  readonly study: OpenStudy;
  /** The machine's side; null: none. */
  readonly model: ReadingWithCards | null;
  readonly platform: Pick<Platform, "version">;
  readonly options: Pick<ReportOptions, "labelSet">;
}

/** The input of reports, gathered again only after something was stored in the study. */
export class CurrentTables {
  #gathered: { readonly study: OpenStudy; readonly state: string; readonly tables: ReportTables } | null =
    null;

  of({ study, model, platform, options }: Wanted): ReportTables {
    const state = JSON.stringify([
      stateOf(study),
      model && [model.reading, model.cards.map(({ id, sha256 }) => [id, sha256])],
      options.labelSet ?? null,
    ]);
    const last = this.#gathered;
    if (last?.study === study && last.state === state) {
      return { ...last.tables, computedAt: new Date().toISOString() };
    }
    const tables = gatherTables(study, model, platform, options);
    this.#gathered = { study, state, tables };
    return tables;
  }

  clear(): void {
    this.#gathered = null;
  }
}

/** Changes with every row that is stored, by this connection to the database or by another one. */
function stateOf({ db }: OpenStudy): unknown {
  return [db.prepare("SELECT total_changes() AS own").get(), db.pragma("data_version")];
}
