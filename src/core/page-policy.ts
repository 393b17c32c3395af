/** Where the page may get its data from, beyond its own files. */
interface PageSources {
  /** Sources of the contract's connection; empty where a MessagePort carries it. */
  readonly connect: readonly string[];
  /** Sources of videos and stills, beyond the page's own origin. */
  readonly media: readonly string[];
}

/**
 * The page's content security policy: its own files only, no code from text, no frames. Styles may stand inline
 * because Mantine sets them so; `data:` fonts are video.js's icons.
 */
export function contentSecurityPolicy({ connect, media }: PageSources): string {
  return [
    ["default-src", "'self'"],
    ["script-src", "'self'"],
    ["style-src", "'self'", "'unsafe-inline'"],
    ["img-src", "'self'", "data:", "blob:", ...media],
    ["font-src", "'self'", "data:"],
    ["media-src", "'self'", "blob:", ...media],
    ["connect-src", "'self'", ...connect],
    ["worker-src", "'self'", "blob:"],
    ["frame-src", "'none'"],
    ["frame-ancestors", "'none'"],
    ["base-uri", "'none'"],
    ["object-src", "'none'"],
    ["form-action", "'none'"],
  ]
    .map((directive) => directive.join(" "))
    .join("; ");
}
