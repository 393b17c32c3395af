import { type Command, Option } from "commander";
import { stringify } from "csv-stringify/sync";
import { type FrameTable, frameTable } from "../frame-rows.ts";
import { analysed, chosenSession, runOf, type SessionChoice, withSessionOptions } from "../one-session.ts";
import { withStudy } from "../with-core.ts";
import type { CommandContext } from "./context.ts";

/** Rows that are printed at once. */
const ROWS_AT_ONCE = 1000;

export function addFramesCommand(program: Command, context: CommandContext): void {
  withSessionOptions(
    program
      .command("frames")
      .description("print everything that is kept of each frame of a session")
      .argument("<study>", "folder of the study")
      .addOption(new Option("--format <format>", "csv or json").choices(["csv", "json"]).default("csv")),
  ).action(async (typed: string, options: SessionChoice & { format: "csv" | "json" }) => {
    const { runId, table } = await withStudy(context.path(typed), async (client) => {
      const session = await chosenSession(client, options);
      const frames = analysed(await client.evidence.frames(runOf(session, options)), session);
      return { runId: frames.runId, table: await frameTable(frames) };
    });
    const { patient, session } = options;
    if (options.format === "csv") printCsv(table, context.io.out);
    else printJson({ patient, session, run: runId }, table, context.io.out);
  });
}

function printCsv({ columns, rows }: FrameTable, out: (text: string) => void): void {
  // Labels of a laboratory's model may need quotes; numbers never do.
  out(stringify([[...columns]]));
  printInParts(rows(), (row) => `${row.join(",")}\n`, out);
}

/** One object with a row per line, so that long sessions need no text of their whole length. */
function printJson(about: object, { columns, rows }: FrameTable, out: (text: string) => void): void {
  out(`${JSON.stringify(about).slice(0, -1)},"frames":[`);
  let first = true;
  const toText = (row: (number | null)[]): string => {
    const object = Object.fromEntries(columns.map((column, at) => [column, row[at] ?? null]));
    const text = `${first ? "" : ","}\n${JSON.stringify(object)}`;
    first = false;
    return text;
  };
  printInParts(rows(), toText, out);
  out("\n]}\n");
}

function printInParts<Row>(
  rows: Iterable<Row>,
  toText: (row: Row) => string,
  out: (text: string) => void,
): void {
  let part: string[] = [];
  for (const row of rows) {
    part.push(toText(row));
    if (part.length < ROWS_AT_ONCE) continue;
    out(part.join(""));
    part = [];
  }
  if (part.length > 0) out(part.join(""));
}
