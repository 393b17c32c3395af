import { spawn } from "node:child_process";

/** The program of the operating system that opens an address, with its arguments. */
export function browserCommand(
  platform: NodeJS.Platform,
  address: string,
): readonly [string, readonly string[]] {
  if (platform === "darwin") return ["open", [address]];
  // Not through cmd.exe, which would interpret the characters of the address.
  if (platform === "win32") return ["rundll32", ["url.dll,FileProtocolHandler", address]];
  return ["xdg-open", [address]];
}

/** Opens an address in the default browser. Where there is none nothing happens: the address is printed as well. */
export function openBrowser(address: string): void {
  const [command, args] = browserCommand(process.platform, address);
  const child = spawn(command, args, { stdio: "ignore", detached: true, windowsHide: true });
  child.on("error", () => {});
  child.unref();
}
