const counts = new Intl.NumberFormat("en-US");

/** A count with its thousands set apart: 11,960. */
export function formatCount(count: number): string {
  return counts.format(count);
}

/** A correlation with two decimals and no zero before the point, as the field prints it: .25, −.08, 1.00. */
export function formatR(r: number): string {
  const digits = Math.abs(r).toFixed(2).replace(/^0/, "");
  return r < 0 && digits !== ".00" ? `−${digits}` : digits;
}

/**
 * A p with three decimals: .044; below .001 only "< .001", since more digits would promise too much. A p below .05 never
 * reads .050: it has as many decimals as it takes to tell it from .05.
 */
export function formatP(p: number): string {
  if (p < 0.001) return "< .001";
  let decimals = 3;
  while (p < 0.05 && decimals < 9 && Number(p.toFixed(decimals)) >= 0.05) decimals += 1;
  return p.toFixed(decimals).replace(/^0/, "");
}

/** A share in whole per cent; a share that is not zero is never printed as 0%. */
export function formatShare(share: number): string {
  return share > 0 && share < 0.005 ? "< 1%" : `${Math.round(share * 100)}%`;
}
