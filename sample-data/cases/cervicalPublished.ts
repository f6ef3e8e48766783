import type { CaseDefinition } from './caseDefinition.ts';
import { DATES, DORSAL, collection, fluoroscopy, neckCt, neckMr, person } from './examinations.ts';
import { publicationOf } from './publication.ts';

const SILENT =
  'Not stated there and chosen here: which of the three is the one of the circumferential picture (all are), MR, and a fluoroscopy run.';

const inNeck = { top: 'C1', conusFraction: 0.2 } as const;

/** S004-P4: woman of 31, spontaneous, C6/7. */
export const S004_P4: CaseDefinition = {
  id: 'S004-P4',
  title: 'Spontaneous cervical leak C6-C7, circumferential',
  patient: 'S004-P4',
  publication: publicationOf('S004-P4'),
  note: SILENT,
  region: 'cervical',
  sex: 'F',
  ageYears: 31,
  dates: DATES,
  person: person('S004-P4', {
    ...inNeck,
    sizeFactor: 0.97,
    build: 0.94,
    leaks: [
      collection('C6', 'C7', {
        directionDeg: 200,
        halfArcDeg: 180,
        thicknessMm: 2.6,
        headwardMm: 34,
        footwardMm: 44,
      }),
    ],
  }),
  ct: neckCt(),
  mr: neckMr(),
  fluoroscopy: fluoroscopy({
    centre: 'C7',
    spread: collection('C6', 'C7', {
      directionDeg: DORSAL,
      halfArcDeg: 118,
      thicknessMm: 2.6,
      headwardMm: 36,
      footwardMm: 40,
    }),
  }),
};

/** S004-P5: woman of 50, spontaneous, C5/6. */
export const S004_P5: CaseDefinition = {
  ...S004_P4,
  id: 'S004-P5',
  title: 'Spontaneous cervical leak C5-C6, circumferential, thicker on the left',
  patient: 'S004-P5',
  publication: publicationOf('S004-P5'),
  ageYears: 50,
  person: person('S004-P5', {
    ...inNeck,
    sizeFactor: 0.98,
    build: 1.05,
    leaks: [
      collection('C5', 'C6', {
        directionDeg: 60,
        halfArcDeg: 180,
        thicknessMm: 2,
        headwardMm: 30,
        footwardMm: 40,
      }),
      collection('C5', 'C6', {
        directionDeg: 10,
        halfArcDeg: 70,
        thicknessMm: 3.2,
        headwardMm: 12,
        footwardMm: 16,
      }),
    ],
  }),
  mr: neckMr({ centre: 'C5' }),
  fluoroscopy: fluoroscopy({
    centre: 'C6',
    spread: collection('C5', 'C6', {
      directionDeg: DORSAL,
      halfArcDeg: 118,
      thicknessMm: 2.6,
      headwardMm: 34,
      footwardMm: 40,
    }),
  }),
};

/** S004-P6: man of 47, spontaneous, C1/2: where there is no disc, and where fluid often misleads. */
export const S004_P6: CaseDefinition = {
  ...S004_P4,
  id: 'S004-P6',
  title: 'Spontaneous cervical leak C1-C2, circumferential',
  patient: 'S004-P6',
  publication: publicationOf('S004-P6'),
  sex: 'M',
  ageYears: 47,
  person: person('S004-P6', {
    ...inNeck,
    sizeFactor: 1.04,
    build: 1.06,
    leaks: [
      collection('C1', 'C2', {
        directionDeg: 90,
        halfArcDeg: 180,
        fraction: 0.65,
        thicknessMm: 3,
        headwardMm: 14,
        footwardMm: 30,
      }),
    ],
  }),
  mr: neckMr({ centre: 'C4' }),
  fluoroscopy: fluoroscopy({
    centre: 'C3',
    spread: collection('C1', 'C2', {
      directionDeg: DORSAL,
      halfArcDeg: 118,
      thicknessMm: 2.6,
      headwardMm: 14,
      footwardMm: 34,
    }),
  }),
};
