import { useEffect, useState } from "react";
import classes from "./waiting.module.css";

const QUIET_MS = 300;

/** Says what is being loaded, but only when that takes long enough to be noticed. */
export function Waiting({ what }: { readonly what: string }): React.JSX.Element {
  const [noticed, setNoticed] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setNoticed(true), QUIET_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className={classes.waiting} role="status" aria-busy="true">
      {noticed ? `Loading ${what} …` : ""}
    </div>
  );
}
