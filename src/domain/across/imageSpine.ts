import type { PointPx, ProjectionLabeling } from '../case/document.ts';
import type { Vec3 } from '../geometry/vec3.ts';
import { spacingOf } from '../spine/spacing.ts';
import { axesBetween, nodeDistanceMm, spineOf, type Spine } from '../spine/spineFrame.ts';
import { pairOf } from '../spine/spineCoordinate.ts';
import type { SpineScheme, Vertebra } from '../vocabulary/level.ts';

/** Where an interspace lies on a projection image: pixels, with a ruler that its own labels give. */
export interface ImageInterspace {
  readonly upperPx: PointPx;
  readonly lowerPx: PointPx;
  /** Unit vectors of the image at a height of the interspace: across, toward the right edge; along, toward the feet. */
  readonly acrossAt: (fraction: number) => PointPx | null;
  readonly alongPx: PointPx;
  readonly lengthPx: number;
  /** From the mean spacing of this interspace; the scale of the body itself is not known. */
  readonly pxPerMm: number;
}

/** Ruler where the table has no spacing (beside T13, L6): the mean of thoracolumbar spacings. */
const FALLBACK_SPACING_MM = 30;

/**
 * An interspace between two labels of one image and frame. Labels of a projection lie in the image plane alone, seen as
 * a coronal plane from the front: column along x, row down z (`locateOnProjection`).
 *
 * @returns null where the two are not labelled neighbours on this image
 */
export function imageInterspace(
  labeling: Pick<ProjectionLabeling, 'labels'>,
  scheme: SpineScheme,
  at: { readonly upper: Vertebra; readonly lower: Vertebra },
): ImageInterspace | null {
  const spine: Spine = spineOf({
    labels: labeling.labels.map(({ level, pointPx }) => ({ level, pointLpsMm: inPlane(pointPx) })),
    scheme,
  });
  const pair = pairOf(spine, at);
  if (pair === null) return null;
  const [upper, lower] = pair;
  const lengthPx = nodeDistanceMm(upper, lower);
  const [upperPx, lowerPx] = [onImage(upper.centre), onImage(lower.centre)];
  return {
    upperPx,
    lowerPx,
    acrossAt: (fraction) => {
      const axes = axesBetween(spine, upper, lower, fraction);
      return axes === null ? null : onImage(axes.left);
    },
    alongPx: [(lowerPx[0] - upperPx[0]) / lengthPx, (lowerPx[1] - upperPx[1]) / lengthPx],
    lengthPx,
    pxPerMm: lengthPx / (spacingOf(upper.level, lower.level)?.meanMm ?? FALLBACK_SPACING_MM),
  };
}

const inPlane = ([column, row]: PointPx): Vec3 => [column, 0, -row];
const onImage = ([x, , z]: Vec3): PointPx => [x, -z];
