import { keepKeyboard } from "../quiet-button.tsx";
import classes from "./rating-key.module.css";

interface RatingKeyProps {
  /** Name for those who do not see the key, and for tests. */
  readonly name: string;
  readonly pressed: boolean;
  readonly disabled?: boolean;
  readonly className?: string | undefined;
  readonly style?: Readonly<Record<`--${string}`, string>>;
  readonly onClick: () => void;
  readonly onPointerEnter?: () => void;
  readonly children: React.ReactNode;
}

/** A key of the form: chosen, offered or not offered, always in the same place. */
export function RatingKey(props: RatingKeyProps): React.JSX.Element {
  const { name, pressed, disabled = false, className, style, onClick, onPointerEnter, children } = props;
  return (
    <button
      type="button"
      aria-label={name}
      aria-pressed={pressed}
      disabled={disabled}
      className={className ? `${classes.key} ${className}` : classes.key}
      style={style as React.CSSProperties | undefined}
      onMouseDown={keepKeyboard}
      onClick={onClick}
      onPointerEnter={onPointerEnter}
    >
      {children}
    </button>
  );
}
