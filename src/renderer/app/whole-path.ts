/** What is asked for where a path is not whole. */
export const WHOLE_PATH_WORDS = "Give the whole path, beginning with / or with a drive such as C:\\.";

/**
 * True for a path that says by itself where it is: from the root ("/data"), from a Windows drive ("C:\data",
 * "C:/data") or on a Windows share ("\\server\share"). The page cannot know which system the program runs on; the
 * program refuses a path of the other one.
 */
export function isWholePath(path: string): boolean {
  return path.startsWith("/") || /^[A-Za-z]:[\\/]/.test(path) || /^\\\\[^\\/]+[\\/][^\\/]+/.test(path);
}
