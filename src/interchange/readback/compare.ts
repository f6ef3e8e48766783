import { claimKind, type Claim, type Claims } from './claims.ts';

/** Claim kind → largest difference of a number that still is the same statement (0.001 unless the format rounds). */
export type Carried = Readonly<Record<string, number>>;

export interface ClaimDifference {
  readonly path: string;
  /** `missing`: the file does not say it; `invented`: only the file says it; `changed`: both say something else. */
  readonly how: 'missing' | 'invented' | 'changed';
}

/**
 * Compares what a file says with what the plan says, for the kinds of claims the format carries. A statement that only
 * the file makes is a difference too. Answers paths, never values: they may go into messages.
 */
export function claimDifferences(plan: Claims, file: Claims, carried: Carried): readonly ClaimDifference[] {
  const differences: ClaimDifference[] = [];
  for (const [path, expected] of plan) {
    const tolerance = carried[claimKind(path)];
    if (tolerance === undefined) continue;
    const found = file.get(path);
    if (found === undefined) differences.push({ path, how: 'missing' });
    else if (!sameClaim(expected, found, tolerance)) differences.push({ path, how: 'changed' });
  }
  for (const path of file.keys()) if (!plan.has(path)) differences.push({ path, how: 'invented' });
  return differences;
}

function sameClaim(a: Claim, b: Claim, tolerance: number): boolean {
  if (typeof a === 'string' || typeof b === 'string') return a === b;
  return a.length === b.length && a.every((value, i) => Math.abs(value - (b[i] ?? Number.NaN)) <= tolerance);
}
