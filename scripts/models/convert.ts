import { join } from "node:path";
import { parseArgs } from "node:util";
import { writeModels } from "./write-models.ts";
import { writeSelfTests } from "./write-self-tests.ts";

const { values } = parseArgs({ options: { out: { type: "string" } } });
const folder = values.out ?? join(import.meta.dirname, "../../resources/models");

const cards = writeModels(folder);
await writeSelfTests(folder, cards);
for (const card of cards) {
  process.stdout.write(`${card.file}  ${card.sha256}\n`);
}
