import { withPitch, withScoliosis, KNEES_FLEXED, PRONE_PILLOW, SUPINE } from '../spine/posture.ts';
import type { Posture } from '../spine/posture.ts';
import type { CaseDefinition } from './caseDefinition.ts';
import {
  DATES,
  LEFT,
  RIGHT,
  collection,
  ct,
  fluoroscopy,
  intrathecalRun,
  mr,
  person,
  spread,
} from './examinations.ts';

const trap = (o: Omit<CaseDefinition, 'patient' | 'publication' | 'dates'>): CaseDefinition => ({
  ...o,
  patient: o.id,
  publication: null,
  dates: DATES,
});

/** Six lumbar vertebrae: counted from the sacrum, everything is one off. */
export const TRAP_L6: CaseDefinition = trap({
  id: 'TRAP-L6',
  title: 'Six lumbar vertebrae, leak L4-L5 right',
  note: 'Counting up from the sacrum with five lumbar vertebrae gives L3-L4.',
  region: 'lumbar',
  sex: 'F',
  ageYears: 45,
  person: person('TRAP-L6', {
    scheme: { absent: [], extra: ['L6'] },
    leaks: [collection('L4', 'L5', { directionDeg: 165, halfArcDeg: 90, thicknessMm: 4 })],
  }),
  ct: ct(),
  mr: mr({ centre: 'L4' }),
  fluoroscopy: fluoroscopy({ centre: 'L4', spread: spread('L4', 'L5', 150) }),
});

const FOUR_LUMBAR = { absent: ['L5'], extra: [] } as const;
const fewer = (base: Posture, l4: number): Posture =>
  withPitch(base, { L2: (base.pitchDeg.L2 ?? 0) + 2, L3: 3, L4: l4 });

/** Four lumbar vertebrae: L4 stands on the sacrum. */
export const TRAP_FOUR_LUMBAR: CaseDefinition = trap({
  id: 'TRAP-4LUMBAR',
  title: 'Four lumbar vertebrae, leak L3-L4 left',
  note: 'Counting up from the sacrum with five lumbar vertebrae gives L4-L5.',
  region: 'lumbar',
  sex: 'M',
  ageYears: 52,
  person: person('TRAP-4LUMBAR', {
    scheme: FOUR_LUMBAR,
    sizeFactor: 1.03,
    leaks: [collection('L3', 'L4', { directionDeg: 20, halfArcDeg: 90, thicknessMm: 4 })],
  }),
  ct: ct({ posture: fewer(SUPINE, 21) }),
  mr: mr({ posture: fewer(KNEES_FLEXED, 14) }),
  fluoroscopy: fluoroscopy({
    centre: 'L3',
    posture: fewer(PRONE_PILLOW, 17),
    spread: spread('L3', 'L4', 30),
  }),
});

/** Eleven pairs of ribs. */
export const TRAP_ELEVEN_RIBS: CaseDefinition = trap({
  id: 'TRAP-11RIBS',
  title: 'Eleven pairs of ribs (T12 absent), leak L1-L2 right',
  note: 'Counting from the last rib as the twelfth gives T12-L1 or L1-L2 by who counts; the sacrum says five lumbar.',
  region: 'lumbar',
  sex: 'F',
  ageYears: 38,
  person: person('TRAP-11RIBS', {
    scheme: { absent: ['T12'], extra: [] },
    sizeFactor: 0.98,
    leaks: [collection('L1', 'L2', { directionDeg: 160, halfArcDeg: 90, thicknessMm: 4 })],
  }),
  ct: ct({ top: 'T10' }),
  mr: mr({ centre: 'L2' }),
  fluoroscopy: fluoroscopy({ centre: 'L2', spread: spread('L1', 'L2', 150) }),
});

