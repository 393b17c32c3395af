import { expect, it } from "vitest";
import type { Session } from "../shared/contract/sessions.ts";
import { commandContext } from "./commands/context.ts";
import { tellFailures } from "./video-work.ts";

it("tells a session's failure as all failures are told, and ends with 1", () => {
  let [err, code] = ["", 0];
  const io = {
    out: () => undefined,
    err: (text: string) => {
      err += text;
    },
    errIsTerminal: false,
    folder: "/",
  };
  const context = commandContext(io, (wanted) => {
    code = wanted;
  });
  const session = { patient: "P01", session: 2 } as Session;
  const failure = { message: "The video is gone.", where: "/videos/a.mp4", remedy: "Put it back." };
  tellFailures(
    [
      { session, status: "made", failure: null },
      { session, status: "failed", failure },
    ],
    context,
  );
  expect(err).toBe("P01 session 2: The video is gone.\n  Where: /videos/a.mp4\n  What to do: Put it back.\n");
  expect(code).toBe(1);
});
