import type { CaseDefinition } from './caseDefinition.ts';
import { ON_LEFT } from '../scene/lying.ts';
import { KNEES_FLEXED } from '../spine/posture.ts';
import {
  DATES,
  DORSAL,
  RIGHT,
  collection,
  ct,
  fluoroscopy,
  lastImageHold,
  mr,
  person,
  spread,
} from './examinations.ts';
import { publicationOf } from './publication.ts';

const SILENT =
  'Not stated there and chosen here: side and compartment of the collection, MR and fluoroscopy.';

/** S004-P2: woman of 41, L3/4 after a facet joint injection. */
export const S004_P2: CaseDefinition = {
  id: 'S004-P2',
  title: 'Lumbar leak L3-L4, left, dorsolateral collection after facet injection',
  patient: 'S004-P2',
  publication: publicationOf('S004-P2'),
  note: SILENT,
  region: 'lumbar',
  sex: 'F',
  ageYears: 41,
  dates: DATES,
  person: person('S004-P2', {
    sizeFactor: 0.98,
    build: 1.06,
    conusFraction: 0.05,
    leaks: [
      collection('L3', 'L4', {
        directionDeg: 38,
        halfArcDeg: 96,
        thicknessMm: 4.2,
        headwardMm: 34,
        alongRoot: true,
      }),
    ],
  }),
  ct: ct(),
  mr: mr(),
  fluoroscopy: fluoroscopy({
    centre: 'L3',
    spread: spread('L3', 'L4', 40),
    geometryInHeader: false,
    secondaryCapture: true,
  }),
};

/** S004-P3: woman of 39 with a disorder of connective tissue, L5/S1 after peridural nerve therapy; relapsed. */
export const S004_P3: CaseDefinition = {
  id: 'S004-P3',
  title: 'Lumbosacral leak L5-S1, dorsal collection after peridural therapy; first of two patches',
  patient: 'S004-P3',
  publication: publicationOf('S004-P3'),
  note: SILENT,
  region: 'lumbar',
  sex: 'F',
  ageYears: 39,
  dates: DATES,
  person: person('S004-P3', {
    sizeFactor: 0.95,
    build: 0.92,
    leaks: [
      collection('L5', 'S1', {
        directionDeg: 100,
        halfArcDeg: 100,
        thicknessMm: 4.2,
        headwardMm: 24,
        footwardMm: 26,
      }),
    ],
  }),
  ct: ct(),
  mr: mr({ centre: 'L4' }),
  fluoroscopy: fluoroscopy({ centre: 'L4', spread: spread('L5', 'S1', DORSAL) }),
};

const secondRun = fluoroscopy({ centre: 'L4', spread: spread('L4', 'L5', 40) });

/** S004-P3-EBP2: the same person some days later, "a further suspected leakage site" at L4/5. */
export const S004_P3_EBP2: CaseDefinition = {
  ...S004_P3,
  id: 'S004-P3-EBP2',
  title: 'The same patient, second leak L4-L5 on the left after relapse',
  publication: publicationOf('S004-P3-EBP2'),
  note: `${SILENT} The interval between the patches is not stated: three days here.`,
  dates: { mr: '20240314', ct: '20240315', xa: '20240315' },
  person: {
    ...S004_P3.person,
    leaks: [
      collection('L4', 'L5', {
        directionDeg: 30,
        halfArcDeg: 86,
        thicknessMm: 3.2,
        headwardMm: 18,
        footwardMm: 22,
      }),
    ],
  },
  ct: ct({ intrathecal: { agent: 'Solutrast 250', volumeMl: 15 } }),
  mr: null,
  fluoroscopy: secondRun,
  furtherFluoroscopy: [lastImageHold(secondRun, { view: 'LAT' })],
};

/** S004-P7: man of 37, spontaneous, L4/5. */
export const S004_P7: CaseDefinition = {
  id: 'S004-P7',
  title: 'Spontaneous lumbar leak L4-L5, right, along the L4 root',
  patient: 'S004-P7',
  publication: publicationOf('S004-P7'),
  note: `${SILENT} The caption "right nerve root L4" fits this patient or the second site of patient 3: taken here.`,
  region: 'lumbar',
  sex: 'M',
  ageYears: 37,
  dates: DATES,
  person: person('S004-P7', {
    sizeFactor: 1.05,
    build: 1.08,
    conusFraction: 0.5,
    leaks: [collection('L4', 'L5', { directionDeg: 172, halfArcDeg: 80, thicknessMm: 4, alongRoot: true })],
  }),
  ct: ct(),
  mr: mr({ centre: 'L4' }),
  fluoroscopy: fluoroscopy({
    centre: 'L4',
    spread: spread('L4', 'L5', RIGHT),
    motion: { fromFrame: 4, columns: 3.5, rows: -2.25 },
    secondaryCapture: true,
  }),
};

