import type { VoxelArray } from '../imaging/api.ts';
import type { SeriesImage } from '../imaging/seriesImage.ts';
import type { PaneState } from './api.ts';
import { cineTiming } from './cineClock.ts';
import type { CinePlayer } from './cinePlayer.ts';
import type { CanvasPoint } from './planeView.ts';
import type { PaneLook } from './paneLook.ts';
import type { Surface } from './surface.ts';

export interface PaneFacts {
  readonly status: PaneState['status'];
  readonly failure: string | null;
  /** Why this is not what was asked for: planes refused, no WebGL2. */
  readonly note: string | null;
}

export const EMPTY_STATE: PaneState = {
  status: 'empty',
  message: null,
  index: 0,
  count: 0,
  positionMm: null,
  window: null,
  invert: false,
  slabMm: 0,
  slabMode: 'mip',
  letters: null,
  lettersProof: 'none',
  cursor: null,
  cine: null,
  image: null,
  unit: null,
  spacing: 'none',
  look: { kind: 'flat' },
};

export interface PaneParts {
  readonly facts: PaneFacts;
  readonly surface: Surface;
  readonly image: SeriesImage;
  readonly look: Pick<PaneLook, 'window' | 'invert' | 'slab'>;
  readonly cursorAt: CanvasPoint | null;
  readonly player: CinePlayer | null;
}

/** The pane's state in one look at its parts. */
export function paneStateOf(parts: PaneParts): PaneState {
  const { facts, surface, image, look, cursorAt, player } = parts;
  const original = surface.original();
  const ready = surface.ready();
  const { letters, proof } = surface.letters();
  const place = cursorAt === null ? null : surface.placeAt(cursorAt);
  const even = ready ? evenNote(image, surface.index()) : null;
  return {
    status: ready ? 'ready' : facts.status === 'ready' ? 'loading' : facts.status,
    message: facts.failure ?? (ready ? sentences(facts.note, valueNote(image)) : null),
    index: surface.index(),
    count: surface.count(),
    positionMm: surface.positionMm(),
    window: look.window(),
    invert: look.invert(),
    slabMm: look.slab().thicknessMm,
    slabMode: look.slab().mode,
    letters,
    lettersProof: proof,
    cursor:
      cursorAt === null || place === null || (place.pointLpsMm === null && place.image === null)
        ? null
        : {
            pointLpsMm: place.pointLpsMm,
            pointPx: place.image?.pointPx ?? null,
            value: surface.valueAt(cursorAt),
          },
    cine: player === null ? null : cineState(image, surface.index(), player),
    image:
      original === null ? null : { sopInstanceUid: original.header.sopInstanceUid, frame: original.frame },
    unit: unitOf(image),
    spacing: surface.spacing(),
    look: surface.look(),
    ...(even === null ? {} : { evenNote: even }),
  };
}

const sentences = (...parts: readonly (string | null)[]): string | null =>
  parts.filter((part) => part !== null).join(' ') || null;

/** What the numbers and greys are not: tables of the file that were not applied. */
export function valueNote(image: SeriesImage): string | null {
  if (image.unmapped.includes(1))
    return 'Stored values are shown: the table that turns them into values of the modality (Modality LUT) did not come with the images.';
  const header = image.frames[0]?.header;
  if (image.kind === 'stack' && image.voiLut !== null)
    return 'Shown through the display table of the file (VOI LUT): the window is in its greys, values under the cursor are the stored ones.';
  return header?.hasVoiLut === true && header.windowCenter.length === 0
    ? 'The display table of the file (VOI LUT) is not applied: the window was chosen from the values.'
    : null;
}

const evenFrames = new WeakMap<VoxelArray, boolean>();

/** A picture of one value is a black field: it is said that there is nothing to see. Original frames only. */
export function evenNote(image: SeriesImage, index: number): string | null {
  const values = image.kind === 'stack' ? (image.values[index] ?? null) : null;
  if (values === null || image.present[index] !== 1) return null;
  const known = evenFrames.get(values);
  const is = known ?? values.every((value) => value === values[0]);
  if (known === undefined) evenFrames.set(values, is);
  return is
    ? `Every pixel of this image has the same value (${values[0] ?? 0}): there is nothing to see.`
    : null;
}

function cineState(image: SeriesImage, index: number, player: CinePlayer): PaneState['cine'] {
  const header = image.frames[0]?.header;
  const timing = header === undefined ? null : cineTiming(header, image.frames.length);
  const frameTimeMs = timing?.frameTimeMs ?? null;
  return {
    playing: player.playing(),
    frameTimeMs,
    atMs: frameTimeMs === null ? null : (timing?.startsMs[index] ?? null),
    actualFps: player.actualFps(),
    ...player.manner(),
  };
}

/** Hounsfield units only where the file says so or CT implies it (PS3.3 C.11.1.1.2); MR signal has no unit. */
export function unitOf(image: SeriesImage): PaneState['unit'] {
  const header = image.frames[0]?.header;
  if (header?.modality === 'MR') return 'signal';
  if (header?.modality !== 'CT' || header.hasModalityLut) return null;
  return header.rescaleType === null || header.rescaleType === 'HU' ? 'HU' : null;
}
