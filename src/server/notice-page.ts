import type { ServerResponse } from "node:http";

/** What a browser shows instead of the workstation. The texts are the program's own; none comes from a request. */
export interface Notice {
  readonly status: number;
  readonly title: string;
  readonly text: string;
}

export const WRONG_HOST: Notice = {
  status: 403,
  title: "Not this address",
  text: "Minutewise answers at 127.0.0.1 and localhost only. Use the address that it printed when it started.",
};

export const FOREIGN_ORIGIN: Notice = {
  status: 403,
  title: "Refused",
  text: "This request came from another page. Minutewise takes requests from its own page only.",
};

export const TOKEN_USED: Notice = {
  status: 403,
  title: "This address was used already",
  text:
    "Each address works once, in one browser. If Minutewise is still open in this browser, use that window. " +
    "Otherwise press Enter in the window where Minutewise was started, or start it again, and use the new address.",
};

export const NO_COOKIE: Notice = {
  status: 401,
  title: "Open Minutewise by its address",
  text:
    "This browser has not been let in. Use the full address that Minutewise printed when it started; if that was " +
    "used already, press Enter in that window, or start Minutewise again, for a new one.",
};

export const NOT_FOUND: Notice = {
  status: 404,
  title: "There is nothing here",
  text: "Minutewise has no page with this address.",
};

export const NOT_ALLOWED: Notice = {
  status: 405,
  title: "Not possible",
  text: "Pages and videos can only be read.",
};

export const PAGE_UNREADABLE: Notice = {
  status: 500,
  title: "The page could not be read",
  text: "A file of the program is missing or cannot be read. Start Minutewise again.",
};

/** Answers with a small page of words. */
export function sendNotice(response: ServerResponse, notice: Notice): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.statusCode = notice.status;
  response.setHeader("Content-Type", "text/html; charset=utf-8");
  response.setHeader("Cache-Control", "no-store");
  response.end(`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="color-scheme" content="light dark">
<title>${notice.title} - Minutewise</title>
<style>body{font:14px/1.5 system-ui,sans-serif;max-width:36rem;margin:15vh auto;padding:0 1rem}h1{font-size:1.25rem}</style>
<h1>${notice.title}</h1>
<p>${notice.text}</p>
</html>
`);
}
