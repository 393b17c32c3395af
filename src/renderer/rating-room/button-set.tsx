import classes from "./button-set.module.css";

interface ButtonSetProps {
  readonly label: string;
  readonly className?: string | undefined;
  readonly onPointerLeave?: () => void;
  readonly children: React.ReactNode;
}

/** Buttons that belong together, named as a group for those who do not see it. */
export function ButtonSet({ label, className, onPointerLeave, children }: ButtonSetProps): React.JSX.Element {
  return (
    <fieldset
      aria-label={label}
      className={className ? `${classes.set} ${className}` : classes.set}
      onPointerLeave={onPointerLeave}
    >
      {children}
    </fieldset>
  );
}
