import { Button, UnstyledButton } from "@mantine/core";
import type { Attention, AttentionKind } from "./attention.ts";
import classes from "./attention-strip.module.css";

interface AttentionStripProps {
  readonly attention: readonly Attention[];
  /** The kind that the table is narrowed to. */
  readonly shown: AttentionKind | null;
  readonly onShow: (kind: AttentionKind | null) => void;
  readonly onHelp: (attention: Attention) => void;
  readonly busy: boolean;
}

const ACTIONS: Readonly<Partial<Record<AttentionKind, string>>> = {
  "analysis-failed": "Try again",
  "analysis-interrupted": "Continue",
  "other-video": "Analyse anew",
  "not-analysed": "Analyse",
};

/** What needs attention; a click on a sentence narrows the table to its sessions. Nothing is drawn when all is well. */
export function AttentionStrip({
  attention,
  shown,
  onShow,
  onHelp,
  busy,
}: AttentionStripProps): React.JSX.Element | null {
  if (attention.length === 0) return null;
  return (
    <section className={classes.strip} aria-label="Needs attention">
      <h2 className={classes.title}>Needs attention</h2>
      <ul className={classes.list}>
        {attention.map((item) => {
          const action = ACTIONS[item.kind];
          const pressed = shown === item.kind;
          return (
            <li key={item.kind} className={classes.item} data-kind={item.kind}>
              <UnstyledButton
                className={classes.sentence}
                aria-pressed={pressed}
                title={pressed ? "Show all sessions again" : "Show these sessions only"}
                onClick={() => onShow(pressed ? null : item.kind)}
              >
                {item.sentence}
              </UnstyledButton>
              {item.help !== null && action !== undefined && (
                <Button size="compact-xs" variant="default" disabled={busy} onClick={() => onHelp(item)}>
                  {action}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
