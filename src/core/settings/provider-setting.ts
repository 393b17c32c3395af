import type { ProviderSetting } from "../../shared/contract/models.ts";
import { EXECUTION_PROVIDERS, type ExecutionProvider } from "../../shared/worker-protocol.ts";
import { storageFailure } from "../failure.ts";
import { readSettings, writeSettings } from "./settings-file.ts";

/** Providers that onnxruntime-node is built with, by system (https://onnxruntime.ai/docs/get-started/with-javascript/node.html). */
const OFFERED: Readonly<Record<string, readonly ExecutionProvider[]>> = {
  "linux-x64": ["cpu", "cuda"],
  "win32-x64": ["cpu", "dml"],
  "win32-arm64": ["cpu", "dml"],
  "darwin-x64": ["cpu", "coreml"],
  "darwin-arm64": ["cpu", "coreml"],
};

/** Where models compute on this computer. */
export function providerSetting(file: string): ProviderSetting {
  const { provider } = readSettings(file);
  const offered = OFFERED[`${process.platform}-${process.arch}`] ?? ["cpu"];
  return {
    provider: EXECUTION_PROVIDERS.find((one) => one === provider) ?? "cpu",
    offered: [...offered],
  };
}

/** @throws Failure STORAGE_FAILED */
export function saveProvider(file: string, provider: ExecutionProvider): ProviderSetting {
  try {
    writeSettings(file, { provider });
  } catch (error) {
    throw storageFailure(error, file) ?? error;
  }
  return providerSetting(file);
}
