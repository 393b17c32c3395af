import type { ServerResponse } from "node:http";
import { contentSecurityPolicy } from "../core/page-policy.ts";

/** Headers of every answer, whatever it is. */
export function setSecurityHeaders(response: ServerResponse, port: number): void {
  const policy = contentSecurityPolicy({
    connect: [`ws://127.0.0.1:${port}`, `ws://localhost:${port}`],
    media: [],
  });
  response.setHeader("Content-Security-Policy", policy);
  response.setHeader("X-Content-Type-Options", "nosniff");
  response.setHeader("Referrer-Policy", "no-referrer");
  response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
  response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
}
