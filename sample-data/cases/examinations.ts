import type { Vertebra } from '../../src/domain/vocabulary/level.ts';
import { ON_BACK, ON_FRONT } from '../scene/lying.ts';
import type { Person } from '../scene/scene.ts';
import type { LeakSpec } from '../spine/leak.ts';
import { KNEES_FLEXED, PRONE_PILLOW, SUPINE } from '../spine/posture.ts';
import type { CtRequest, FluoroscopyRequest, MrRequest } from './caseDefinition.ts';

/** Usual examinations, which cases change where they differ. */
export const ct = (o: Partial<CtRequest> = {}): CtRequest => ({
  posture: SUPINE,
  lying: ON_BACK,
  top: 'T11',
  bottom: 'S3',
  fieldOfViewMm: 370,
  sliceMm: 1.25,
  intrathecal: { agent: 'Solutrast 250', volumeMl: 15 },
  ...o,
});

/** Neck and upper chest, from the skull base to T3. */
export const neckCt = (o: Partial<CtRequest> = {}): CtRequest =>
  ct({ top: 'C1', bottom: 'T3', fieldOfViewMm: 260, ...o });

export const mr = (o: Partial<MrRequest> = {}): MrRequest => ({
  posture: KNEES_FLEXED,
  centre: 'L3',
  pitchDeg: 14,
  leanDeg: 5,
  rollDeg: 4,
  sliceMm: 1,
  pixelMm: 0.9,
  slices: 72,
  matrix: 320,
  coronal: { sliceMm: 1.2, slices: 60 },
  ...o,
});

export const neckMr = (o: Partial<MrRequest> = {}): MrRequest =>
  mr({ centre: 'C6', pitchDeg: 15, leanDeg: -3, rollDeg: 4, ...o });

export const fluoroscopy = (
  o: Partial<FluoroscopyRequest> & Pick<FluoroscopyRequest, 'centre' | 'spread'>,
): FluoroscopyRequest => ({
  posture: PRONE_PILLOW,
  lying: ON_FRONT,
  view: 'AP',
  kind: 'run',
  agent: 'Solutrast 250',
  compartment: 'epidural',
  device: 'needle',
  frames: 36,
  frameTimeMs: 133,
  arrivalFrame: 7,
  motion: null,
  geometryInHeader: true,
  secondaryCapture: false,
  mirrored: false,
  ...o,
});

/** The picture left on the monitor when the pedal is released: one frame, contrast where it ended. */
export const lastImageHold = (
  run: FluoroscopyRequest,
  o: Partial<FluoroscopyRequest> = {},
): FluoroscopyRequest => ({
  ...run,
  kind: 'last-image-hold',
  frames: 1,
  arrivalFrame: 0,
  motion: null,
  ...o,
});

/** Myelography under fluoroscopy: contrast through a lumbar needle along the sac to `headwardMm` above it. */
export const intrathecalRun = (
  run: FluoroscopyRequest,
  upper: Vertebra,
  lower: Vertebra,
  headwardMm: number,
  o: Partial<FluoroscopyRequest> = {},
): FluoroscopyRequest => ({
  ...run,
  kind: 'run',
  compartment: 'intrathecal',
  frames: 40,
  frameTimeMs: 250,
  arrivalFrame: 5,
  spread: collection(upper, lower, { directionDeg: DORSAL, halfArcDeg: 180, headwardMm, footwardMm: 60 }),
  ...o,
});

/** A person of average size with nothing wrong. */
export const person = (seed: string, o: Partial<Person> = {}): Person => ({
  seed,
  scheme: { absent: [], extra: [] },
  top: 'T8',
  origin: 'L3',
  sizeFactor: 1,
  build: 1,
  conusBelow: 'L1',
  conusFraction: 0.3,
  leaks: [],
  sleeves: [],
  fistulas: [],
  laminotomies: [],
  catheter: null,
  screws: [],
  ...o,
});

/** Directions from the sac's centre, degrees. */
export const LEFT = 0;
export const DORSAL = 90;
export const RIGHT = 180;
export const VENTRAL = 270;

export const collection = (
  upper: Vertebra,
  lower: Vertebra,
  o: Partial<LeakSpec> & Pick<LeakSpec, 'directionDeg' | 'halfArcDeg'>,
): LeakSpec => ({
  upper,
  lower,
  fraction: 0.45,
  thicknessMm: 3.6,
  headwardMm: 28,
  footwardMm: 30,
  alongRoot: false,
  ...o,
});

/** Injected contrast around the sac, wide along the canal. */
export const spread = (upper: Vertebra, lower: Vertebra, directionDeg: number): LeakSpec =>
  collection(upper, lower, { directionDeg, halfArcDeg: 118, headwardMm: 58, footwardMm: 48 });

/** Invented, the same on every run. */
export const DATES = { mr: '20240311', ct: '20240312', xa: '20240312' } as const;
