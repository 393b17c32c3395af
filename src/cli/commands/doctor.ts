import type { Command } from "commander";
import { expectedFailure } from "../../core/failure-words.ts";
import type { Check } from "../../shared/contract/system.ts";
import { type Client, withCore } from "../with-core.ts";
import type { CommandContext } from "./context.ts";

export function addDoctorCommand(program: Command, context: CommandContext): void {
  program
    .command("doctor")
    .description("check the environment, the models and, when one is named, a study with its videos")
    .argument("[study]", "folder of the study")
    .option("--json", "print one JSON object")
    .action(async (typed: string | undefined, options: { json?: boolean }) => {
      const checks = await withCore(async (client) => {
        const opening = typed === undefined ? [] : await tryOpening(client, context.path(typed));
        return [...opening, ...(await client.system.doctor()).checks];
      });
      context.result(options.json, { checks }, checks.flatMap(checkLines));
      if (checks.some(({ outcome }) => outcome === "failed")) context.exit(1);
    });
}

/** A study that cannot be opened is a finding, and the other checks still run. */
async function tryOpening(client: Client, path: string): Promise<Check[]> {
  try {
    await client.studies.open({ path });
    return [];
  } catch (error) {
    const failure = expectedFailure(error);
    if (failure === null) throw error;
    const detail = failure.where === null ? failure.message : `${failure.message} (${failure.where})`;
    return [{ name: "Study", outcome: "failed", detail, remedy: failure.remedy }];
  }
}

function checkLines({ name, outcome, detail, remedy }: Check): string[] {
  return [
    `${outcome.padEnd(7)}  ${name}: ${detail}`,
    ...(remedy === null || outcome === "ok" ? [] : [`         ${remedy}`]),
  ];
}
