import type { Vec3 } from '../domain/geometry/vec3.ts';
import { add, distance, dot, length, scale, subtract } from '../domain/geometry/vec3.ts';
import type { GeometryCode } from '../domain/vocabulary/terms.ts';
import type { FrameSelection, GeometryReport, InstanceHeader, VolumeGrid } from './model.ts';
import type { Slice } from './slices.ts';
import { sameOrientation, sortedSlices } from './slices.ts';
import { isSliceClass } from './sopClasses.ts';

/** Slices closer than this along the normal stand at the same place. */
const SAME_PLACE_MM = 0.01;
/** Two positions always look evenly spaced; a third one can contradict. */
const MIN_VOLUME_SLICES = 3;
/** A slice may stand this far from its place on an even grid: writers round positions to 0.1 mm. */
const evenToleranceMm = (spacingMm: number): number => Math.max(0.055, 0.02 * spacingMm);
/** In-plane drift from slice to slice that counts as a tilted stack rather than rounding, degrees. */
const TILT_DEG = 0.5;
/** Gantry/Detector Tilt from which the header's word is taken up, degrees. */
const STATED_TILT_DEG = 1;

/**
 * What the positions of one consistent stack prove. Numbers come from Image Position and Orientation (Patient) alone;
 * Slice Thickness, Spacing Between Slices and Slice Location are claims and never make a grid.
 * Source: PS3.3 C.7.6.2.1.1.
 */
export function geometryOf(instances: readonly InstanceHeader[], selection?: FrameSelection): GeometryReport {
  const slices = sortedSlices(instances, selection);
  if (slices === null) return none(reasonWithoutPlace(instances));
  const first = slices[0];
  if (first === undefined) return none('No image.');
  if (slices.some((slice) => !sameOrientation(slice, first)))
    return refused(
      ['mixed-orientation'],
      ['Images of different orientation in one object: no volume is made of them.'],
    );
  const duplicates = countSamePlace(slices);
  if (duplicates > 0)
    return refused(
      ['duplicates'],
      [
        `${duplicates} of ${slices.length} slices stand at a position that is already taken: which one is meant is not proven, so volumes are not computed. Scroll and marks work.`,
      ],
    );
  if (slices.length < MIN_VOLUME_SLICES) return reportOfFew(first.header);
  const report = reportOfSpaced(slices, first);
  return first.header.frameOfReferenceUid === null
    ? {
        ...report,
        notes: [...report.notes, 'Frame of Reference UID is not stated: linked to no other series.'],
      }
    : report;
}

const none = (note: string): GeometryReport => ({
  codes: ['none'],
  notes: [note],
  volumeAllowed: false,
  grid: null,
});
const refused = (codes: readonly GeometryCode[], notes: readonly string[]): GeometryReport => ({
  codes,
  notes,
  volumeAllowed: false,
  grid: null,
});

/** One or two slices: no spacing to check. A stated gantry tilt is passed on as what it is, a statement. */
function reportOfFew(header: InstanceHeader): GeometryReport {
  const report = none(
    'Fewer than three slices: even spacing cannot be proven, and volumes are not computed.',
  );
  const tilt = header.gantryTiltDeg ?? 0;
  if (Math.abs(tilt) < STATED_TILT_DEG) return report;
  return {
    ...report,
    codes: ['tilt', 'none'],
    notes: [`The header states a gantry tilt of ${tilt}°.`, ...report.notes],
  };
}

function reasonWithoutPlace(instances: readonly InstanceHeader[]): string {
  if (instances.every((header) => !isSliceClass(header.sopClassUid)))
    return 'Projection or secondary images: no place in the patient is proven, and none is invented.';
  const degenerate = instances.some((header) => header.imageOrientationPatient !== null);
  return degenerate
    ? 'Position or orientation of a slice is missing or contradictory: no place in the patient is proven.'
    : 'Position and orientation are not stated: no place in the patient is proven.';
}

/** Slices beyond the first at each place. */
export function countSamePlace(slices: readonly Slice[]): number {
  return slices.filter((slice, i) => {
    const previous = slices[i - 1];
    return previous !== undefined && slice.projectionMm - previous.projectionMm < SAME_PLACE_MM;
  }).length;
}