const onSide = fluoroscopy({
  posture: KNEES_FLEXED,
  lying: ON_LEFT,
  centre: 'L3',
  agent: 'Contrast, agent not stated',
  spread: spread('L3', 'L4', DORSAL),
});

/** S000-1: man of 71, no leak: a patch to prevent headache, through the needle of a lumbar puncture at L3-L4. */
export const S000_1: CaseDefinition = {
  id: 'S000-1',
  title: 'Prophylactic patch at the planned puncture L3-L4: no leak, fluoroscopy only',
  patient: 'S000-1',
  publication: publicationOf('S000-1'),
  note: 'No imaging before the procedure is reported, so there is none here. On the left side; which side is not stated.',
  region: 'lumbar',
  sex: 'M',
  ageYears: 71,
  dates: DATES,
  person: person('S000-1', { sizeFactor: 1.02, build: 0.94 }),
  ct: null,
  mr: null,
  fluoroscopy: onSide,
  furtherFluoroscopy: [{ ...onSide, view: 'LAT', frames: 30 }],
};

/** S001-1: intrathecal pump whose catheter enters at L2-L3; fluid at L1-L2, dorsal, right. */
export const S001_1: CaseDefinition = {
  id: 'S001-1',
  title: 'Intrathecal pump: fluid at L1-L2 dorsal right, catheter through the dura at L2-L3',
  patient: 'S001-1',
  publication: publicationOf('S001-1'),
  note: 'Age and sex are not stated and stay empty. The fluid is where the publication saw it; the defect, at the catheter, is inferred there. The CT is plain. Side of the pump chosen: left.',
  region: 'lumbar',
  sex: null,
  ageYears: null,
  dates: DATES,
  person: person('S001-1', {
    build: 1.04,
    leaks: [
      collection('L1', 'L2', {
        directionDeg: 116,
        halfArcDeg: 62,
        thicknessMm: 5,
        headwardMm: 16,
        footwardMm: 22,
        fraction: 0.5,
      }),
    ],
    catheter: { entryUpper: 'L2', entryLower: 'L3', tip: 'T10', pumpSide: 'left' },
  }),
  ct: ct({ intrathecal: null, top: 'T10' }),
  mr: mr({ centre: 'L2' }),
  fluoroscopy: fluoroscopy({
    centre: 'L2',
    agent: 'Contrast, agent not stated',
    spread: spread('L1', 'L2', 110),
  }),
};

const throughHiatus = fluoroscopy({
  centre: 'L5',
  agent: 'Contrast, agent not stated',
  spread: spread('L4', 'L5', DORSAL),
  device: 'caudal-catheter',
});

/** S003-1: woman of 48, decompressed L3 to L5 and repaired; the leak persists behind the sac at L4-L5. */
export const S003_1: CaseDefinition = {
  id: 'S003-1',
  title: 'Postoperative leak L4-L5, dorsal, after laminotomy L3 to L5; no CT myelogram',
  patient: 'S003-1',
  publication: publicationOf('S003-1'),
  note: 'CT myelography was not available there, so there is none here. Dorsal, as figures and injection say, not ventral as the discussion does.',
  region: 'lumbar',
  sex: 'F',
  ageYears: 48,
  dates: DATES,
  person: person('S003-1', {
    sizeFactor: 0.97,
    build: 1.04,
    laminotomies: ['L3', 'L4', 'L5'],
    leaks: [
      collection('L4', 'L5', {
        directionDeg: 92,
        halfArcDeg: 72,
        thicknessMm: 5,
        headwardMm: 26,
        footwardMm: 22,
      }),
    ],
  }),
  ct: null,
  mr: mr({ centre: 'L4' }),
  fluoroscopy: throughHiatus,
  furtherFluoroscopy: [{ ...throughHiatus, view: 'LAT', frames: 30 }],
};
