/** Dense symmetric algebra of the shape model on flat, row-major arrays. */

/**
 * Lower Cholesky factor, in place: the lower triangle of `a` becomes L with L·Lᵀ = a.
 *
 * @param a - n × n, row-major, symmetric; only the lower triangle is read
 * @returns false where `a` is not positive definite; `a` is then of no use
 */
export function factorize(a: Float64Array, n: number): boolean {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = at(a, i * n + j);
      for (let k = 0; k < j; k++) sum -= at(a, i * n + k) * at(a, j * n + k);
      if (i !== j) a[i * n + j] = sum / at(a, j * n + j);
      else if (sum > 0) a[i * n + i] = Math.sqrt(sum);
      else return false;
    }
  }
  return true;
}

/**
 * Solves L·X = B in place.
 *
 * @param factor - n × n from `factorize`
 * @param b - n × width, row-major
 */
export function forwardSolve(factor: Float64Array, n: number, b: Float64Array, width: number): void {
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) {
      const weight = at(factor, i * n + k);
      if (weight === 0) continue;
      for (let c = 0; c < width; c++) b[i * width + c] = at(b, i * width + c) - weight * at(b, k * width + c);
    }
    const pivot = at(factor, i * n + i);
    for (let c = 0; c < width; c++) b[i * width + c] = at(b, i * width + c) / pivot;
  }
}

/** Solves Lᵀ·X = B in place: with `forwardSolve` before it, (L·Lᵀ)·X = B. */
export function backwardSolve(factor: Float64Array, n: number, b: Float64Array, width: number): void {
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) {
      const weight = at(factor, k * n + i);
      if (weight === 0) continue;
      for (let c = 0; c < width; c++) b[i * width + c] = at(b, i * width + c) - weight * at(b, k * width + c);
    }
    const pivot = at(factor, i * n + i);
    for (let c = 0; c < width; c++) b[i * width + c] = at(b, i * width + c) / pivot;
  }
}

/**
 * Largest eigenvalue of a symmetric 3 × 3 matrix, row-major.
 *
 * Source: Smith 1961, "Eigenvalues of a symmetric 3 × 3 matrix", CACM 4(4)
 */
export function largestEigenvalue(a: Float64Array): number {
  const [a00, a11, a22, a01, a02, a12] = [at(a, 0), at(a, 4), at(a, 8), at(a, 1), at(a, 2), at(a, 5)];
  const mean = (a00 + a11 + a22) / 3;
  const off = a01 ** 2 + a02 ** 2 + a12 ** 2;
  const p = Math.sqrt(((a00 - mean) ** 2 + (a11 - mean) ** 2 + (a22 - mean) ** 2 + 2 * off) / 6);
  if (p < 1e-12) return mean;
  const [b00, b11, b22] = [a00 - mean, a11 - mean, a22 - mean];
  const determinant =
    b00 * (b11 * b22 - a12 * a12) - a01 * (a01 * b22 - a12 * a02) + a02 * (a01 * a12 - b11 * a02);
  const r = Math.min(1, Math.max(-1, determinant / (2 * p ** 3)));
  return mean + 2 * p * Math.cos(Math.acos(r) / 3);
}

/** An element known to exist: indices here are arithmetic, not data. */
const at = (a: Float64Array, i: number): number => a[i] ?? 0;
