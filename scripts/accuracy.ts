import { join, resolve } from "node:path";
import { userFolder } from "../src/cli/command-io.ts";
import {
  expressionReadings,
  modelReference,
  readModelCatalogue,
} from "../src/core/analysis/model-catalogue.ts";
import { Failure } from "../src/core/failure.ts";
import { type Reading, readFrames } from "../src/shared/expression-readings.ts";
import { bestTemperature } from "../src/stats/classification.ts";
import { type LabelledPictures, readLabelledPictures } from "./accuracy/labelled-pictures.ts";
import { measureReading } from "./accuracy/measure-reading.ts";
import { readExpressions } from "./accuracy/read-expressions.ts";

const USAGE = "usage: npm run -s accuracy -- PIXELS.u8 LABELS.csv\n";

process.exitCode = await main(process.argv.slice(2));

/** Prints how well each reading names the expressions of labelled pictures of 48 x 48 pixels, as one JSON object. */
async function main(args: readonly string[]): Promise<number> {
  const [pixels, labels, ...more] = args;
  if (pixels === undefined || labels === undefined || more.length > 0 || pixels.startsWith("-")) {
    process.stderr.write(USAGE);
    return 2;
  }
  const folder = userFolder(process.cwd(), process.env);
  try {
    const set = readLabelledPictures(resolve(folder, pixels), resolve(folder, labels));
    process.stdout.write(`${JSON.stringify(await measureAll(set), null, 2)}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const problems = error.problems.slice(0, 20).map(({ line, problem }) => `  line ${line}: ${problem}`);
    process.stderr.write(
      `${[error.message, ...problems, ...(error.remedy ? [error.remedy] : [])].join("\n")}\n`,
    );
    return 1;
  }
}

async function measureAll({ pixels, labels }: LabelledPictures) {
  const catalogue = readModelCatalogue(join(import.meta.dirname, "../resources/models"));
  const outputs = new Map<string, Float32Array>();
  for (const model of catalogue.models.filter(({ card }) => card.task === "expression"))
    outputs.set(model.card.id, await readExpressions(modelReference(model), pixels));
  const valuesOf = (id: string): Float32Array => outputs.get(id) ?? new Float32Array();
  const measured = (reading: Reading) => measureReading(readFrames(reading, valuesOf), labels);
  return {
    pictures: labels.length,
    preprocessing: "48 x 48 enlarged bilinearly to the network's input, the whole picture as crop",
    readings: expressionReadings(catalogue).map((reading) => ({
      id: reading.id,
      name: reading.name,
      temperature: reading.temperature,
      parts: reading.parts,
      // With the least mean negative log-likelihood on these very pictures.
      bestTemperature: bestTemperature(
        (temperature) => measured({ ...reading, temperature }).meanNegativeLogLikelihood,
      ),
      ...measured(reading),
    })),
  };
}
