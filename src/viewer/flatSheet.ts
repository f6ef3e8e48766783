import { dot, scale, type Vec3 } from '../domain/geometry/vec3.ts';
import type { VolumeGrid } from '../dicom/model.ts';
import type { VolumeImage } from '../imaging/seriesImage.ts';
import type { ObliquePlane } from './api.ts';
import { bodyCorners } from './bodyBox.ts';
import { provenLetters } from './letters.ts';
import { extentOf, gridFrame, obliqueFrame, onPlane, planeNearest, type PlaneFrame } from './planeFrame.ts';
import type { AnatomicalPlane } from './planeAxes.ts';
import type { Sheet } from './sheet.ts';

/** Parallel planes of a volume; the view's space is the patient's. */
function flatSheet(
  frame: PlaneFrame,
  plane: AnatomicalPlane,
  image: VolumeImage,
  look: Sheet['look'] = () => ({ kind: 'flat' }),
): Sheet {
  const { right, up, normal } = frame;
  return {
    plane,
    count: frame.count,
    startIndex: frame.startIndex,
    stepMm: frame.stepMm,
    right,
    up,
    fitTo: (index) => {
      const { centre, size } = extentOf(frame, bodyCorners(image));
      return { centre: onPlane(frame, centre, index), size };
    },
    onSurface: (point, index) => onPlane(frame, point, index),
    indexNearest: (point) => planeNearest(frame, point),
    line: (first, dx, width) => ({
      line: { firstLpsMm: first, stepLpsMm: scale(right, dx), from: 0, to: width },
      depthLps: normal,
    }),
    toPatient: (point) => point,
    fromPatient: (point) => point,
    letters: () => provenLetters(right, up),
    spacing: 'calibrated',
    positionMm: (index) => positionOfPlane(frame, plane, index),
    acquired: frame.acquired,
    look,
  };
}

/** The planes of a volume, or those parallel to `aligned`; `display` is the grid without shear. */
export function planeSheet(
  image: VolumeImage,
  display: VolumeGrid,
  plane: AnatomicalPlane,
  aligned: ObliquePlane | null,
): Sheet {
  const own = gridFrame(display, plane);
  // The slices of a display grid that is not the image's own are resampled ones.
  const upright = { ...own, acquired: own.acquired && display === image.grid };
  const tilted = aligned === null ? null : obliqueFrame(display, aligned, own);
  if (aligned === null || tilted === null) return flatSheet(upright, plane, image);
  const tiltDeg = (Math.acos(Math.min(1, Math.abs(dot(tilted.normal, own.normal)))) * 180) / Math.PI;
  const headward = tilted.direction[2] >= 0 ? 1 : -1;
  return flatSheet(tilted, plane, image, (index) => ({
    kind: 'oblique',
    name: aligned.name,
    tiltDeg,
    offMm: headward * (index - tilted.startIndex) * tilted.stepMm,
  }));
}

/** Positions are told along the patient axis the plane moves through: head, left, posterior count up. */
const PATIENT_AXIS: Readonly<Record<AnatomicalPlane, Vec3>> = {
  axial: [0, 0, 1],
  sagittal: [1, 0, 0],
  coronal: [0, 1, 0],
};

/** Position of a plane of the family along its own direction, mm, counted up toward head, left or posterior. */
function positionOfPlane(frame: PlaneFrame, plane: AnatomicalPlane, index: number): number {
  const reach = dot(onPlane(frame, frame.centre, index), frame.direction);
  return dot(frame.direction, PATIENT_AXIS[plane]) >= 0 ? reach : -reach;
}
