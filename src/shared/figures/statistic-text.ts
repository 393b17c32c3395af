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

/** A p with three decimals: .044; below .001 only "< .001", since more digits would promise too much. */
export function formatP(p: number): string {
  return p < 0.001 ? "< .001" : p.toFixed(3).replace(/^0/, "");
}

/** A share in whole per cent; a share that is not zero is never printed as 0%. */
export function formatShare(share: number): string {
  return share > 0 && share < 0.005 ? "< 1%" : `${Math.round(share * 100)}%`;
}
