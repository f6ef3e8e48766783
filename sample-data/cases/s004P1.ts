import { KNEES_FLEXED, PRONE_PILLOW, SUPINE } from '../spine/posture.ts';
import type { CaseDefinition } from './caseDefinition.ts';

/**
 * Published case S004-P1: woman of 34, L2/3, after a facet joint injection, CT myelography with 15 mL Solutrast 250.
 * Not stated there and chosen here: side (right), compartment (lateral to dorsal), MR and fluoroscopy.
 */
export const S004_P1: CaseDefinition = {
  id: 'S004-P1',
  title: 'Lumbar leak L2-L3, right, dorsolateral collection after facet injection',
  seedCase: 'S004-P1',
  sex: 'F',
  ageYears: 34,
  person: {
    seed: 'S004-P1',
    scheme: { absent: [], extra: [] },
    top: 'T8',
    origin: 'L3',
    sizeFactor: 0.97,
    build: 0.98,
    conusBelow: 'L1',
    conusFraction: 0.3,
    leaks: [
      {
        upper: 'L2',
        lower: 'L3',
        fraction: 0.4,
        directionDeg: 160,
        halfArcDeg: 108,
        thicknessMm: 4.4,
        headwardMm: 30,
        footwardMm: 34,
        alongRoot: true,
      },
    ],
  },
  ct: {
    posture: SUPINE,
    top: 'T11',
    bottom: 'S3',
    fieldOfViewMm: 370,
    sliceMm: 1.25,
    agent: 'Solutrast 250',
    agentMl: 15,
  },
  mr: {
    posture: KNEES_FLEXED,
    pitchDeg: 14,
    leanDeg: 5,
    rollDeg: 4,
    sliceMm: 1,
    pixelMm: 0.9,
    slices: 72,
    matrix: 320,
  },
  fluoroscopy: {
    posture: PRONE_PILLOW,
    centre: 'L3',
    spread: {
      upper: 'L2',
      lower: 'L3',
      fraction: 0.42,
      directionDeg: 140,
      halfArcDeg: 118,
      thicknessMm: 3.6,
      headwardMm: 62,
      footwardMm: 48,
      alongRoot: false,
    },
    frames: 36,
    frameTimeMs: 133,
    arrivalFrame: 7,
  },
};
