import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import {
  cardProblems,
  FACE_READING_TASKS,
  type ModelCard,
  modelCardSchema,
} from "../../shared/model-card.ts";
import { decodeText } from "../exchange/decode-text.ts";
import { Failure, systemErrorCode } from "../failure.ts";

/** Larger files are no networks that read a face in every frame of a video. */
const MAX_MODEL_BYTES = 2 * 1024 ** 3;
const MAX_CARD_BYTES = 1024 ** 2;

/** A laboratory's model as it was given: its card, complete, and the ONNX file's content. */
export interface LabModel {
  readonly card: ModelCard;
  readonly bytes: Uint8Array;
}

/**
 * Reads the card of a laboratory's model and its ONNX file. The card may leave out `sha256`, `file` and `accuracy`; a
 * hash that it states must be the file's.
 *
 * @param modelPath the ONNX file; the one that the card names, beside it, when left out
 * @throws Failure INVALID_FILE, with every mistake of the card in words
 */
export function readLabModel(cardPath: string, modelPath: string | undefined): LabModel {
  const given = readCardFile(cardPath);
  const stated = typeof given["file"] === "string" ? given["file"] : undefined;
  if (modelPath === undefined && stated === undefined) {
    throw new Failure("INVALID_FILE", "The card names no ONNX file.", {
      where: cardPath,
      remedy: 'Name the ONNX file as well, or write "file" into the card.',
    });
  }
  const path = modelPath ?? join(dirname(cardPath), basename(stated ?? ""));
  const bytes = readWhole(path, MAX_MODEL_BYTES);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  if (typeof given["sha256"] === "string" && given["sha256"] !== sha256) {
    throw new Failure(
      "INVALID_FILE",
      `${basename(path)} is not the file that the card describes: its SHA-256 differs.`,
      {
        where: path,
        remedy: `The file has ${sha256}. Choose the right file, or correct the card.`,
      },
    );
  }
  const id = typeof given["id"] === "string" ? given["id"] : "";
  const complete = { accuracy: [], ...given, file: `${id}.onnx`, sha256 };
  const card = modelCardSchema.safeParse(complete);
  const problems = card.success ? taskProblems(card.data) : cardProblems(card.error);
  if (!card.success || problems.length > 0) throw badCard(cardPath, problems);
  return { card: card.data, bytes };
}

function taskProblems({ task }: ModelCard): string[] {
  return FACE_READING_TASKS.some((one) => one === task)
    ? []
    : [`task: ${FACE_READING_TASKS.join(", ")} can be added, not ${task}`];
}

function badCard(path: string, problems: readonly string[]): Failure {
  const count = problems.length === 1 ? "a mistake" : `${problems.length} mistakes`;
  return new Failure("INVALID_FILE", `The model card has ${count}: ${problems.join("; ")}.`, {
    where: path,
    remedy: "Correct the card; docs/models.md describes every field. Nothing was added.",
  });
}

function readCardFile(path: string): Record<string, unknown> {
  const text = decodeText(readWhole(path, MAX_CARD_BYTES)).replace(/^\ufeff/, "");
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === "object" && parsed !== null && !Array.isArray(parsed)) return { ...parsed };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new Failure("INVALID_FILE", `${basename(path)} is no JSON: ${error.message}.`, {
      where: path,
      remedy: "A model card is a JSON file; docs/models.md has an example.",
    });
  }
  throw new Failure("INVALID_FILE", `${basename(path)} holds no JSON object.`, {
    where: path,
    remedy: "A model card is a JSON file; docs/models.md has an example.",
  });
}

function readWhole(path: string, limit: number): Uint8Array {
  try {
    const { size } = statSync(path);
    if (size > limit) {
      throw new Failure(
        "INVALID_FILE",
        `${basename(path)} is too large (${Math.round(size / 1024 ** 2)} MB).`,
        {
          where: path,
        },
      );
    }
    return readFileSync(path);
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === null) throw error;
    const reason =
      code === "ENOENT" ? "is not there" : code === "EISDIR" ? "is a folder" : `cannot be read (${code})`;
    throw new Failure("INVALID_FILE", `The file ${basename(path)} ${reason}.`, { where: path, cause: error });
  }
}
