import { analysisContract } from "./analysis.ts";
import { evidenceContract } from "./evidence.ts";
import { importsContract } from "./imports.ts";
import { mediaContract } from "./media.ts";
import { modelsContract } from "./models.ts";
import { ratersContract, ratingsContract } from "./ratings.ts";
import { reportsContract } from "./reports.ts";
import { sessionsContract } from "./sessions.ts";
import { speechContract } from "./speech.ts";
import { studiesContract } from "./studies.ts";
import { systemContract } from "./system.ts";
import { tracesContract } from "./traces.ts";

/** The only way into the application core, for every host and page. */
export const contract = {
  system: systemContract,
  studies: studiesContract,
  sessions: sessionsContract,
  imports: importsContract,
  media: mediaContract,
  models: modelsContract,
  analysis: analysisContract,
  traces: tracesContract,
  evidence: evidenceContract,
  speech: speechContract,
  raters: ratersContract,
  ratings: ratingsContract,
  reports: reportsContract,
};
export type Contract = typeof contract;