function reportOfSpaced(slices: readonly Slice[], first: Slice): GeometryReport {
  const steps = slices.slice(1).map((slice, i) => slice.projectionMm - (slices[i]?.projectionMm ?? 0));
  const spacingMm = median(steps);
  const gaps = gapNotes(slices, steps, spacingMm);
  const overlap = overlapNote(first.header, spacingMm);
  const extra: readonly GeometryCode[] = overlap === null ? [] : ['overlap'];
  const extraNotes = overlap === null ? [] : [overlap];
  if (gaps.length > 0) return refused(['gap', ...extra], [...gaps, ...extraNotes]);
  const uneven = unevenNote(slices, steps, spacingMm);
  if (uneven !== null) return refused(['uneven', ...extra], [uneven, ...extraNotes]);
  const gridded = gridOf(slices, first);
  if (typeof gridded === 'string') return refused(['uneven', ...extra], [gridded, ...extraNotes]);
  const tilt = tiltOf(slices, first, gridded);
  return {
    codes: [...(tilt === null ? (['regular'] as const) : (['tilt'] as const)), ...extra],
    notes: [...(tilt === null ? [] : [tilt.note]), ...extraNotes],
    volumeAllowed: tilt?.contradiction !== true,
    grid: tilt?.contradiction === true ? null : gridded,
  };
}

const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
};

/** Axis name of the patient the stack mostly runs along, for sentences. */
function axisOf(normal: Vec3): 'x' | 'y' | 'z' {
  const [x, y, z] = normal.map(Math.abs);
  if ((z ?? 0) >= (x ?? 0) && (z ?? 0) >= (y ?? 0)) return 'z';
  return (x ?? 0) >= (y ?? 0) ? 'x' : 'y';
}
const coordinate = (slice: Slice, axis: 'x' | 'y' | 'z'): string =>
  slice.positionLpsMm[axis === 'x' ? 0 : axis === 'y' ? 1 : 2].toFixed(1).replace('-', '−');

/** Steps of 1.5 spacings and more; says how many slices are missing where that is a whole number. */
function gapNotes(slices: readonly Slice[], steps: readonly number[], spacingMm: number): readonly string[] {
  const axis = axisOf(slices[0]?.normal ?? [0, 0, 1]);
  return steps.flatMap((step, i) => {
    const before = slices[i];
    const after = slices[i + 1];
    if (before === undefined || after === undefined || step < 1.5 * spacingMm) return [];
    const missing = Math.round(step / spacingMm) - 1;
    const exact = Math.abs(step - (missing + 1) * spacingMm) <= evenToleranceMm(spacingMm) * (missing + 1);
    const count = exact
      ? `${missing} ${missing === 1 ? 'slice' : 'slices'} missing`
      : `${step.toFixed(1)} mm wide`;
    return [
      `Gap between ${axis} = ${coordinate(before, axis)} and ${coordinate(after, axis)} mm (${count}): volumes across it are not computed. Scroll and marks work.`,
    ];
  });
}

/** null when every slice is within tolerance of its place on an even grid. */
function unevenNote(slices: readonly Slice[], steps: readonly number[], spacingMm: number): string | null {
  const start = slices[0]?.projectionMm ?? 0;
  const span = (slices.at(-1)?.projectionMm ?? start) - start;
  const mean = span / steps.length;
  const worst = Math.max(...slices.map((slice, i) => Math.abs(slice.projectionMm - start - i * mean)));
  if (worst <= evenToleranceMm(spacingMm)) return null;
  const low = Math.min(...steps).toFixed(2);
  const high = Math.max(...steps).toFixed(2);
  return `Uneven spacing, ${low} to ${high} mm: volumes are not computed. Scroll and marks work.`;
}

/** Slice Thickness beyond the spacing: overlapping reconstruction, harmless, but a slice shows more than its step. */
function overlapNote(header: InstanceHeader, spacingMm: number): string | null {
  const thickness = header.sliceThicknessMm;
  if (thickness === null || thickness <= spacingMm * 1.02 + 0.005) return null;
  return `Slices of ${thickness} mm every ${spacingMm.toFixed(2)} mm: neighbours overlap.`;
}

