import type { Migration } from "../migrate.ts";
import { foundation } from "./0001-foundation.ts";
import { instrument } from "./0002-instrument.ts";
import { studySettings } from "./0003-study-settings.ts";
import { tablesIn } from "./0004-tables-in.ts";

/** Every migration in order of its version; only ever appended to. */
export const MIGRATIONS: readonly Migration[] = [foundation, instrument, studySettings, tablesIn];
