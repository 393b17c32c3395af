import type { Session, WebContents } from "electron";
import { isAppAddress } from "./app-address.ts";

/**
 * What the page itself needs: a full-screen video, its texts on the clipboard (it may write there, not read), and its
 * videos from the loopback listener, which Chromium guards with a permission since version 142 (under one of two
 * names) and Electron refuses by default.
 */
const GRANTED: readonly string[] = [
  "fullscreen",
  "clipboard-sanitized-write",
  "loopback-network",
  "local-network-access",
];

/** Everything is denied to everyone, except the few things that the program's own page needs. */
function isPermitted(permission: string, requestingAddress: string): boolean {
  return GRANTED.includes(permission) && isAppAddress(requestingAddress);
}

/** Applies {@link isPermitted} to both of Electron's questions; devices are never handed out. */
export function restrictPermissions(
  session: Pick<
    Session,
    "setPermissionRequestHandler" | "setPermissionCheckHandler" | "setDevicePermissionHandler"
  >,
): void {
  session.setPermissionRequestHandler((_contents, permission, callback, details) => {
    callback(isPermitted(permission, details.requestingUrl));
  });
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin) =>
    isPermitted(permission, requestingOrigin),
  );
  session.setDevicePermissionHandler(() => false);
}

/** True for a file that the page has made itself, such as a figure; where it goes is asked in the system's dialog. */
function isMadeByPage(address: string): boolean {
  return address.startsWith("blob:") && isAppAddress(address.slice("blob:".length));
}

/** The window stays on the program's page: no other page, window or frame, and no download from elsewhere. */
export function restrictNavigation(
  contents: Pick<WebContents, "on" | "setWindowOpenHandler" | "session">,
): void {
  contents.on("will-navigate", (event) => {
    if (!isAppAddress(event.url)) event.preventDefault();
  });
  contents.on("will-frame-navigate", (event) => {
    if (!event.isMainFrame || !isAppAddress(event.url)) event.preventDefault();
  });
  contents.on("will-redirect", (event) => {
    if (!isAppAddress(event.url)) event.preventDefault();
  });
  contents.on("will-attach-webview", (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: "deny" }));
  contents.session.on("will-download", (event, item) => {
    if (!isMadeByPage(item.getURL())) event.preventDefault();
  });
}
