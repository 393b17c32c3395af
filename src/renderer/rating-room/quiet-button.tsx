import classes from "./quiet-button.module.css";

interface QuietButtonProps {
  /** Name for those who do not see the button. */
  readonly label: string;
  readonly title?: string;
  /** For a button that is on or off. */
  readonly pressed?: boolean;
  readonly disabled?: boolean;
  readonly className?: string | undefined;
  readonly onClick: () => void;
  readonly children: React.ReactNode;
}

/** A mouse click must not take the keyboard: Space plays the video, whatever was clicked before. */
export function keepKeyboard(event: React.MouseEvent): void {
  event.preventDefault();
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
}

/** A button that is dense and calm, and leaves the keyboard to the room when it is clicked. */
export function QuietButton(props: QuietButtonProps): React.JSX.Element {
  const { label, title, pressed, disabled = false, className, onClick, children } = props;
  return (
    <button
      type="button"
      className={className ? `${classes.button} ${className}` : classes.button}
      aria-label={label}
      {...(title !== undefined && { title })}
      {...(pressed !== undefined && { "aria-pressed": pressed })}
      disabled={disabled}
      onMouseDown={keepKeyboard}
      onClick={onClick}
    >
      {children}
    </button>
  );
}
