import { childFrame, mixFrames, toScene } from '../math/frame.ts';
import type { Frame } from '../math/frame.ts';
import { add, scale } from '../math/vec3.ts';
import type { Vec3 } from '../math/vec3.ts';
import type { Shape } from '../shapes/shape.ts';

/** The plane between two facets: a shallow cylinder, concave toward the upper vertebra's process. */
export interface FacetJoint {
  /** Frame halfway between the two vertebrae. */
  readonly between: Frame;
  readonly centre: Vec3;
  /** From the lower vertebra's (superior) facet to the upper vertebra's (inferior) facet. */
  readonly normal: Vec3;
  readonly axisPoint: Vec3;
  readonly radiusMm: number;
  readonly gapMm: number;
}

/**
 * Joint of one side between two neighbours.
 *
 * @param sign - +1 patient left, -1 right
 * @param facetDeg - 0 sagittal, 90 coronal
 */
export function makeFacetJoint(
  upper: Frame,
  lower: Frame,
  sign: 1 | -1,
  place: {
    readonly lateralMm: number;
    readonly behindMm: number;
    readonly facetDeg: number;
    /** How far the joint leans forward at its head end, degrees: shingled in the neck. */
    readonly inclineDeg?: number;
    readonly gapMm?: number;
  },
): FacetJoint {
  const middle = mixFrames(upper, lower, 0.5);
  const between = place.inclineDeg === undefined ? middle : childFrame(middle, [0, 0, 0], place.inclineDeg);
  const angle = (place.facetDeg * Math.PI) / 180;
  const centre = toScene(middle, [sign * place.lateralMm, place.behindMm, -1]);
  const turned = childFrame(between, [0, 0, 0]);
  const normal = add(scale(turned.x, -sign * Math.cos(angle)), scale(turned.y, Math.sin(angle)));
  const radiusMm = 16;
  return {
    between,
    centre,
    normal,
    axisPoint: add(centre, scale(normal, radiusMm)),
    radiusMm,
    gapMm: place.gapMm ?? 1.9,
  };
}

/** Keeps the part of a process on its own side of the joint. */
export function keepSide(shape: Shape, joint: FacetJoint, side: 'superior' | 'inferior'): Shape {
  const [cx, cy, cz] = joint.axisPoint;
  const [zx, zy, zz] = joint.between.z;
  const edge = side === 'superior' ? joint.radiusMm + joint.gapMm / 2 : joint.radiusMm - joint.gapMm / 2;
  return {
    box: shape.box,
    distance: (x, y, z) => {
      const own = shape.distance(x, y, z);
      const dx = x - cx;
      const dy = y - cy;
      const dz = z - cz;
      const along = dx * zx + dy * zy + dz * zz;
      const r = Math.sqrt(Math.max(0, dx * dx + dy * dy + dz * dz - along * along));
      const wall = side === 'superior' ? edge - r : r - edge;
      return own > wall ? own : wall;
    },
  };
}
