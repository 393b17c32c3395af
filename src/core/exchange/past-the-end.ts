/** What is wrong with a minute of a session of this length (null: unknown), or null. */
export function pastTheEnd(minute: number, length: number | null): string | null {
  if (length === null || minute <= length) return null;
  return `minute ${minute} is past the end: the session has ${length} minutes`;
}
