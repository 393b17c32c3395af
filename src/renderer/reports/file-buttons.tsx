import classes from "./file-buttons.module.css";

/** Quiet row of the kinds of file in which something can be had: "SVG · PNG · CSV". */
export function FileButtons<Kind extends string>(props: {
  /** Caption of what is had, for those who do not see where the row stands. */
  readonly of: string;
  readonly kinds: readonly Kind[];
  readonly busy?: boolean;
  readonly onKind: (kind: Kind) => void;
}): React.JSX.Element {
  const { of, kinds, busy = false, onKind } = props;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields of a form
    <span className={classes.row} role="group" aria-label={`Download: ${of}`}>
      {kinds.map((kind) => (
        <button
          key={kind}
          type="button"
          className={classes.kind}
          disabled={busy}
          onClick={() => onKind(kind)}
        >
          {kind.toUpperCase()}
        </button>
      ))}
    </span>
  );
}
