import { cpus, release, totalmem, type } from "node:os";

/** The computer that a run was made on: enough to explain a difference, nothing that names its user. */
export function describeMachine(): Record<string, string | number> {
  const processors = cpus();
  return {
    processor: processors[0]?.model.trim() || "unknown",
    cores: processors.length,
    memoryMb: Math.round(totalmem() / 1024 ** 2),
    system: `${type()} ${release()}`,
  };
}
