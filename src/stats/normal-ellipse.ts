import { mean, standardDeviation } from "./summary.ts";

/**
 * The ellipse that holds a share of a bivariate normal distribution with the mean and covariance of the points:
 * radius² = -2 ln(1 - share) in units of the standard deviations (Johnson & Wichern 2007, Applied multivariate
 * statistical analysis, 6th ed., 4.2). A closed line, its last point the first.
 *
 * @param share in (0, 1)
 * @returns null below three points, or where a coordinate does not vary
 */
export function normalEllipse(
  x: readonly number[],
  y: readonly number[],
  share: number,
  points = 72,
): { readonly x: number; readonly y: number }[] | null {
  if (x.length < 3) return null;
  const [mx, my] = [mean(x), mean(y)];
  const [sx, sy] = [standardDeviation(x), standardDeviation(y)];
  if (sx === 0 || sy === 0) return null;
  const r =
    x.reduce((sum, value, i) => sum + ((value - mx) / sx) * (((y[i] as number) - my) / sy), 0) /
    (x.length - 1);
  const radius = Math.sqrt(-2 * Math.log(1 - share));
  const across = Math.sqrt(Math.max(0, 1 - r * r));
  return Array.from({ length: points + 1 }, (_, i) => {
    const angle = (2 * Math.PI * (i % points)) / points;
    const [u, v] = [radius * Math.cos(angle), radius * Math.sin(angle)];
    return { x: mx + sx * u, y: my + sy * (r * u + across * v) };
  });
}
