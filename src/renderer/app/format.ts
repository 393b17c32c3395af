import { formatCount } from "../../shared/figures/statistic-text.ts";

const MINUTE_MS = 60_000;

const two = (value: number): string => String(value).padStart(2, "0");

/** Count with its noun: "1 session", "4,800 frames". */
export function counted(count: number, singular: string, plural = `${singular}s`): string {
  return `${formatCount(count)} ${count === 1 ? singular : plural}`;
}

/** A share 0..1 as percent with one decimal, rounded down so that only a full share reads "100%". */
export function formatShare(share: number): string {
  if (share >= 1) return "100%";
  return `${(Math.floor(share * 1000 + 1e-9) / 10).toFixed(1)}%`;
}

/** Local day, "2026-01-31". */
export function formatDay(iso: string): string {
  const date = new Date(iso);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** Local time of day, "12:04". */
export function formatTime(iso: string): string {
  const date = new Date(iso);
  return `${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** "today 12:04" on the day of `now`, otherwise the day and the time. */
export function formatMoment(iso: string, now: Date): string {
  const day = formatDay(iso);
  return day === formatDay(now.toISOString()) ? `today ${formatTime(iso)}` : `${day} ${formatTime(iso)}`;
}

/** "today 12:04" on the day of `now`, otherwise the day alone. */
export function formatLately(iso: string, now: Date): string {
  const day = formatDay(iso);
  return day === formatDay(now.toISOString()) ? `today ${formatTime(iso)}` : day;
}

/** How long something still takes, as coarse as the estimate is: "under a minute left", "12 min left", "2 h 5 min left". */
export function formatRemaining(remainingMs: number): string {
  if (remainingMs < MINUTE_MS) return "under a minute left";
  const minutes = Math.round(remainingMs / MINUTE_MS);
  if (minutes < 60) return `${minutes} min left`;
  const rest = minutes % 60;
  return rest === 0 ? `${Math.floor(minutes / 60)} h left` : `${Math.floor(minutes / 60)} h ${rest} min left`;
}

/** File size in the units of file managers: 1_500_000 -> "1.5 MB". */
export function formatBytes(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.max(1, Math.round(bytes / 1_000))} kB`;
  if (bytes < 1_000_000_000) return `${(bytes / 1_000_000).toFixed(1)} MB`;
  return `${(bytes / 1_000_000_000).toFixed(2)} GB`;
}
