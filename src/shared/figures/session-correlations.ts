import type { CorrelationRow } from "./agreement-values.ts";
import { type FigureSpec, type FigureTheme, figure, INKS } from "./figure-spec.ts";
import { raterMark } from "./rater-marks.ts";
import { formatCount, formatR } from "./statistic-text.ts";

const WIDTH = 560;
const ROW_HEIGHT = 13;
/** As many sessions as fit on one printed page, A4 or Letter. */
const MOST_SESSIONS = 60;

export interface RatedSession {
  readonly patient: string;
  readonly session: number;
}

/** r overall and by session, and the raters in order. */
interface SessionTable {
  readonly correlations: readonly CorrelationRow[];
  readonly raters: readonly string[];
}

/** The rated sessions of an agreement, in its order. */
export function ratedSessions({ correlations }: Pick<SessionTable, "correlations">): RatedSession[] {
  return correlations.flatMap(({ rater, patient, session }) =>
    rater === null && patient !== null && session !== null ? [{ patient, session }] : [],
  );
}

/** The sessions in runs of equal length, each short enough for one printed page. */
export function sessionsByPage(sessions: readonly RatedSession[]): RatedSession[][] {
  const pages = Math.ceil(sessions.length / MOST_SESSIONS);
  const perPage = Math.ceil(sessions.length / Math.max(1, pages));
  return Array.from({ length: pages }, (_, page) => sessions.slice(page * perPage, (page + 1) * perPage));
}

/**
 * r with its 95% interval for each session (rows), all raters together and each rater (columns). The broken line is
 * the r over all sessions, the full one zero.
 */
export function sessionCorrelations(
  agreement: SessionTable,
  theme: FigureTheme,
  sessions: readonly RatedSession[] = ratedSessions(agreement),
): FigureSpec {
  const { ink, muted, grid } = INKS[theme];
  const { raters } = agreement;
  const names = sessions.map(sessionName);
  const columns = raters.length > 1 ? [null, ...raters] : raters;
  const width = Math.max(96, Math.round(WIDTH / Math.max(1, columns.length)) - 12);
  return figure(theme, {
    hconcat: columns.map((rater, index) => {
      const overall = agreement.correlations.find((row) => row.rater === rater && row.session === null);
      const rows = agreement.correlations.filter(
        (row) => row.rater === rater && row.session !== null && names.includes(sessionName(row)),
      );
      const mark = rater === null ? null : raterMark(raters, rater, theme);
      return {
        width,
        height: { step: ROW_HEIGHT },
        title: {
          text: columnTitle(rater, overall),
          fontSize: 12,
          fontWeight: "normal",
          color: ink,
          anchor: "middle",
        },
        layer: [
          {
            data: { values: rows.map((row) => ({ ...rowOfFigure(row) })) },
            mark: { type: "rule", strokeWidth: 1.5, color: mark?.grey ?? ink },
            encoding: {
              x: {
                field: "low",
                type: "quantitative",
                scale: { domain: [-1, 1], nice: false },
                axis: {
                  title: "r",
                  values: [-1, -0.5, 0, 0.5, 1],
                  format: ".1f",
                  grid: true,
                  labelOverlap: true,
                },
              },
              x2: { field: "high" },
              y: {
                field: "session",
                type: "nominal",
                scale: { domain: names },
                sort: null,
                axis: {
                  title: null,
                  labels: index === 0,
                  labelFontSize: 11,
                  ticks: false,
                  domain: false,
                  grid: true,
                  gridColor: grid,
                },
              },
            },
          },
          { data: { values: [{}] }, mark: { type: "rule", color: muted }, encoding: { x: { datum: 0 } } },
          {
            data: { values: overall?.r == null ? [] : [{ overall: overall.r }] },
            mark: { type: "rule", color: ink, strokeDash: [4, 3] },
            encoding: { x: { field: "overall", type: "quantitative" } },
          },
          {
            data: { values: rows.filter((row) => row.r !== null).map((row) => ({ ...rowOfFigure(row) })) },
            mark: {
              type: "point",
              filled: true,
              opacity: 1,
              size: 42,
              shape: mark?.shape ?? "diamond",
              color: mark?.grey ?? ink,
            },
            encoding: {
              x: { field: "r", type: "quantitative" },
              y: { field: "session", type: "nominal" },
              tooltip: ["session", "r", "low", "high", "n"].map((field) => ({ field })),
            },
          },
          {
            data: { values: rows.filter((row) => row.r === null).map((row) => ({ ...rowOfFigure(row) })) },
            mark: { type: "text", fontSize: 10, color: muted, text: "no r", align: "left", dx: 4 },
            encoding: {
              x: { datum: 0 },
              y: { field: "session", type: "nominal" },
              tooltip: ["session", "explanation", "n"].map((field) => ({ field })),
            },
          },
        ],
      };
    }),
    spacing: 12,
  });
}

export function sessionName({
  patient,
  session,
}: {
  readonly patient: string | null;
  readonly session: number | null;
}): string {
  return `${patient} · ${session}`;
}

function columnTitle(rater: string | null, overall: CorrelationRow | undefined): readonly string[] {
  const r = overall?.r == null ? "no r" : `r ${formatR(overall.r)}`;
  return [rater ?? "All raters", `${r}, n ${formatCount(overall?.n ?? 0)}`];
}

function rowOfFigure(row: CorrelationRow): Readonly<Record<string, string | number | null>> {
  return {
    session: sessionName(row),
    n: row.n,
    r: row.r,
    low: row.ciLow,
    high: row.ciHigh,
    explanation: row.explanation,
  };
}
