import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const HIGHEST_PORT = 65_535;

/**
 * The port of last time. A page that was left open knows the program by its port alone: on the same one it finds the
 * program again after a restart, and stores what it could not store meanwhile.
 */
export class RememberedPort {
  readonly #file: string;

  constructor(userDataFolder: string) {
    this.#file = join(userDataFolder, "browser-port");
  }

  /** Null where none is known; a file that cannot be read or understood counts as none. */
  read(): number | null {
    try {
      const port = Number(readFileSync(this.#file, "utf8"));
      return Number.isInteger(port) && port > 0 && port <= HIGHEST_PORT ? port : null;
    } catch (error) {
      if (error instanceof Error && "code" in error) return null;
      throw error;
    }
  }

  write(port: number): void {
    writeFileSync(this.#file, String(port));
  }
}
