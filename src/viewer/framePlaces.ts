import { addScaled, dot, subtract, type Vec3 } from '../domain/geometry/vec3.ts';
import type { FrameRef } from '../imaging/api.ts';
import { elementAt } from '../imaging/elementAt.ts';
import { frameValues, type SeriesImage } from '../imaging/seriesImage.ts';
import { framePlane, patientToPixel, pixelScale, pixelToPatient } from './frameGeometry.ts';
import { declaredLetters, provenLetters } from './letters.ts';
import { pointUnderCanvas, projectToCanvas, type CanvasPoint, type PlaneView } from './planeView.ts';
import type { Extent } from './printedView.ts';
import type { Surface } from './surface.ts';

type SeenThrough = Pick<Surface, 'view' | 'projectPatient' | 'projectImage'>;

/**
 * Where a frame of a stack lies: between its pixels, the patient and the view, whoever draws it. The view's space is the
 * frame's own: x along the row, y down the column, mm (pixels where uncalibrated).
 */
export interface FramePlaces extends Pick<
  Surface,
  | 'letters'
  | 'spacing'
  | 'positionMm'
  | 'placeAt'
  | 'valueAt'
  | 'indexNearest'
  | 'patientFromView'
  | 'halfStepMm'
> {
  /** The frame shown. */
  readonly original: () => FrameRef;
  readonly wholeFrame: () => Extent;
  /** Places on the canvas of the view shown, or of any other. */
  seenThrough(view: () => PlaneView | null): SeenThrough;
}

/**
 * @param shown - index of the frame
 * @param view - what the pointer is over; null while there is no picture
 */
export function createFramePlaces(
  image: SeriesImage,
  shown: () => number,
  view: () => PlaneView | null,
): FramePlaces {
  const ref = (): FrameRef => elementAt(image.frames, shown());
  const pixelAt = (at: CanvasPoint): readonly [number, number] | null => {
    const now = view();
    if (now === null) return null;
    const { pixelWidth, pixelHeight } = pixelScale(ref());
    const point = pointUnderCanvas(now, at);
    const [column, row] = [point[0] / pixelWidth, point[1] / pixelHeight];
    const { columns, rows } = ref().header;
    const inside = column >= -0.5 && row >= -0.5 && column <= columns - 0.5 && row <= rows - 0.5;
    return inside ? [column, row] : null;
  };

  return {
    original: ref,
    wholeFrame: () => {
      const { pixelWidth, pixelHeight } = pixelScale(ref());
      const { columns, rows } = ref().header;
      return {
        centre: [((columns - 1) / 2) * pixelWidth, ((rows - 1) / 2) * pixelHeight, 0],
        size: [columns * pixelWidth, rows * pixelHeight],
      };
    },
    seenThrough: (at) => {
      const projectPixel = (
        [column, row]: readonly [number, number],
        depth: number,
      ): ReturnType<Surface['projectPatient']> => {
        const now = at();
        if (now === null) return null;
        const { pixelWidth, pixelHeight } = pixelScale(ref());
        return { ...projectToCanvas(now, [column * pixelWidth, row * pixelHeight, 0]), depth };
      };
      return {
        view: at,
        projectPatient: (point) => {
          const plane = framePlane(ref());
          if (plane === null) return null;
          const { pointPx, offMm } = patientToPixel(plane, point);
          return projectPixel(pointPx, offMm);
        },
        projectImage: (sopInstanceUid, frame, pointPx) =>
          ref().header.sopInstanceUid === sopInstanceUid && ref().frame === frame
            ? projectPixel(pointPx, 0)
            : null,
      };
    },
    letters: () => {
      const plane = framePlane(ref());
      if (plane !== null) {
        const up: Vec3 = [-plane.columnDirection[0], -plane.columnDirection[1], -plane.columnDirection[2]];
        return { letters: provenLetters(plane.rowDirection, up), proof: 'proven' };
      }
      const declared = declaredLetters(ref().header.patientOrientation);
      return { letters: declared, proof: declared === null ? 'none' : 'declared' };
    },
    spacing: () => pixelScale(ref()).spacing,
    positionMm: () => {
      const plane = framePlane(ref());
      if (plane === null) return null;
      const largest = plane.normal.reduce(
        (best, v, i) => (Math.abs(v) > Math.abs(plane.normal[best] ?? 0) ? i : best),
        0,
      );
      const along = dot(plane.originLpsMm, plane.normal);
      return (plane.normal[largest] ?? 0) >= 0 ? along : -along;
    },
    placeAt: (at) => {
      const pixel = pixelAt(at);
      if (pixel === null) return { pointLpsMm: null, image: null };
      const plane = framePlane(ref());
      const { sopInstanceUid } = ref().header;
      return {
        pointLpsMm: plane === null ? null : pixelToPatient(plane, pixel),
        image: { sopInstanceUid, frame: ref().frame, pointPx: pixel },
      };
    },
    valueAt: (at) => {
      const pixel = pixelAt(at);
      const values = frameValues(image, shown());
      const { columns, samplesPerPixel } = ref().header;
      if (pixel === null || values === null || samplesPerPixel !== 1) return null;
      return values[Math.round(pixel[1]) * columns + Math.round(pixel[0])] ?? null;
    },
    indexNearest: (point) => {
      let best: number | null = null;
      let least = Infinity;
      image.frames.forEach((frame, i) => {
        const plane = framePlane(frame);
        const off =
          plane === null ? Infinity : Math.abs(dot(subtract(point, plane.originLpsMm), plane.normal));
        if (off < least) [best, least] = [i, off];
      });
      return best;
    },
    patientFromView: (point) => {
      const plane = framePlane(ref());
      const { pixelWidth, pixelHeight } = pixelScale(ref());
      if (plane === null) return null;
      const inPlane = pixelToPatient(plane, [point[0] / pixelWidth, point[1] / pixelHeight]);
      // The view's z runs away from the viewer, as the frame's normal does.
      return addScaled(inPlane, plane.normal, point[2]);
    },
    halfStepMm: () => {
      const spacing = ref().header.spacingBetweenSlicesMm ?? ref().header.sliceThicknessMm;
      return framePlane(ref()) === null || spacing === null ? null : spacing / 2;
    },
  };
}
