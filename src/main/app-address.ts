/**
 * The page's address in the desktop window: a scheme of its own instead of file:, so that the page has an origin,
 * its content security policy comes as a header, and nothing outside the page's folder can be reached.
 */
export const APP_SCHEME = "minutewise";
const APP_ORIGIN = `${APP_SCHEME}://app`;
export const APP_URL = `${APP_ORIGIN}/index.html`;

/** True for an address of the program's own page, and for nothing else. */
export function isAppAddress(address: string): boolean {
  const url = URL.parse(address);
  return (
    url !== null &&
    url.protocol === `${APP_SCHEME}:` &&
    url.host === "app" &&
    url.username === "" &&
    url.port === ""
  );
}
