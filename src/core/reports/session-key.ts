/** The session of a row as one text, to group rows by. */
export function sessionKey(row: { readonly patient: string; readonly session: number }): string {
  return `${row.patient} ${row.session}`;
}
