import type { PixelBox, Still } from "../../shared/contract/evidence.ts";
import { formatClock } from "../../shared/time.ts";
import { html } from "../reports/write/html.ts";

const STYLE = `body { font: 13px system-ui, sans-serif; margin: 24px; background: #fff; color: #222; }
ol { list-style: none; padding: 0; display: grid; grid-template-columns: repeat(auto-fill, minmax(200px, 1fr)); gap: 16px; }
figure { margin: 0; } .still { position: relative; } img, svg { display: block; width: 100%; height: auto; }
svg { position: absolute; inset: 0; height: 100%; } rect { fill: none; vector-effect: non-scaling-stroke; stroke-width: 2; }
.client { stroke: #0b7285; } .other { stroke: #868e96; stroke-dasharray: 4 3; }
figcaption { font-variant-numeric: tabular-nums; margin-top: 4px; }`;

/** A page that shows stills with the boxes drawn over them; it lies beside their files and needs nothing else. */
export function contactSheet(
  title: string,
  stills: readonly { readonly file: string; readonly still: Still }[],
): string {
  const page = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Stills: ${title}</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self' file:; style-src 'unsafe-inline'">
<style>`.text;
  const body = html`</style></head><body>
<h1>Stills: ${title}</h1>
<p>Solid: the client's face. Dashed: other people. The pictures show faces: keep them as carefully as the recording.</p>
<ol>${stills.map(({ file, still }) => figure(file, still))}</ol>
</body></html>
`.text;
  return `${page}${STYLE}${body}`;
}

function figure(file: string, { region, box, others, timeMs, frame, track }: Still) {
  const clock = formatClock(timeMs, { withMilliseconds: true });
  return html`<li><figure><div class="still"><img src="${file}" alt="Frame ${frame}">
<svg viewBox="${region.x} ${region.y} ${region.width} ${region.height}" preserveAspectRatio="none">
${box && rectangle(box, "client")}${others.map((other) => rectangle(other.box, "other"))}</svg></div>
<figcaption>${clock} · frame ${frame} · ${track === null ? "no face" : `track ${track}`}</figcaption></figure></li>`;
}

function rectangle({ x, y, width, height }: PixelBox, who: "client" | "other") {
  return html`<rect class="${who}" x="${x}" y="${y}" width="${width}" height="${height}"/>`;
}
