import { EXPRESSION_MARKS } from "../../../../shared/colors.ts";
import { EMOTIONAL_EXPRESSIONS } from "../../../../shared/expression.ts";
import { counted } from "../../../../shared/figures/agreement-words.ts";
import { listed } from "../../number-words.ts";
import { FEW_EVENTS, type LabelResult, RARE_EVENTS } from "./label-models.ts";

/** What must be known about single labels before their numbers are read; a sentence each. */
export function labelWarnings(results: readonly LabelResult[]): string[] {
  return results.flatMap((result) => {
    const { label, model, events } = result;
    if (typeof model === "string") return [`${label.title}: ${model}`];
    const { fit, heldOut, prepared } = model;
    const dropped = EMOTIONAL_EXPRESSIONS.filter((_, i) => !prepared.design.kept.includes(i)).map((name) =>
      EXPRESSION_MARKS[name].label.toLowerCase(),
    );
    const sentences = [
      ...few(events),
      fit.converged ? null : "The maximum of the likelihood was not found; its numbers may not be used.",
      fit.separated
        ? "An expression tells the label apart (nearly) without error: its coefficient has no finite estimate, its standard error says nothing."
        : null,
      fit.singular
        ? "The variance of the patients' intercepts is 0 (singular fit): the data show no differences between patients beyond chance."
        : null,
      dropped.length === 0
        ? null
        : `${listed(dropped)} ${dropped.length === 1 ? "does not vary or is" : "do not vary or are"} explained by the other expressions, and left out of the model.`,
      heldOut.groups === 0
        ? "No patient could be left out."
        : heldOut.skipped.length === 0
          ? null
          : `Without ${listed(heldOut.skipped)} no row has the label (or all have): these patients could not be left out.`,
      fit.separated || !heldOut.separated.includes(true)
        ? null
        : `Without ${listed(prepared.design.group.levels.filter((_, level) => heldOut.separated[level]))} an expression tells the label apart (nearly) without error among the others: the scores left out are near 0 or 1 there.`,
    ].filter((sentence) => sentence !== null);
    return sentences.length === 0 ? [] : [`${label.title}: ${sentences.join(" ")}`];
  });
}

function few(events: number): string[] {
  if (events < FEW_EVENTS)
    return [
      `${counted(events, "row")} with the label, fewer than ${FEW_EVENTS}: the model with six predictors describes these rows and nothing else.`,
    ];
  if (events < RARE_EVENTS)
    return [
      `${counted(events, "row")} with the label, fewer than ${RARE_EVENTS}: its numbers are rough and optimistic.`,
    ];
  if (events < FEW_EVENTS * EMOTIONAL_EXPRESSIONS.length)
    return [
      `${counted(events, "row")} with the label, fewer than ${FEW_EVENTS} for each of the six predictors: its numbers are optimistic.`,
    ];
  return [];
}
