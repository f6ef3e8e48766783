import type { PointPx } from '../case/document.ts';
import { dot, subtract, unit, type Vec3 } from '../geometry/vec3.ts';
import type { DerivedLocation } from '../plan/targetingPlan.ts';
import type { SpineScheme, Vertebra } from '../vocabulary/level.ts';
import { locationWords } from './locationWords.ts';
import { lateralSigmaMm, sideOf } from './locate.ts';
import { nearLevels } from './nearLevels.ts';
import { spacingOf } from './spacing.ts';
import { axesBetween, nodeDistanceMm, spineOf, type Spine } from './spineFrame.ts';
import { levelsOf, positionOf, type SpinePosition } from './spinePosition.ts';

export interface ProjectionInput {
  /** 2D labels of this image and frame, in any order; pixel index [column, row] of square pixels. */
  readonly labels: readonly { readonly level: Vertebra; readonly pointPx: PointPx }[];
  readonly scheme: SpineScheme;
  /** Side of the patient the image's right edge shows, confirmed by a person; null: no side is derived. */
  readonly confirmedRightEdge: 'left' | 'right' | null;
}

/** A projection hides depth: the mark may lie as deep as the posterior canal. */
const ASSUMED_DEPTH_MM = 30;
/** Ruler where the table has no spacing (beside T13, L6): the mean of thoracolumbar spacings. */
const FALLBACK_SPACING_MM = 30;

/**
 * Level of a point on a projection image from the labels of that image and frame: the same pair, fraction and outside
 * rules as in 3D, along the 2D label line. There is no patient frame: lateralMm, apMm and sigmaMm stay null; 3 mm
 * borders are judged with the mean spacing of the pair as the ruler.
 *
 * @returns side only where a person confirmed the right edge, else null with `side-unconfirmed`
 * Source: definitions.md "Level of a point"; clinical.md 12.6
 */
export function locateOnProjection(input: ProjectionInput, pointPx: PointPx): DerivedLocation {
  const spine = spineOf({
    labels: input.labels.map((label) => ({ level: label.level, pointLpsMm: inPlane(label.pointPx) })),
    scheme: input.scheme,
  });
  const point = inPlane(pointPx);
  const position = positionOf(spine, point);
  const levels = position === null ? null : levelsOf(spine, position);
  const side = position === null ? null : sideOnImage(spine, position, point, input.confirmedRightEdge);
  const ruler = position?.kind === 'between' ? (meanSpacingMm(position) ?? FALLBACK_SPACING_MM) : 0;
  const location = {
    vertebra: levels?.vertebra ?? null,
    interspace: levels?.interspace ?? null,
    fraction: levels?.fraction ?? null,
    near:
      levels?.interspace && levels.fraction !== null
        ? nearLevels(input.scheme, levels.interspace.upper, levels.interspace.lower, levels.fraction, ruler)
        : [],
    side: side?.side ?? null,
    lateralMm: null,
    apMm: null,
    sigmaMm: null,
    exitingRoot: levels?.exitingRoot ?? null,
    problems: [...(levels?.problems ?? []), ...(side?.problems ?? []), ...spine.problems],
  };
  return { ...location, words: locationWords(location) };
}

/** The image as a coronal plane seen from the front: column along x, row down z. */
const inPlane = ([column, row]: PointPx): Vec3 => [column, 0, -row];

function sideOnImage(
  spine: Spine,
  position: SpinePosition,
  point: Vec3,
  rightEdge: 'left' | 'right' | null,
): Pick<DerivedLocation, 'side' | 'problems'> {
  if (rightEdge === null) return { side: null, problems: ['side-unconfirmed'] };
  const [upper, lower, fraction] =
    position.kind === 'between'
      ? [position.upper, position.lower, position.fraction]
      : [position.end, position.end, 0];
  const axes = axesBetween(spine, upper, lower, fraction);
  const right = axes === null ? null : unit([axes.left[0], 0, axes.left[2]]);
  if (axes === null || right === null) return { side: null, problems: ['axis-degenerate'] };
  const towardRightEdgePx = dot(subtract(point, axes.origin), right);
  const pxPerMm = pixelsPerMm(spine, position);
  const lateralMm = (rightEdge === 'left' ? towardRightEdgePx : -towardRightEdgePx) / pxPerMm;
  return sideOf(lateralMm, lateralSigmaMm(ASSUMED_DEPTH_MM, false));
}

/** Scale of the image from the labels beside the point and the mean spacing between them. */
function pixelsPerMm(spine: Spine, position: SpinePosition): number {
  if (position.kind === 'between')
    return nodeDistanceMm(position.upper, position.lower) / (meanSpacingMm(position) ?? FALLBACK_SPACING_MM);
  const at = spine.nodes.indexOf(position.end);
  const upper = spine.nodes[at === 0 ? 0 : at - 1] ?? position.end;
  const lower = spine.nodes[at === 0 ? 1 : at] ?? position.end;
  return nodeDistanceMm(upper, lower) / (spacingOf(upper.level, lower.level)?.meanMm ?? FALLBACK_SPACING_MM);
}

const meanSpacingMm = (pair: {
  readonly upper: { level: Vertebra };
  readonly lower: { level: Vertebra };
}): number | null => spacingOf(pair.upper.level, pair.lower.level)?.meanMm ?? null;
