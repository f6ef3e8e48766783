import { KNEES_FLEXED, SUPINE, withKyphosis } from '../spine/posture.ts';
import type { CaseDefinition } from './caseDefinition.ts';
import { DATES, LEFT, VENTRAL, collection, ct, fluoroscopy, intrathecalRun, mr, person, spread } from './examinations.ts'; // prettier-ignore

const variant = (o: Omit<CaseDefinition, 'patient' | 'publication' | 'dates'>): CaseDefinition => ({
  ...o,
  patient: o.id,
  publication: null,
  dates: DATES,
});

const screwsRun = fluoroscopy({ centre: 'L3', spread: spread('L2', 'L3', LEFT) });

/** Fused with pedicle screws and rods below the leak: streaks cross the canal. */
export const VARIANT_SCREWS: CaseDefinition = variant({
  id: 'VARIANT-SCREWS',
  title: 'Pedicle screws and rods L3 to L5 with streaks; leak L2-L3 left above them',
  note: 'In the fused levels the sac is dimmed by streaks; the leak lies above them.',
  region: 'lumbar',
  sex: 'M',
  ageYears: 58,
  person: person('VARIANT-SCREWS', {
    sizeFactor: 1.03,
    build: 1.08,
    screws: ['L3', 'L4', 'L5'],
    laminotomies: ['L4'],
    leaks: [collection('L2', 'L3', { directionDeg: 24, halfArcDeg: 92, thicknessMm: 4.2 })],
  }),
  ct: ct(),
  mr: mr(),
  fluoroscopy: screwsRun,
  furtherFluoroscopy: [{ ...screwsRun, view: 'LAT', frames: 30 }],
});

const kyphosisRun = fluoroscopy({
  posture: withKyphosis(SUPINE, 1.75),
  lying: { on: 'back', offDeg: 0, registered: 'HFS' },
  centre: 'T8',
  spread: spread('T7', 'T8', VENTRAL),
});

/** A round back: the axis of the spine leans up to 40 degrees off the long axis of the scanner. */
export const VARIANT_KYPHOSIS: CaseDefinition = variant({
  id: 'VARIANT-KYPHOSIS',
  title: 'Thoracic kyphosis, ventral leak T7-T8',
  note: 'An axial slice cuts one vertebra in front and its neighbour behind: height alone names the wrong level.',
  region: 'thoracic',
  sex: 'F',
  ageYears: 67,
  person: person('VARIANT-KYPHOSIS', {
    top: 'C1',
    sizeFactor: 0.95,
    leaks: [
      collection('T7', 'T8', {
        directionDeg: VENTRAL,
        halfArcDeg: 76,
        thicknessMm: 2.8,
        headwardMm: 34,
        footwardMm: 38,
      }),
    ],
  }),
  ct: ct({ posture: withKyphosis(SUPINE, 1.75), top: 'T3', bottom: 'S1', fieldOfViewMm: 400 }),
  mr: mr({ posture: withKyphosis(KNEES_FLEXED, 1.6), centre: 'T8' }),
  fluoroscopy: intrathecalRun(kyphosisRun, 'L2', 'L3', 330, { view: 'LAT' }),
});
