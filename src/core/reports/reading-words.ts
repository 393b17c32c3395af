import { importedSource } from "../imported-minutes/imported-reading.ts";
import type { ReportTables } from "./report-tables.ts";

/**
 * How the minute means of the expressions came about: a sentence for the methods of a paper. What stands in brackets only
 * its authors know.
 */
export function readingSentence(model: ReportTables["model"]): string {
  if (model === null || importedSource(model.modelId) !== null)
    return "Minute means of facial expression probabilities (seven categories) were imported from a table; [name the program, its version and the network that made them].";
  return `Facial expressions were read in the frames of the videos as probabilities of seven categories by ${model.name} (${model.modelId}) and averaged per minute.`;
}

/** The reading in a line of provenance. */
export function readingName({ modelId, name }: NonNullable<ReportTables["model"]>): string {
  return importedSource(modelId) === null
    ? `${name} (${modelId})`
    : `none of this program: minute means imported from a table (${modelId})`;
}
