import type { Migration } from "../migrate.ts";

/** What of an analysis belongs to the study: the networks that its sessions are analysed with. */
export const studySettings: Migration = {
  version: 3,
  name: "study-settings",
  sql: `
-- JSON list of model ids; NULL: the expression models that come with the program.
ALTER TABLE study ADD COLUMN model_ids TEXT CHECK (model_ids IS NULL OR json_valid(model_ids));
`,
};
