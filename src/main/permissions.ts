import type { Session, WebContents } from "electron";
import { isAppAddress } from "./app-address.ts";

/**
 * What the page itself needs: a full-screen video, and its videos from the loopback listener, which Chromium guards
 * with a permission since version 142 (under one of two names) and Electron refuses by default.
 */
const GRANTED: readonly string[] = ["fullscreen", "loopback-network", "local-network-access"];

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

/** The window stays on the program's page: no other page, window, frame or download. */
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
  contents.session.on("will-download", (event) => event.preventDefault());
}
