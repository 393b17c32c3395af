/** A value with its objects' keys as commands print them: `firstMs` becomes `first_ms`. */
export function snakeKeys(value: object): object {
  return renamed(value) as object;
}

function renamed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(renamed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [snake(key), renamed(part)]));
}

function snake(key: string): string {
  return key.replace(/(?<=[a-z0-9])[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);
}
