import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

const SECRET_BYTES = 32;

/**
 * Who may come in. An address carries a one-time token; its first use is exchanged for a cookie, which every
 * later request has to show. Secrets are kept as digests and compared in constant time.
 */
export class Door {
  readonly #cookieName: string;
  readonly #tokens = new Set<Buffer>();
  readonly #cookies = new Set<Buffer>();

  /** Cookies do not tell ports apart, so the port is part of the name: two programs at once stay separate. */
  constructor(port: number) {
    this.#cookieName = `minutewise_${port}`;
  }

  /** A new token that can be used once. */
  issueToken(): string {
    const token = newSecret();
    this.#tokens.add(digest(token));
    return token;
  }

  /** Uses up a token. Returns the `Set-Cookie` header for its user, or null for a token that is not valid (any more). */
  exchange(token: string): string | null {
    const found = find(this.#tokens, token);
    if (found === null) return null;
    this.#tokens.delete(found);
    const secret = newSecret();
    this.#cookies.add(digest(secret));
    return `${this.#cookieName}=${secret}; Path=/; HttpOnly; SameSite=Strict`;
  }

  /** True when the request's `Cookie` header holds a cookie that was given out here. */
  admits(cookieHeader: string | undefined): boolean {
    return cookieValues(cookieHeader, this.#cookieName).some((value) => find(this.#cookies, value) !== null);
  }
}

/** The hosts that a browser may have been sent to; anything else is another name that points here. */
export function isOwnHost(host: string | undefined, port: number): boolean {
  return host === `127.0.0.1:${port}` || host === `localhost:${port}`;
}

/** True when the page that sends the request came from this very address. `host` has passed {@link isOwnHost}. */
export function isOwnOrigin(origin: string | undefined, host: string | undefined): boolean {
  return origin !== undefined && origin === `http://${host}`;
}

function newSecret(): string {
  return randomBytes(SECRET_BYTES).toString("base64url");
}

function digest(secret: string): Buffer {
  return createHash("sha256").update(secret).digest();
}

function find(known: ReadonlySet<Buffer>, secret: string): Buffer | null {
  const offered = digest(secret);
  let found: Buffer | null = null;
  for (const one of known) {
    if (timingSafeEqual(one, offered)) found = one;
  }
  return found;
}

function cookieValues(header: string | undefined, name: string): string[] {
  return (header ?? "")
    .split(";")
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
}
