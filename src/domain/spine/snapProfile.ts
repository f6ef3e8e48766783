import { add, addScaled, cross, distance, scale, subtract, unit, type Vec3 } from '../geometry/vec3.ts';
import type { LevelPoint } from './spineFrame.ts';
import type { SampleValue } from './spineStations.ts';

/** The image along the spine around one body, in shares of the local interval: −1 is a body higher, 0 the centre. */
export interface BodyWindow {
  readonly tangent: Vec3;
  readonly intervalMm: number;
  /** One value a `STEP_SHARE` from −REACH to +REACH; NaN outside the volume. */
  readonly values: readonly number[];
}

/** Two bodies and their discs to either side are looked at: the middle one and half of the next. */
const REACH_SHARE = 1.05;
const STEP_SHARE = 0.03;
/** A template reaches this far from its centre: the body and both discs. */
const TEMPLATE_SHARE = 0.65;
/** A third of an interval: beyond it the next body would be meant. */
const MOST_SHIFT_SHARE = 0.34;
/** The core of the body is averaged over this share of the interval to every side. */
const CORE_SHARE = 0.24;
/** Less than this is no likeness: set on the phantoms, where lower values let wrong vertebrae through. */
const LEAST_LIKENESS = 0.72;
/** Confirmed bodies are alike above this: clicks scatter, and a transitional vertebra differs. */
const LEAST_TEMPLATE_LIKENESS = 0.55;

const STEPS = Math.round(REACH_SHARE / STEP_SHARE);
const TEMPLATE_STEPS = Math.round(TEMPLATE_SHARE / STEP_SHARE);
const SHIFT_STEPS = Math.round(MOST_SHIFT_SHARE / STEP_SHARE);
const RING = [0, 60, 120, 180, 240, 300].map((degrees) => (degrees * Math.PI) / 180);

/** @param chain - all labels of the range, placed or expected, head to foot: they give direction and interval; LPS mm */
export function bodyWindow(
  label: LevelPoint,
  chain: readonly LevelPoint[],
  sample: SampleValue,
): BodyWindow | null {
  const at = chain.findIndex((one) => one.level === label.level);
  const [upper, lower] = [chain[at - 1] ?? label, chain[at + 1] ?? label];
  const tangent = unit(subtract(lower.pointLpsMm, upper.pointLpsMm));
  if (at === -1 || tangent === null) return null;
  const beside = [upper, lower].filter((one) => one !== label);
  const intervalMm =
    beside.reduce((sum, one) => sum + distance(one.pointLpsMm, label.pointLpsMm), 0) / beside.length;
  const u = unit(cross(tangent, [1, 0, 0])) ?? [0, 1, 0];
  const v = cross(tangent, u);
  const radius = CORE_SHARE * intervalMm;
  const values = Array.from({ length: 2 * STEPS + 1 }, (_, i) => {
    const along = (i - STEPS) * STEP_SHARE * intervalMm;
    return meanOf(sample, addScaled(label.pointLpsMm, tangent, along), u, v, radius);
  });
  return { tangent, intervalMm, values };
}

function meanOf(sample: SampleValue, centre: Vec3, u: Vec3, v: Vec3, radius: number): number {
  let [sum, n] = [0, 0];
  for (const r of [0, radius / 2, radius])
    for (const angle of r === 0 ? [0] : RING) {
      const offset = add(scale(u, r * Math.cos(angle)), scale(v, r * Math.sin(angle)));
      const value = sample(add(centre, offset));
      if (value === null) continue;
      sum += value;
      n += 1;
    }
  return n < 8 ? Number.NaN : sum / n;
}

/** Mean look of the confirmed bodies, each brought to mean 0 and length 1; null where they are unlike. */
export function bodyTemplate(
  confirmed: readonly LevelPoint[],
  chain: readonly LevelPoint[],
  sample: SampleValue,
): readonly number[] | null {
  const looks = confirmed.flatMap((label) => {
    const window = bodyWindow(label, chain, sample);
    const look = window === null ? null : normalized(window.values, STEPS);
    return look === null ? [] : [look];
  });
  if (looks.length < 2) return null;
  // A body is much the same upside down: its mirror image doubles the few that were clicked.
  const mean = looks[0]?.map((_, k) =>
    looks.reduce((sum, look) => sum + (look[k] ?? 0) + (look[look.length - 1 - k] ?? 0), 0),
  );
  const template = mean === undefined ? null : unitLength(mean);
  if (template === null) return null;
  const likeness = looks.map((look) => product(look, template)).toSorted((a, b) => a - b);
  return (likeness[likeness.length >> 1] ?? 0) >= LEAST_TEMPLATE_LIKENESS ? template : null;
}

/** The shift along the spine at which the window looks most like a body; null where none does, or the best is the edge. */
export function bestShift(
  { values, intervalMm }: BodyWindow,
  template: readonly number[],
): { readonly shiftMm: number; readonly likeness: number } | null {
  const scores = Array.from({ length: 2 * SHIFT_STEPS + 1 }, (_, i) => {
    const look = normalized(values, STEPS + i - SHIFT_STEPS);
    return look === null ? -1 : product(look, template);
  });
  const best = scores.reduce((k, score, i) => (score > (scores[k] ?? -1) ? i : k), 0);
  const [before, here, after] = [scores[best - 1], scores[best], scores[best + 1]];
  if (here === undefined || before === undefined || after === undefined || here < LEAST_LIKENESS) return null;
  const bend = before - 2 * here + after;
  const finer = bend < 0 ? (before - after) / (2 * bend) : 0;
  return { shiftMm: (best - SHIFT_STEPS + finer) * STEP_SHARE * intervalMm, likeness: Math.min(1, here) };
}

function normalized(values: readonly number[], centre: number): readonly number[] | null {
  const part = values.slice(centre - TEMPLATE_STEPS, centre + TEMPLATE_STEPS + 1);
  if (part.length !== 2 * TEMPLATE_STEPS + 1 || part.some((value) => Number.isNaN(value))) return null;
  const mean = part.reduce((sum, value) => sum + value, 0) / part.length;
  return unitLength(part.map((value) => value - mean));
}

function unitLength(values: readonly number[]): readonly number[] | null {
  const norm = Math.hypot(...values);
  return norm > 0 ? values.map((value) => value / norm) : null;
}

const product = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, k) => sum + value * (b[k] ?? 0), 0);
