/**
 * Solves A·X = B by Gaussian elimination with row pivoting, for the small dense systems of curve fitting.
 *
 * @param a - square, n rows of n; @param b - n rows of any width. Neither is changed.
 * @returns X, n rows; null where A is singular to working precision
 */
export function solveLinear(
  a: readonly (readonly number[])[],
  b: readonly (readonly number[])[],
): readonly (readonly number[])[] | null {
  const n = a.length;
  const rows = a.map((row, i) => [...row, ...(b[i] ?? [])]);
  const largest = Math.max(...rows.flatMap((row) => row.slice(0, n).map(Math.abs)), 0);
  for (let column = 0; column < n; column++) {
    const pivot = pivotRow(rows, column);
    const head = rows[pivot];
    const here = rows[column];
    if (head === undefined || here === undefined) return null;
    rows[column] = head;
    rows[pivot] = here;
    const divisor = head[column] ?? 0;
    if (Math.abs(divisor) <= largest * 1e-14) return null;
    for (let k = column; k < head.length; k++) head[k] = (head[k] ?? 0) / divisor;
    for (const [r, row] of rows.entries()) {
      const factor = row[column] ?? 0;
      if (r === column || factor === 0) continue;
      for (let k = column; k < row.length; k++) row[k] = (row[k] ?? 0) - factor * (head[k] ?? 0);
    }
  }
  return rows.map((row) => row.slice(n));
}

function pivotRow(rows: readonly (readonly number[])[], column: number): number {
  let best = column;
  for (let r = column + 1; r < rows.length; r++)
    if (Math.abs(rows[r]?.[column] ?? 0) > Math.abs(rows[best]?.[column] ?? 0)) best = r;
  return best;
}
