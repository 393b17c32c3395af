import { EMOTION_GATE } from "../../../shared/ceas/codebook.ts";
import { RATING_PHASES } from "../../../shared/ceas/rating-phase.ts";
import { counted } from "../../../shared/figures/agreement-words.ts";
import { formatCount } from "../../../shared/figures/statistic-text.ts";
import type { Block } from "../../../shared/reports/document.ts";
import { note, table, text } from "../blocks.ts";
import { column, reportNumbers, type SectionParts, sectionParts } from "../section-parts.ts";
import { sessionKey } from "../session-key.ts";
import { type EnteringRating, minutesOf, type ReliabilityData } from "./gather-reliability.ts";
import type { Context } from "./section.ts";

interface ByRaters {
  readonly raters: number;
  readonly sessions: number;
  readonly minutes: number;
  readonly ratings: number;
}

/** What went in: sessions and minutes by how many coded them, ratings by rater and phase, what was left out. */
export function materialSection({ data, numbered }: Context): SectionParts {
  const { phase, doubleCoded, excluded } = data;
  const rated = data.ratings.filter((row) => row.phase === phase && row.arousal !== null);
  const rows = byNumberOfRaters(rated);
  const minutes = minutesOf(doubleCoded).length;
  const complete = minutesOf(doubleCoded).filter((minute) =>
    minute.arousal.every((value) => value !== null),
  ).length;
  const sessions = doubleCoded.sessions.length;
  return sectionParts(
    "material",
    "Sessions, minutes and raters",
    [
      text(
        `In the phase "${phase}", `,
        {
          text: `${counted(minutes, "minute")} of ${counted(sessions, "session")}`,
          hover: "Minutes with an arousal of two raters or more, in sessions that are not excluded.",
        },
        ` ${minutes === 1 ? "was" : "were"} coded by two raters or more, `,
        {
          text: formatCount(complete),
          hover: `Minutes with an arousal of each of ${doubleCoded.raters.join(", ")}.`,
        },
        ` of them by all ${doubleCoded.raters.length}. Everything below rests on these minutes unless it says otherwise.`,
      ),
      table<ByRaters>({
        id: "reliability-coded-by",
        caption: numbered.table("Sessions and minutes by the number of raters."),
        columns: [
          column("raters", "Raters", "How many raters gave an arousal.", "count", (row) => row.raters),
          column(
            "sessions",
            "Sessions",
            "Sessions in which so many raters gave an arousal, in any of the minutes.",
            "count",
            (row) => row.sessions,
          ),
          column("minutes", "Minutes", "Minutes with so many values.", "count", (row) => row.minutes),
          column("ratings", "Ratings", "Ratings of these minutes.", "count", (row) => row.ratings),
        ],
        rows,
        nColumn: "ratings",
      }),
      raterTable(data.ratings, numbered.table("Ratings by rater and phase.")),
      excluded.length === 0
        ? note("No session is excluded.")
        : table<ReliabilityData["excluded"][number]>({
            id: "reliability-excluded",
            caption: numbered.table("Excluded sessions; they enter nothing in this report."),
            columns: [
              column("reason", "Reason", "Why the session was excluded.", "text", (row) => row.reason),
              column("sessions", "Sessions", "Sessions excluded for it.", "count", (row) => row.sessions),
              column("ratings", "Ratings", "Ratings of these sessions.", "count", (row) => row.ratings),
            ],
            rows: excluded,
            nColumn: "ratings",
          }),
    ],
    reportNumbers({
      "n.sessions": sessions,
      "n.minutes": minutes,
      "n.minutes.complete": complete,
      "n.ratings": minutesOf(doubleCoded).flatMap((row) => row.arousal.filter((value) => value !== null))
        .length,
    }),
  );
}

function byNumberOfRaters(rated: readonly EnteringRating[]): ByRaters[] {
  const sessions = [...Map.groupBy(rated, sessionKey).values()].map(
    (rows) => new Set(rows.map((row) => row.rater)).size,
  );
  const minutes = [...Map.groupBy(rated, (row) => `${sessionKey(row)} ${row.minute}`).values()].map(
    (rows) => new Set(rows.map((row) => row.rater)).size,
  );
  const most = Math.max(0, ...sessions);
  return Array.from({ length: most }, (_, i) => {
    const raters = i + 1;
    const own = minutes.filter((count) => count === raters).length;
    return {
      raters,
      sessions: sessions.filter((count) => count === raters).length,
      minutes: own,
      ratings: own * raters,
    };
  });
}

function raterTable(ratings: readonly EnteringRating[], caption: string): Block {
  const raters = [...new Set(ratings.map((row) => row.rater))].sort();
  const rows = raters.flatMap((rater) =>
    RATING_PHASES.flatMap((phase) => {
      const own = ratings.filter((row) => row.rater === rater && row.phase === phase);
      return own.length === 0 ? [] : [{ rater, phase, own }];
    }),
  );
  type Row = (typeof rows)[number];
  const counted = (id: string, label: string, definition: string, is: (row: EnteringRating) => boolean) =>
    column<Row>(id, label, definition, "count", (row) => row.own.filter(is).length);
  return table<Row>({
    id: "reliability-by-rater",
    caption,
    columns: [
      column("rater", "Rater", "Code of the rater.", "text", (row) => row.rater),
      column("phase", "Phase", "What the ratings were made for.", "text", (row) => row.phase),
      column(
        "sessions",
        "Sessions",
        "Sessions with a rating of the rater.",
        "count",
        (row) => new Set(row.own.map(sessionKey)).size,
      ),
      counted("arousal", "With arousal", "Minutes with an arousal.", (row) => row.arousal !== null),
      counted("not_ratable", "Not ratable", "Minutes marked as not ratable.", (row) => row.arousal === null),
      counted(
        "emotion",
        "With emotion",
        "Minutes with a predominant emotion.",
        (row) => row.emotion !== null,
      ),
      counted(
        "without_emotion",
        "Emotion missing",
        `Minutes with an arousal of ${EMOTION_GATE} or more and no emotion: they have no category.`,
        (row) => row.arousal !== null && row.category === null,
      ),
    ],
    rows,
    nColumn: "arousal",
  });
}