/** Thirteen pairs of ribs. */
export const TRAP_T13: CaseDefinition = trap({
  id: 'TRAP-T13',
  title: 'Thirteen pairs of ribs (T13), leak T13-L1 left',
  note: 'T13 is easily called L1: then the level is L1-L2.',
  region: 'lumbar',
  sex: 'M',
  ageYears: 41,
  person: person('TRAP-T13', {
    scheme: { absent: [], extra: ['T13'] },
    leaks: [collection('T13', 'L1', { directionDeg: 10, halfArcDeg: 90, thicknessMm: 4 })],
  }),
  ct: ct({ top: 'T10' }),
  mr: mr({ centre: 'L2' }),
  fluoroscopy: fluoroscopy({ centre: 'L1', spread: spread('T13', 'L1', 20) }),
});

const CURVED = ['T11', 'T12', 'L1', 'L2', 'L3', 'L4', 'L5'] as const;

/** A curve with the apex rolled by 20 degrees: left of the patient is not left of the vertebra. */
export const TRAP_SCOLIOSIS: CaseDefinition = trap({
  id: 'TRAP-SCOLIOSIS',
  title: 'Lumbar scoliosis, apex rolled 20 degrees, leak L2-L3 ventral right',
  note: 'By patient x the leak lies near the midline or on the other side; by the vertebra it is on the right.',
  region: 'lumbar',
  sex: 'F',
  ageYears: 63,
  person: person('TRAP-SCOLIOSIS', {
    sizeFactor: 0.96,
    leaks: [
      collection('L2', 'L3', {
        directionDeg: 224,
        halfArcDeg: 52,
        thicknessMm: 4,
        headwardMm: 18,
        footwardMm: 18,
      }),
    ],
  }),
  ct: ct({ posture: withScoliosis(SUPINE, CURVED, 18, 20) }),
  mr: mr({ posture: withScoliosis(KNEES_FLEXED, CURVED, 16, 18) }),
  fluoroscopy: fluoroscopy({
    centre: 'L3',
    posture: withScoliosis(PRONE_PILLOW, CURVED, 17, 19),
    spread: spread('L2', 'L3', RIGHT),
  }),
});

/** Contrast along one root on each side, and no collection. */
export const TRAP_SLEEVES: CaseDefinition = trap({
  id: 'TRAP-SLEEVES',
  title: 'Root sleeves: contrast along L3 on both sides, no collection',
  note: 'Two findings with a side each; "bilateral" is no side of one sleeve.',
  region: 'lumbar',
  sex: 'F',
  ageYears: 44,
  person: person('TRAP-SLEEVES', {
    sizeFactor: 0.98,
    sleeves: [
      { level: 'L3', side: 'left' },
      { level: 'L3', side: 'right' },
    ],
  }),
  ct: ct(),
  mr: mr(),
  fluoroscopy: fluoroscopy({ centre: 'L3', spread: spread('L3', 'L4', LEFT) }),
});

const twoLeaksRun = fluoroscopy({ centre: 'L3', spread: spread('L4', 'L5', 150) });

/** Two leaks in one person. */
export const TRAP_TWO_LEAKS: CaseDefinition = trap({
  id: 'TRAP-TWO',
  title: 'Two leaks: L1-L2 left and L4-L5 right',
  note: 'Two collections that do not touch; one plan holds two targets.',
  region: 'lumbar',
  sex: 'M',
  ageYears: 48,
  person: person('TRAP-TWO', {
    sizeFactor: 1.02,
    leaks: [
      collection('L1', 'L2', { directionDeg: 20, halfArcDeg: 84, headwardMm: 20, footwardMm: 22 }),
      collection('L4', 'L5', { directionDeg: 160, halfArcDeg: 84, headwardMm: 20, footwardMm: 22 }),
    ],
  }),
  ct: ct(),
  mr: mr(),
  fluoroscopy: twoLeaksRun,
  furtherFluoroscopy: [
    intrathecalRun(twoLeaksRun, 'L3', 'L4', 120),
    intrathecalRun(twoLeaksRun, 'L3', 'L4', 120, { view: 'LAT' }),
  ],
});
