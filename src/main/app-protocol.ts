import { readFile } from "node:fs/promises";
import { extname, join, normalize, sep } from "node:path";
import { systemErrorCode } from "../core/failure.ts";
import { contentSecurityPolicy } from "../core/page-policy.ts";
import { isAppAddress } from "./app-address.ts";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".json": "application/json",
  ".woff": "font/woff",
  ".woff2": "font/woff2",
};

/** The file of the built page that an address names; null for an address outside it. */
export function pageFile(address: string, pageFolder: string): string | null {
  if (!isAppAddress(address)) return null;
  const pathname = decoded(new URL(address).pathname);
  if (pathname === null || pathname.includes("\0")) return null;
  const file = normalize(join(pageFolder, pathname));
  return file.startsWith(normalize(pageFolder) + sep) ? file : null;
}

/** Answers the page's requests for its own files. `mediaOrigin` is where its videos come from. */
export function pageHandler(
  pageFolder: string,
  mediaOrigin: () => string,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const file = pageFile(request.url, pageFolder);
    const type = file === null ? undefined : TYPES[extname(file)];
    if (file === null || type === undefined || request.method !== "GET")
      return new Response(null, { status: 404 });
    try {
      return new Response(await readFile(file), {
        headers: {
          "Content-Type": type,
          "Content-Security-Policy": contentSecurityPolicy({ connect: [], media: [mediaOrigin()] }),
          "X-Content-Type-Options": "nosniff",
          "Referrer-Policy": "no-referrer",
        },
      });
    } catch (error) {
      if (systemErrorCode(error) === "ENOENT" || systemErrorCode(error) === "EISDIR") {
        return new Response(null, { status: 404 });
      }
      throw error;
    }
  };
}

function decoded(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname);
  } catch {
    // Not percent-encoded text: no file has that name.
    return null;
  }
}