/** The even grid through first and last slice, shear kept; a sentence when rows, sizes or in-plane drift forbid one. */
function gridOf(slices: readonly Slice[], first: Slice): VolumeGrid | string {
  const last = slices.at(-1) ?? first;
  const spacing = first.pixelSpacing;
  if (spacing === null)
    return 'Pixel Spacing is not stated: nothing can be measured, and volumes are not computed.';
  const { rows, columns } = first.header;
  const different = slices.some(
    ({ header, pixelSpacing }) =>
      header.rows !== rows ||
      header.columns !== columns ||
      pixelSpacing === null ||
      Math.abs(pixelSpacing[0] - spacing[0]) > 1e-3 * spacing[0] ||
      Math.abs(pixelSpacing[1] - spacing[1]) > 1e-3 * spacing[1],
  );
  if (different) return 'Size or pixel spacing changes between slices: volumes are not computed.';
  const sliceStep = scale(subtract(last.positionLpsMm, first.positionLpsMm), 1 / (slices.length - 1));
  const tolerance = evenToleranceMm(length(sliceStep));
  const drift = Math.max(
    ...slices.map((slice, k) => distance(slice.positionLpsMm, add(first.positionLpsMm, scale(sliceStep, k)))),
  );
  if (drift > Math.max(tolerance, spacing[0] / 4))
    return `Slices are shifted sideways against each other by up to ${drift.toFixed(1)} mm: volumes are not computed. Scroll and marks work.`;
  return {
    dimensions: [columns, rows, slices.length],
    originLpsMm: first.positionLpsMm,
    columnStepLpsMm: scale(first.row, spacing[1]),
    rowStepLpsMm: scale(first.column, spacing[0]),
    sliceStepLpsMm: sliceStep,
  };
}

interface Tilt {
  readonly note: string;
  /** The header states a tilt that the positions deny. */
  readonly contradiction: boolean;
}

/**
 * Gantry tilt: the step from slice to slice leaves the normal. Where (0018,1120) states one of 1° and more on original
 * axial slices whose orientation and steps show none, header and geometry contradict each other and no grid is given.
 */
function tiltOf(slices: readonly Slice[], first: Slice, grid: VolumeGrid): Tilt | null {
  const along = dot(grid.sliceStepLpsMm, first.normal);
  const sideways = length(subtract(grid.sliceStepLpsMm, scale(first.normal, along)));
  const angle = (Math.atan2(sideways, along) * 180) / Math.PI;
  if (angle >= TILT_DEG)
    return {
      note: `Stack tilted by ${angle.toFixed(1)}°: planes and volumes are resampled from the slanted slices where they truly lie.`,
      contradiction: false,
    };
  const stated = Math.abs(first.header.gantryTiltDeg ?? 0);
  const upright = Math.abs(first.normal[2]) > Math.cos((TILT_DEG * Math.PI) / 180);
  const original = first.header.imageType[0] === 'ORIGINAL' && first.header.modality === 'CT';
  if (stated < STATED_TILT_DEG || !upright || !original) return null;
  return {
    note: `The header states a gantry tilt of ${stated}°, the positions of the ${slices.length} slices show none: which is true is not proven, so volumes are not computed. Scroll and marks work.`,
    contradiction: true,
  };
}

/**
 * Index of a slice in a grid by its position, or null when it stands off every grid plane by more than the tolerance:
 * never place a slice by file or instance order.
 *
 * @param positionLpsMm - Image Position (Patient), LPS mm
 */
export function sliceIndexOf(grid: VolumeGrid, positionLpsMm: Vec3): number | null {
  const step = grid.sliceStepLpsMm;
  const offset = subtract(positionLpsMm, grid.originLpsMm);
  const index = Math.round(dot(offset, step) / dot(step, step));
  const off = length(subtract(offset, scale(step, index)));
  const pixel = length(grid.rowStepLpsMm);
  if (index < 0 || index >= grid.dimensions[2] || off > Math.max(evenToleranceMm(length(step)), pixel / 4))
    return null;
  return index;
}
