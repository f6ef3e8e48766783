import type { CaseDefinition } from './caseDefinition.ts';
import { DATES, ct, fluoroscopy, mr, person } from './examinations.ts';
import { publicationOf } from './publication.ts';

const run = fluoroscopy({
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
});

/** Published case S004-P1: woman of 34, L2/3, after a facet joint injection, CT myelography with 15 mL Solutrast 250. */
export const S004_P1: CaseDefinition = {
  id: 'S004-P1',
  title: 'Lumbar leak L2-L3, right, dorsolateral collection after facet injection',
  patient: 'S004-P1',
  publication: publicationOf('S004-P1'),
  note: 'Not stated there and chosen here: side (right), compartment (lateral to dorsal), MR and fluoroscopy.',
  region: 'lumbar',
  sex: 'F',
  ageYears: 34,
  dates: DATES,
  person: person('S004-P1', {
    sizeFactor: 0.97,
    build: 0.98,
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
  }),
  ct: ct(),
  mr: mr(),
  fluoroscopy: run,
  furtherFluoroscopy: [{ ...run, view: 'LAT', frames: 30 }],
};
