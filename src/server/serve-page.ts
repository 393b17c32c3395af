import type { IncomingMessage, ServerResponse } from "node:http";
import send from "send";
import { NOT_FOUND, PAGE_UNREADABLE, sendNotice } from "./notice-page.ts";

/** Answers a GET or HEAD request with a file of the built page. `pathname` is still percent-encoded. */
export function servePage(
  request: IncomingMessage,
  response: ServerResponse,
  pageFolder: string,
  pathname: string,
): void {
  // The browser asks whether a file is still the same instead of trusting an older program's page.
  response.setHeader("Cache-Control", "no-cache");
  send(request, pathname, { root: pageFolder, cacheControl: false, dotfiles: "ignore" })
    .on("error", (error: unknown) => sendNotice(response, isServerFault(error) ? PAGE_UNREADABLE : NOT_FOUND))
    .on("directory", () => sendNotice(response, NOT_FOUND))
    .pipe(response);
}

function isServerFault(error: unknown): boolean {
  return typeof error === "object" && error !== null && "status" in error && error.status === 500;
}
