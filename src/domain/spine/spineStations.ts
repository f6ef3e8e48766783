import { curveThroughPoints } from '../geometry/curve.ts';
import {
  add,
  addScaled,
  cross,
  distance,
  negate,
  reject,
  subtract,
  unit,
  type Vec3,
} from '../geometry/vec3.ts';
import { compareVertebrae } from '../vocabulary/scheme.ts';
import type { LevelPoint } from './spineFrame.ts';

/** Value of the image at a point, LPS mm, in the modality's unit; null where the volume has none. */
export type SampleValue = (pointLpsMm: Vec3) => number | null;

/** A plane across the labelled curve; l and a are millimetres to the patient's left and posterior of `origin`. */
export interface SpineStation {
  /** Arc length from the first label, mm; negative above it. */
  readonly arcMm: number;
  readonly origin: Vec3;
  /** Unit vectors, LPS: toward the feet, the patient's left (roll unknown: patient x), posterior. */
  readonly tangent: Vec3;
  readonly left: Vec3;
  readonly posterior: Vec3;
}

export interface SpineStations {
  readonly stations: readonly SpineStation[];
  /** Arc length of each label, head to foot, mm. */
  readonly labelArcsMm: readonly number[];
  readonly labels: readonly LevelPoint[];
}

/** Tangents are taken over this length to either side: clicks scatter, spines bend slowly. */
const TANGENT_REACH_MM = 12;
/** Beyond this the body line runs along left-right and no plane across it has a left (definitions.md). */
const DEGENERATE_AXIS = 0.9;

/**
 * Planes every `stepMm` along the curve through the labels, `beyondMm` further at both ends along the end tangents.
 *
 * @param labels - body centres in any order, each level once; LPS mm
 * @returns null with fewer than two labels, or where the curve runs along patient x
 */
export function spineStations(
  labels: readonly LevelPoint[],
  stepMm: number,
  beyondMm: number,
): SpineStations | null {
  const sorted = labels.toSorted((a, b) => compareVertebrae(a.level, b.level));
  const curve = curveThroughPoints(sorted.map((label) => label.pointLpsMm));
  if (curve === null || curve.knotsMm.length !== sorted.length) return null;
  const pointAt = (arcMm: number): Vec3 => {
    const inside = Math.min(curve.lengthMm, Math.max(0, arcMm));
    const end = curve.at(inside);
    if (inside === arcMm) return end;
    const inner = curve.at(inside + (arcMm < 0 ? TANGENT_REACH_MM : -TANGENT_REACH_MM));
    const outward = unit(subtract(end, inner));
    return outward === null ? end : addScaled(end, outward, Math.abs(arcMm - inside));
  };
  const stations: SpineStation[] = [];
  const count = Math.floor((curve.lengthMm + 2 * beyondMm) / stepMm);
  for (let i = 0; i <= count; i++) {
    const arcMm = i * stepMm - beyondMm;
    const tangent = unit(subtract(pointAt(arcMm + TANGENT_REACH_MM), pointAt(arcMm - TANGENT_REACH_MM)));
    if (tangent === null || Math.abs(tangent[0]) > DEGENERATE_AXIS) return null;
    const left = unit(reject([1, 0, 0], tangent));
    if (left === null) return null;
    const across = cross(left, tangent);
    const posterior = across[1] < 0 ? negate(across) : across;
    stations.push({ arcMm, origin: pointAt(arcMm), tangent, left, posterior });
  }
  return { stations, labelArcsMm: curve.knotsMm, labels: sorted };
}

/** LPS mm of a place on a station's plane. */
export const onStation = (station: SpineStation, leftMm: number, posteriorMm: number): Vec3 =>
  add(addScaled(station.origin, station.left, leftMm), [
    station.posterior[0] * posteriorMm,
    station.posterior[1] * posteriorMm,
    station.posterior[2] * posteriorMm,
  ]);

/** Distance between the labels beside a station, mm: the local rhythm of the spine. */
export function intervalAt({ labelArcsMm, labels }: SpineStations, arcMm: number): number {
  const next = labelArcsMm.findIndex((knot) => knot > arcMm);
  const lower = next === -1 ? labels.length - 1 : Math.max(1, next);
  const [a, b] = [labels[lower - 1], labels[lower]];
  return a === undefined || b === undefined ? 30 : distance(a.pointLpsMm, b.pointLpsMm);
}
