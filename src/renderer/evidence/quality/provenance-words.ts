import type { Session } from "../../../shared/contract/sessions.ts";
import type { Run } from "../../../shared/contract/traces.ts";
import { formatClock } from "../../../shared/time.ts";

/** One line of a provenance record. */
export interface ProvenanceLine {
  readonly term: string;
  readonly value: string;
}

export interface ProvenanceGroup {
  readonly title: string;
  readonly lines: readonly ProvenanceLine[];
}

const SHORT_HASH = 12;

/** The first characters of a hash: enough to tell two files apart by eye. */
export function shortHash(hash: string): string {
  return hash.length > SHORT_HASH ? `${hash.slice(0, SHORT_HASH)}…` : hash;
}

function valueWords(value: unknown): string {
  if (value === null || value === undefined) return "–";
  if (typeof value === "object") {
    return Object.entries(value)
      .map(([name, part]) => `${name} ${valueWords(part)}`)
      .join(", ");
  }
  return String(value);
}

const linesOf = (record: Readonly<Record<string, unknown>>): ProvenanceLine[] =>
  Object.entries(record).map(([term, value]) => ({ term, value: valueWords(value) }));

/** Everything that a run was made with, in groups; hashes in full. */
export function provenance(run: Run, session: Session): ProvenanceGroup[] {
  const provider = new Map(run.providers.map((each) => [each.modelId, each.provider]));
  return [
    {
      title: "Run",
      lines: [
        { term: "Run", value: String(run.runId) },
        { term: "Session", value: `${session.patient} session ${session.session}` },
        { term: "Started", value: run.startedAt },
        { term: "Finished", value: run.finishedAt ?? "not finished" },
        {
          term: "Analysed span",
          value: `${formatClock(run.fromMs)} – ${run.toMs === null ? "end" : formatClock(run.toMs)}`,
        },
        ...run.notices.map((value) => ({ term: "Notice", value })),
      ],
    },
    {
      title: "Video",
      lines: [
        { term: "Fingerprint", value: run.videoFingerprint },
        {
          term: "Linked file",
          value:
            session.video === null
              ? "none"
              : session.video.fingerprint === run.videoFingerprint
                ? `${session.video.fileName}, the same`
                : `${session.video.fileName}, another file`,
        },
      ],
    },
    {
      title: "Models (SHA-256)",
      lines: run.models.map(({ modelId, sha256 }) => {
        const ran = provider.get(modelId);
        return { term: modelId, value: ran === undefined ? sha256 : `${sha256} on ${ran}` };
      }),
    },
    { title: "Parameters", lines: linesOf(run.parameters) },
    { title: "Versions", lines: linesOf(run.versions) },
    { title: "Machine", lines: linesOf(run.machine) },
  ];
}

/** The record as plain text, for a laboratory book. */
export function provenanceText(groups: readonly ProvenanceGroup[]): string {
  return groups
    .map(({ title, lines }) => [title, ...lines.map(({ term, value }) => `  ${term}: ${value}`)].join("\n"))
    .join("\n\n");
}
