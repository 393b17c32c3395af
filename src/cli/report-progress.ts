import cliProgress from "cli-progress";

interface Step {
  /** What is computed now. */
  readonly label: string;
  /** Of the whole, 0..1. */
  readonly share: number;
}

/** Shows how far a report is. */
export interface ReportProgress {
  update(step: Step): void;
  /** Leaves the terminal as it should be. */
  end(): void;
}

const MS_BETWEEN_LINES = 5_000;

/** A bar on a terminal, otherwise a line every few seconds; both on standard error. */
export function showReportProgress(io: {
  readonly errIsTerminal: boolean;
  err(text: string): void;
}): ReportProgress {
  return io.errIsTerminal ? progressBar() : progressLines((line) => io.err(`${line}\n`), Date.now);
}

function progressBar(): ReportProgress {
  const bar = new cliProgress.SingleBar(
    {
      stream: process.stderr,
      format: "{bar} {percentage}%  {label}",
      hideCursor: true,
      clearOnComplete: true,
      gracefulExit: false,
    },
    cliProgress.Presets.shades_classic,
  );
  let started = false;
  return {
    update({ label, share }) {
      if (!started) bar.start(100, 0, { label });
      started = true;
      bar.update(Math.floor(100 * share), { label });
    },
    end() {
      if (started) bar.stop();
    },
  };
}

/** Lines for a log or a pipe, of reports that take their time alone. `now` is in ms. */
export function progressLines(print: (line: string) => void, now: () => number): ReportProgress {
  let printedMs = now();
  return {
    update({ label, share }) {
      if (now() - printedMs < MS_BETWEEN_LINES) return;
      printedMs = now();
      print(`${Math.floor(100 * share)}%  ${label}`);
    },
    end() {},
  };
}
