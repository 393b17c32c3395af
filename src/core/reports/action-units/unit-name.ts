import { ACTION_UNITS, AUS } from "../../../shared/face-geometry/action-unit-table.ts";
import { EMOTION_ACTION_UNITS } from "../../../shared/face-geometry/emotions-from-action-units.ts";

/** "Nose wrinkler" of "AU09"; null for a unit without a name here. */
export function unitName(unit: string): string | null {
  const au = AUS.find((known) => known === unitNumber(unit));
  return au === undefined ? null : ACTION_UNITS[au].name;
}

/** 9 of "AU09". */
export function unitNumber(unit: string): number {
  return Number(unit.replace(/\D/g, ""));
}

/** "AU9 nose wrinkler" */
export function unitLabel(unit: string): string {
  const name = unitName(unit);
  return `AU${unitNumber(unit)}${name === null ? "" : ` ${name.toLowerCase()}`}`;
}

/** The emotions of table 2 of Mineur et al. that a unit belongs to. */
export function unitEmotions(unit: string): string[] {
  return Object.entries(EMOTION_ACTION_UNITS).flatMap(([emotion, units]) =>
    units.some((au) => au === unitNumber(unit)) ? [emotion] : [],
  );
}
