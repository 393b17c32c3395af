import { join } from "node:path";
import { parseArgs } from "node:util";
import { writeModels } from "./write-models.ts";

const { values } = parseArgs({ options: { out: { type: "string" } } });
const folder = values.out ?? join(import.meta.dirname, "../../resources/models");

for (const card of writeModels(folder)) {
  process.stdout.write(`${card.file}  ${card.sha256}\n`);
}
