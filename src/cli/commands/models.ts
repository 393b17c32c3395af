import type { Command } from "commander";
import type { Model, ModelCheck, Trial } from "../../shared/contract/models.ts";
import { snakeKeys } from "../snake-keys.ts";
import { withCore } from "../with-core.ts";
import type { CommandContext } from "./context.ts";

interface Tried {
  readonly picture?: string;
  readonly video?: string;
  readonly json?: boolean;
}

const PICTURE = ["--picture <file>", "picture with a face to try it on"] as const;
const VIDEO = ["--video <file>", "video with a face to try it on"] as const;

/** `models list|add|check|remove`: the networks of this computer. */
export function addModelsCommand(program: Command, context: CommandContext): void {
  const models = program.command("models").description("the networks of this computer, and adding your own");
  addList(models, context);
  addAdd(models, context);
  addCheck(models, context);
  models
    .command("remove")
    .description("take a model that was added off this computer; results made with it stay")
    .argument("<id>", "the model's id")
    .option("--json", "print one JSON object")
    .action(async (modelId: string, options: { json?: boolean }) => {
      const model = await withCore((client) => client.models.remove({ modelId }));
      context.result(options.json, snakeKeys({ removed: model }), [
        `Removed ${model.modelId} (${model.name}).`,
      ]);
    });
}

function addList(models: Command, context: CommandContext): void {
  models
    .command("list")
    .description("list them with licence, training data, limits and the readings that they allow")
    .option("--json", "print one JSON object")
    .action(async (options: { json?: boolean }) => {
      const [list, readings] = await withCore((client) =>
        Promise.all([client.models.list(), client.models.readings()]),
      );
      context.result(options.json, snakeKeys({ models: list, readings }), [
        ...list.flatMap(modelLines),
        "Readings of the expressions (for --model and the study's settings):",
        ...readings.map(({ id, name, description }) => `  ${id}: ${name}. ${description}`),
      ]);
    });
}

function addAdd(models: Command, context: CommandContext): void {
  models
    .command("add")
    .description("add a model of your own by its card; a check that fails changes nothing")
    .argument("<card>", "model card (JSON)")
    .argument("[onnx]", "ONNX file (default: the one that the card names, beside it)")
    .option(...PICTURE)
    .option(...VIDEO)
    .option("--json", "print one JSON object")
    .action(async (card: string, onnx: string | undefined, options: Tried, command: Command) => {
      const tried = triedOn(options, context, command);
      const { model, trial } = await withCore((client) =>
        client.models.add({
          cardPath: context.path(card),
          ...(onnx === undefined ? {} : { modelPath: context.path(onnx) }),
          ...tried,
        }),
      );
      context.result(options.json, snakeKeys({ model, trial }), [
        `Added ${model.modelId}: ${model.name}.`,
        `Licence: ${model.licence}`,
        `SHA-256: ${model.sha256}`,
        ...trialLines(trial),
      ]);
    });
}

function addCheck(models: Command, context: CommandContext): void {
  models
    .command("check")
    .description("check files, self-tests and what the models give, on a face where one is named")
    .argument("[id]", "only this model")
    .option(...PICTURE)
    .option(...VIDEO)
    .option("--json", "print one JSON object")
    .action(async (modelId: string | undefined, options: Tried, command: Command) => {
      const tried = triedOn(options, context, command);
      const checks = await withCore((client) =>
        client.models.check({ ...(modelId === undefined ? {} : { modelId }), ...tried }),
      );
      context.result(options.json, snakeKeys({ checks }), checks.flatMap(checkLines));
      if (checks.some(({ outcome }) => outcome === "failed")) context.exit(1);
    });
}

function triedOn(
  { picture, video }: Tried,
  context: CommandContext,
  command: Command,
): { picturePath?: string } {
  if (picture !== undefined && video !== undefined)
    command.error("error: --picture and --video cannot be given together");
  const typed = picture ?? video;
  return typed === undefined ? {} : { picturePath: context.path(typed) };
}

function modelLines(model: Model): string[] {
  const origin = model.origin === "lab" ? "added on this computer" : "comes with Minutewise";
  return [
    `${model.modelId}: ${model.name}`,
    `  ${model.task}, ${origin}`,
    `  Licence: ${model.licence}`,
    `  Source: ${model.source}`,
    `  Training data: ${model.trainingData}`,
    ...(model.calibration
      ? [`  Calibration: temperature ${model.calibration.temperature}, fitted on ${model.calibration.on}`]
      : []),
    ...model.accuracy
      .filter(({ measure }) => measure === "accuracy")
      .map(
        ({ on, n, value, unit }) =>
          `  Accuracy on ${on}${n === null ? "" : ` (n = ${n})`}: ${value}${unit === "%" ? "%" : ""}`,
      ),
    ...model.limits.map((limit) => `  - ${limit}`),
    "",
  ];
}

function checkLines({ modelId, outcome, detail, trial }: ModelCheck): string[] {
  return [`${outcome.padEnd(7)}  ${modelId}: ${detail}`, ...(trial ? trialLines(trial) : [])];
}

function trialLines({ values, face }: Trial): string[] {
  const at = face
    ? `${Math.round(face.width)} x ${Math.round(face.height)} px at ${Math.round(face.x)}, ${Math.round(face.y)}`
    : null;
  return [
    at === null
      ? "Tried on a made-up picture (name one with --picture or --video to try it on a face):"
      : `Tried on a face of ${at}:`,
    ...values.map(({ label, value }) => `  ${label.padEnd(12)} ${value.toFixed(4)}`),
  ];
}
