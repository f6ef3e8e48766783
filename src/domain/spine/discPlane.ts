import { negate, type Vec3 } from '../geometry/vec3.ts';
import type { Vertebra } from '../vocabulary/level.ts';
import { axesBetween, type Spine } from './spineFrame.ts';
import { levelsOf, positionOf } from './spinePosition.ts';

/** The plane through the middle between two neighbouring body centres, across the spine; LPS mm. */
export interface DiscPlane {
  readonly upper: Vertebra;
  readonly lower: Vertebra;
  readonly centreLpsMm: Vec3;
  /** Unit vectors of a picture seen from the feet: patient left to the right edge, front to the top. */
  readonly rightLps: Vec3;
  readonly upLps: Vec3;
}

/**
 * The plane of the interspace a point lies at: fraction 0.5 of the frame of definitions.md "Level of a point", whose
 * tangent is its normal. The disc itself is not measured: endplates may be tilted by some degrees against it.
 *
 * @returns null outside the labels, where a label between is missing, and where the axes are degenerate
 */
export function discPlaneAt(spine: Spine, pointLpsMm: Vec3): DiscPlane | null {
  const position = positionOf(spine, pointLpsMm);
  if (position?.kind !== 'between' || levelsOf(spine, position).interspace === null) return null;
  const axes = axesBetween(spine, position.upper, position.lower, 0.5);
  if (axes === null) return null;
  return {
    upper: position.upper.level,
    lower: position.lower.level,
    centreLpsMm: axes.origin,
    rightLps: axes.left,
    upLps: negate(axes.posterior),
  };
}
