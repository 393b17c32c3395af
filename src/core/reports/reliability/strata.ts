import { RATING_PHASES } from "../../../shared/ceas/rating-phase.ts";
import { counted } from "../../../shared/figures/agreement-words.ts";
import { sessionKey } from "../session-key.ts";
import type { DoubleCoded } from "./gather-reliability.ts";
import { placesOf } from "./places.ts";
import type { Context } from "./section.ts";

/** A part of the double-coded minutes. */
export interface Stratum {
  /** "phase", "minute", "session", "month" */
  readonly group: string;
  readonly label: string;
  readonly key: string;
  readonly part: DoubleCoded;
  /** Why the coefficients would mislead; null: they may be given. */
  readonly withheld: string | null;
}

const THIRDS = ["first third", "middle third", "last third"];
const CONSENSUS =
  "Raters agreed on these values together: their agreement says nothing about independent raters.";

/** The double-coded minutes of each phase. */
export function phaseStrata({ data }: Context): Stratum[] {
  return RATING_PHASES.flatMap((phase): Stratum[] => {
    const part = data.byPhase.find((entry) => entry.phase === phase)?.doubleCoded;
    if (part === undefined || part.sessions.length === 0) return [];
    return [
      {
        group: "Phase",
        label: phase,
        key: `phase.${phase}`,
        part,
        withheld: phase === "consensus" ? CONSENSUS : null,
      },
    ];
  });
}

/** The double-coded minutes by place in session and treatment and by month, with what is left out there. */
export function timeStrata({ data }: Context): { strata: Stratum[]; notes: string[] } {
  const places = placesOf(data);
  const { doubleCoded } = data;
  const where = (keep: (key: string, minute: number) => boolean): DoubleCoded => ({
    raters: doubleCoded.raters,
    sessions: doubleCoded.sessions.flatMap(({ facts, minutes }) => {
      const own = minutes.filter((minute) => keep(sessionKey(facts), minute.minute));
      return own.length === 0 ? [] : [{ facts, minutes: own }];
    }),
  });
  const thirds = (
    group: string,
    key: string,
    words: (third: string) => string,
    thirdOf: (session: string, minute: number) => number | null | undefined,
  ): Stratum[] =>
    THIRDS.map((third, i) => ({
      group,
      label: words(third),
      key: `${key}.${i + 1}`,
      part: where((session, minute) => thirdOf(session, minute) === i + 1),
      withheld: null,
    })).filter(({ part }) => part.sessions.length > 0);
  const months = [
    ...new Set(doubleCoded.sessions.flatMap(({ facts }) => places.get(sessionKey(facts))?.month ?? [])),
  ].sort();
  const undated = doubleCoded.sessions.filter(({ facts }) => facts.heldOn === null).length;
  const few = doubleCoded.sessions.filter(({ facts }) => facts.ofPatient < 3).length;
  const monthly =
    months.length < 2
      ? []
      : months.map(
          (month): Stratum => ({
            group: "Month",
            label: `recorded in ${month}`,
            key: `month.${month}`,
            part: where((session) => places.get(session)?.month === month),
            withheld: null,
          }),
        );
  return {
    strata: [
      ...thirds(
        "Minutes",
        "minute",
        (third) => `session: ${third}`,
        (session, minute) => places.get(session)?.minuteThird(minute),
      ),
      ...thirds(
        "Sessions",
        "session",
        (third) => `treatment: ${third}`,
        (session) => places.get(session)?.sessionThird,
      ),
      ...monthly,
    ],
    notes: [
      ...(months.length < 2
        ? [
            months.length === 0
              ? "By month: the study holds no dates of the sessions."
              : "By month: all dated sessions are of the same month.",
          ]
        : undated > 0
          ? [
              `By month: ${undated} of ${counted(doubleCoded.sessions.length, "session")} ${undated === 1 ? "has no date and is" : "have no date and are"} left out there.`,
            ]
          : []),
      ...(few > 0
        ? [
            `By part of the treatment, sessions of patients with fewer than three sessions are left out: ${few} of ${doubleCoded.sessions.length}.`,
          ]
        : []),
    ],
  };
}
