import type { SceneResult } from "./measure-scene.ts";

const START = "<!-- scenes: written by npm run scenes -->";
const END = "<!-- end of scenes -->";

/** The results as a table in Markdown. */
export function sceneTable(results: readonly SceneResult[]): string {
  const head = [
    "scene",
    "frames with the client's face",
    "recall",
    "false boxes a frame",
    "frames with a wrong face",
    "client's tracks (right)",
    "other tracks (right)",
    "false tracks",
    "second person followed",
    "dropped",
  ];
  const rows = results.map((result) => [
    result.scene.name,
    String(result.clientFrames),
    percent(result.recall),
    result.falsePerFrame.toFixed(3),
    String(result.wrongFace),
    `${result.clientTracks} (${result.scene.clientTracks})`,
    `${result.otherTracks} (${result.scene.otherTracks})`,
    String(result.falseTracks),
    percent(result.secondRecall),
    String(result.dropped),
  ]);
  return [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
}

function percent(share: number | null): string {
  return share === null ? "" : `${(100 * share).toFixed(1)}%`;
}

/** Puts a table in the place of the one before. @throws Error when the page has lost its marks */
export function withTable(page: string, table: string): string {
  const [start, end] = [page.indexOf(START), page.indexOf(END)];
  if (start < 0 || end < start) throw new Error("docs/scenes.md has lost the marks around its table.");
  return `${page.slice(0, start + START.length)}\n\n${table}\n\n${page.slice(end)}`;
}
