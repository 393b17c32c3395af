import { describe, expect, it } from "vitest";
import { Door, isOwnHost, isOwnOrigin } from "./door.ts";

const cookieOf = (setCookie: string | null): string => setCookie?.split(";")[0] ?? "";

describe("the door", () => {
  it("exchanges a token once", () => {
    const door = new Door(4000);
    const token = door.issueToken();
    const cookie = door.exchange(token);
    expect(cookie).toMatch(/^minutewise_4000=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
    expect(door.exchange(token)).toBeNull();
    expect(door.admits(cookieOf(cookie))).toBe(true);
  });

  it("takes neither a guess, nor an empty token, nor a part of the right one", () => {
    const door = new Door(4000);
    const token = door.issueToken();
    expect(door.exchange("")).toBeNull();
    expect(door.exchange(token.slice(0, -1))).toBeNull();
    expect(door.exchange(`${token}A`)).toBeNull();
    expect(door.exchange(token)).not.toBeNull();
  });

  it("does not take the token for a cookie", () => {
    const door = new Door(4000);
    const token = door.issueToken();
    expect(door.admits(`minutewise_4000=${token}`)).toBe(false);
  });

  it("finds its cookie among others and ignores that of another port", () => {
    const door = new Door(4000);
    const cookie = cookieOf(door.exchange(door.issueToken()));
    expect(door.admits(`a=b; ${cookie}; c=d`)).toBe(true);
    expect(door.admits(cookie.replace("4000", "4001"))).toBe(false);
    expect(door.admits("minutewise_4000=")).toBe(false);
    expect(door.admits(undefined)).toBe(false);
  });

  it("lets several browsers in, each by its own token", () => {
    const door = new Door(4000);
    const [first, second] = [door.issueToken(), door.issueToken()];
    const secondCookie = cookieOf(door.exchange(second));
    const firstCookie = cookieOf(door.exchange(first));
    expect(firstCookie).not.toBe(secondCookie);
    expect(door.admits(firstCookie) && door.admits(secondCookie)).toBe(true);
  });
});

describe("host and origin", () => {
  it.each(["127.0.0.1:4000", "localhost:4000"])("%s is its own host", (host) => {
    expect(isOwnHost(host, 4000)).toBe(true);
  });

  it.each([
    undefined,
    "",
    "127.0.0.1",
    "127.0.0.1:4001",
    "evil.example:4000",
    "localhost:4000.evil.example",
    "[::1]:4000",
  ])("%s is not", (host) => {
    expect(isOwnHost(host, 4000)).toBe(false);
  });

  it("takes only the origin that the request is addressed to", () => {
    expect(isOwnOrigin("http://localhost:4000", "localhost:4000")).toBe(true);
    expect(isOwnOrigin("http://127.0.0.1:4000", "localhost:4000")).toBe(false);
    expect(isOwnOrigin("https://localhost:4000", "localhost:4000")).toBe(false);
    expect(isOwnOrigin("http://evil.example", "localhost:4000")).toBe(false);
    expect(isOwnOrigin("null", "localhost:4000")).toBe(false);
    expect(isOwnOrigin(undefined, undefined)).toBe(false);
  });
});
