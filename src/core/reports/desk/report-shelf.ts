import type { StoredReport } from "../thread/thread-task.ts";

const MOST_REPORTS = 12;
const MOST_BYTES = 100e6;

/** The reports that were computed last, in memory: what has not been asked for longest makes room first. */
export class ReportShelf {
  readonly #reports = new Map<string, StoredReport>();

  get(key: string): StoredReport | null {
    const found = this.#reports.get(key);
    if (!found) return null;
    this.#reports.delete(key);
    this.#reports.set(key, found);
    return found;
  }

  put(key: string, report: StoredReport): void {
    this.#reports.delete(key);
    this.#reports.set(key, report);
    for (const oldest of this.#reports.keys()) {
      if (this.#reports.size <= MOST_REPORTS && this.#bytes() <= MOST_BYTES) return;
      if (oldest !== key) this.#reports.delete(oldest);
    }
  }

  clear(): void {
    this.#reports.clear();
  }

  #bytes(): number {
    return this.#reports
      .values()
      .reduce((sum, { document, data }) => sum + document.byteLength + data.byteLength, 0);
  }
}
