import { curveName } from "../rating-room/strips/curve-labels.tsx";
import type { Curve } from "../rating-room/strips/frame-series.ts";
import { curveVariable } from "../rating-room/strips/strip-colors.ts";
import classes from "./expression-name.module.css";

/** Letter on the expression's colour, and its name beside it. */
export function ExpressionName({ expression }: { readonly expression: Curve }): React.JSX.Element {
  const { letter, name } = curveName(expression);
  return (
    <span className={classes.name}>
      <span className={classes.letter} style={{ borderColor: curveVariable(expression) }} aria-hidden="true">
        {letter}
      </span>
      {name}
    </span>
  );
}
