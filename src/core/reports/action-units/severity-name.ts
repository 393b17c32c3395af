/** A severity's column in a sentence: names as short as "bdi" are abbreviations. */
export function severityName({ severity }: { readonly severity: string }): string {
  return severity.length <= 4 ? severity.toUpperCase() : severity;
}
