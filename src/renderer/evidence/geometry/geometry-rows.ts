import { ACTION_UNITS, type ActionUnit, AUS } from "../../../shared/face-geometry/action-unit-table.ts";
import {
  ACTION_UNIT_EMOTIONS,
  EMOTION_ACTION_UNITS,
} from "../../../shared/face-geometry/emotions-from-action-units.ts";
import { signedDegrees } from "../quality/quality-words.ts";
import type { MeshSeries } from "./mesh-series.ts";

/** One strip: up to three curves of one unit. */
export interface GeometryRow {
  readonly key: string;
  readonly label: string;
  /** What is measured, for those who point at the label. */
  readonly title: string;
  readonly curves: readonly {
    readonly name: string;
    readonly dash: readonly number[];
    readonly values: Float32Array;
  }[];
  readonly least: number;
  readonly most: number;
  readonly format: (value: number) => string;
  /** For the ends of the axis. */
  readonly scale: (value: number) => string;
  readonly heightPx: number;
}

const SOLID: readonly number[] = [];
const LONG: readonly number[] = [7, 3];
const SHORT: readonly number[] = [2, 2];

const degrees = (value: number): string => {
  const rounded = value.toFixed(1);
  return `${value < 0 ? "−" : "+"}${rounded.replace("-", "")}°`;
};
const ratio = (value: number): string => value.toFixed(2);

/** A round number that holds nearly all values: a single wild reading shall not flatten the rest. */
function topOf(curves: readonly Float32Array[], atLeast: number): number {
  const values = curves.flatMap((curve) => [...curve]).filter((value) => !Number.isNaN(value));
  if (values.length === 0) return atLeast;
  const high = values.sort((a, b) => a - b)[Math.floor(0.998 * (values.length - 1))] ?? atLeast;
  return Math.max(atLeast, Math.ceil(high * 10) / 10);
}

/** Head pose and openings of the eyes and the mouth. */
export function poseRows({ measures }: MeshSeries): GeometryRow[] {
  const curve = (measure: string, name: string, dash: readonly number[]) => {
    const values = measures.get(measure);
    return values === undefined ? [] : [{ name, dash, values }];
  };
  const pose = [
    ...curve("yaw", "yaw", SOLID),
    ...curve("pitch", "pitch", LONG),
    ...curve("roll", "roll", SHORT),
  ];
  const eyes = [...curve("eyeOpeningLeft", "left", SOLID), ...curve("eyeOpeningRight", "right", LONG)];
  const mouth = curve("mouthOpening", "mouth", SOLID);
  const valuesOf = (curves: typeof mouth): Float32Array[] => curves.map(({ values }) => values);
  const rows: GeometryRow[] = [
    {
      key: "pose",
      label: "Head pose",
      title:
        "Yaw: turned to the person's left is positive. Pitch: looking up is positive. Roll: tilted to the person's left shoulder is positive.",
      curves: pose,
      least: -60,
      most: 60,
      format: degrees,
      scale: signedDegrees,
      heightPx: 84,
    },
    {
      key: "eyes",
      label: "Eye opening",
      title: "Distance of the lids through the distance of the corners",
      curves: eyes,
      least: 0,
      most: topOf(valuesOf(eyes), 0.4),
      format: ratio,
      scale: ratio,
      heightPx: 60,
    },
    {
      key: "mouth",
      label: "Mouth opening",
      title: "Inner lips: height through width",
      curves: mouth,
      least: 0,
      most: topOf(valuesOf(mouth), 0.4),
      format: ratio,
      scale: ratio,
      heightPx: 48,
    },
  ];
  return rows.filter(({ curves }) => curves.length > 0);
}

const unitOf = (name: string): ActionUnit | undefined => AUS.find((unit) => name === `AU${unit}`);

/** One strip an action unit, in the order of the trace. */
export function actionUnitRows({ actionUnits }: MeshSeries): GeometryRow[] {
  return [...actionUnits].map(([name, values]) => {
    const unit = unitOf(name);
    const definition = unit === undefined ? null : ACTION_UNITS[unit];
    return {
      key: name,
      label: name,
      title:
        definition === null
          ? name
          : `${definition.name}. Measured: ${definition.sign} The mesh tells it ${confidenceWords(definition.confidence)}.`,
      curves: [{ name: definition?.name ?? "", dash: SOLID, values }],
      least: 0,
      most: 1,
      format: ratio,
      scale: ratio,
      heightPx: 34,
    };
  });
}

/** One strip an emotion that the table of action units names. */
export function actionUnitEmotionRows({ emotions }: MeshSeries): GeometryRow[] {
  return [...emotions].map(([name, values]) => ({
    key: `au-${name}`,
    label: name,
    title: `Mean of the action units of ${name} by the table of Mineur et al. (${unitsOf(name)}); no probability.`,
    curves: [{ name: unitsOf(name), dash: SOLID, values }],
    least: 0,
    most: 1,
    format: ratio,
    scale: ratio,
    heightPx: 34,
  }));
}

function unitsOf(name: string): string {
  const emotion = ACTION_UNIT_EMOTIONS.find((one) => one === name);
  return emotion === undefined ? "" : EMOTION_ACTION_UNITS[emotion].map((unit) => `AU${unit}`).join(" + ");
}

function confidenceWords(confidence: "good" | "fair" | "low"): string {
  return { good: "well", fair: "fairly", low: "poorly" }[confidence];
}
