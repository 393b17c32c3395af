/**
 * Notices about models, each said once with the models that it is about: "cuda cannot be used on this computer; it
 * computes on cpu instead. (face-mesh, blazeface-back)". Null without any.
 */
export function joinModelNotices(
  models: readonly { readonly modelId: string; readonly notice: string | null }[],
): string | null {
  const about = new Map<string, string[]>();
  for (const { modelId, notice } of models) {
    if (notice !== null) about.set(notice, [...(about.get(notice) ?? []), modelId]);
  }
  return [...about].map(([notice, ids]) => `${notice} (${ids.join(", ")})`).join(" ") || null;
}
