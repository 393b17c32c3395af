import {
  AROUSAL_LEVELS,
  type ArousalLevel,
  CEAS_BASEL_2023,
  type CeasEmotion,
} from "../../../shared/ceas/codebook.ts";

/** What a key asks the room to do. */
export type RoomAction =
  | { readonly kind: "level"; readonly level: ArousalLevel }
  | { readonly kind: "emotion"; readonly emotion: CeasEmotion }
  | { readonly kind: (typeof PLAIN_ACTIONS)[number] };

const PLAIN_ACTIONS = [
  "not-ratable",
  "confirm",
  "clear",
  "cancel",
  "note",
  "undo",
  "redo",
  "play",
  "loop",
  "stop-or-on",
  "frame-back",
  "frame-forward",
  "back-5s",
  "forward-5s",
  "minute-start",
  "previous-minute",
  "next-minute",
  "next-open",
  "go-to-minute",
  "slower",
  "faster",
  "normal-speed",
  "traces",
  "zoom-in",
  "zoom-out",
  "zoom-minute",
  "keys",
] as const;

/** A key as the browser names it, lower case; `shift` only counts where it is stated. */
interface Chord {
  readonly key: string;
  readonly control?: true;
  readonly shift?: boolean;
}

export interface KeyRow {
  readonly action: RoomAction;
  readonly chords: readonly Chord[];
  /** As printed in the overlay. */
  readonly caps: readonly string[];
  readonly label: string;
  /** True for keys that may be held down. */
  readonly repeats?: true;
}

export interface KeyGroup {
  readonly title: string;
  readonly rows: readonly KeyRow[];
}

function row(
  kind: (typeof PLAIN_ACTIONS)[number],
  label: string,
  caps: readonly string[],
  chords: readonly Chord[],
  options: { readonly repeats?: true } = {},
): KeyRow {
  return { action: { kind }, chords, caps, label, ...options };
}

/** Every key of the room. The overlay is printed from this table, and nothing else listens to keys. */
export const KEY_GROUPS: readonly KeyGroup[] = [
  {
    title: "Rate",
    rows: [
      ...AROUSAL_LEVELS.map(
        (level): KeyRow => ({
          action: { kind: "level", level },
          chords: [{ key: String(level) }],
          caps: [String(level)],
          label: `Arousal ${level}`,
        }),
      ),
      ...CEAS_BASEL_2023.emotions.map(
        ({ emotion, label, key }): KeyRow => ({
          action: { kind: "emotion", emotion },
          chords: [{ key }],
          caps: [key.toUpperCase()],
          label,
        }),
      ),
      row(
        "not-ratable",
        "Not ratable, then 1–5 for the reason; 6 or Enter: no reason given",
        ["N"],
        [{ key: "n" }],
      ),
    ],
  },
  {
    title: "The minute",
    rows: [
      row(
        "confirm",
        "Minute is complete: next minute; after a conflict: store mine instead",
        ["Enter"],
        [{ key: "enter" }],
      ),
      row(
        "clear",
        "Take the rating of this minute away",
        ["Backspace"],
        [{ key: "backspace" }, { key: "delete" }],
      ),
      row("note", "Write the note (Esc leaves it)", ["M"], [{ key: "m" }]),
      row(
        "cancel",
        "Leave the note, close this list; after a conflict: keep what is stored",
        ["Esc"],
        [{ key: "escape" }],
      ),
      row("undo", "Undo", ["Ctrl", "Z"], [{ key: "z", control: true, shift: false }]),
      row(
        "redo",
        "Redo",
        ["Ctrl", "Shift", "Z"],
        [
          { key: "z", control: true, shift: true },
          { key: "y", control: true },
        ],
      ),
    ],
  },
  {
    title: "Play",
    rows: [
      row("play", "Play, pause", ["Space"], [{ key: " " }]),
      row("loop", "Loop the minute, on and off", ["R"], [{ key: "r" }]),
      row("stop-or-on", "At a minute's end: stop until it is rated, or play on", ["E"], [{ key: "e" }]),
      row("slower", "Slower", [","], [{ key: "," }]),
      row("faster", "Faster", ["."], [{ key: "." }]),
      row("normal-speed", "Normal speed", ["X"], [{ key: "x" }]),
    ],
  },
  {
    title: "Move",
    rows: [
      row("frame-back", "One frame back", ["←"], [{ key: "arrowleft", shift: false }], { repeats: true }),
      row("frame-forward", "One frame on", ["→"], [{ key: "arrowright", shift: false }], { repeats: true }),
      row("back-5s", "Five seconds back", ["Shift", "←"], [{ key: "arrowleft", shift: true }], {
        repeats: true,
      }),
      row("forward-5s", "Five seconds on", ["Shift", "→"], [{ key: "arrowright", shift: true }], {
        repeats: true,
      }),
      row("minute-start", "Start of this minute", ["Home"], [{ key: "home" }]),
      row("previous-minute", "Previous minute", ["Page ↑", "["], [{ key: "pageup" }, { key: "[" }], {
        repeats: true,
      }),
      row("next-minute", "Next minute", ["Page ↓", "]"], [{ key: "pagedown" }, { key: "]" }], {
        repeats: true,
      }),
      row("next-open", "Next minute without a complete rating", ["O"], [{ key: "o" }]),
      row("go-to-minute", "Go to a minute by its number", ["G"], [{ key: "g" }]),
    ],
  },
  {
    title: "See",
    rows: [
      row("traces", "Expression traces, hidden and shown", ["T"], [{ key: "t" }]),
      row("zoom-in", "Zoom the strips in", ["↑"], [{ key: "arrowup" }], { repeats: true }),
      row("zoom-out", "Zoom the strips out", ["↓"], [{ key: "arrowdown" }], { repeats: true }),
      row("zoom-minute", "This minute, whole session", ["Z"], [{ key: "z" }]),
      row("keys", "This list", ["?"], [{ key: "?" }, { key: "f1" }]),
    ],
  },
];

/** What the table needs to know of a KeyboardEvent. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly repeat: boolean;
  readonly isComposing: boolean;
  getModifierState(key: "AltGraph"): boolean;
}

/** The Latin letter on the key's place where the layout writes another alphabet. */
function keyOf(press: KeyPress): string {
  const letter = /^Key([A-Z])$/.exec(press.code)?.[1];
  const foreign = press.key.length === 1 && press.key.charCodeAt(0) > 0x24f;
  return (foreign && letter ? letter : press.key).toLowerCase();
}

function matches(chord: Chord, press: KeyPress): boolean {
  const altGraph = press.getModifierState("AltGraph");
  const control = (press.ctrlKey || press.metaKey) && !altGraph;
  return (
    chord.key === keyOf(press) &&
    (chord.control ?? false) === control &&
    (!press.altKey || altGraph) &&
    (chord.shift === undefined || chord.shift === press.shiftKey)
  );
}

/** The action of a key press, or null: keys that are not in the table stay with the browser. */
export function actionOf(press: KeyPress): RoomAction | null {
  if (press.isComposing) return null;
  for (const group of KEY_GROUPS) {
    for (const { action, chords, repeats } of group.rows) {
      if (chords.some((chord) => matches(chord, press))) return press.repeat && !repeats ? null : action;
    }
  }
  return null;
}

/** The keys of an action as printed, e.g. for the label of a button. */
export function capsOf(kind: RoomAction["kind"]): string {
  for (const group of KEY_GROUPS) {
    const found = group.rows.find(({ action }) => action.kind === kind);
    if (found) return found.caps.join(" ");
  }
  return "";
}
