import type { CaseDefinition } from './caseDefinition.ts';
import {
  DATES,
  DORSAL,
  VENTRAL,
  collection,
  ct,
  fluoroscopy,
  mr,
  neckCt,
  neckMr,
  person,
  spread,
} from './examinations.ts';
import { S004_P1 } from './s004P1.ts';

const trap = (o: Omit<CaseDefinition, 'patient' | 'publication' | 'dates'>): CaseDefinition => ({
  ...o,
  patient: o.id,
  publication: null,
  dates: DATES,
});

const lumbarLeak = (seed: string): CaseDefinition['person'] => ({ ...S004_P1.person, seed });

/** On the left side, and 25 degrees short of it: patient x is not left of the body. */
export const TRAP_DECUBITUS: CaseDefinition = trap({
  id: 'TRAP-DECUBITUS',
  title: 'Left decubitus CT myelogram, 25 degrees off; leak L2-L3 right',
  note: 'The header says HFDL; the body is turned 25 degrees against it. Side by patient x is uncertain or wrong.',
  region: 'lumbar',
  sex: 'F',
  ageYears: 36,
  person: lumbarLeak('TRAP-DECUBITUS'),
  ct: ct({ lying: { on: 'left', offDeg: 25, registered: 'HFDL' }, fieldOfViewMm: 420 }),
  mr: mr(),
  fluoroscopy: null,
});

/** Prone, registered as supine: the header's left is the patient's right. */
export const TRAP_PRONE: CaseDefinition = trap({
  id: 'TRAP-PRONE',
  title: 'Prone CT myelogram registered as supine; leak L2-L3 right',
  note: 'The coordinates of the header are turned by 180 degrees about the long axis: they call the side left.',
  region: 'lumbar',
  sex: 'F',
  ageYears: 33,
  person: lumbarLeak('TRAP-PRONE'),
  ct: ct({ lying: { on: 'front', offDeg: 0, registered: 'HFS' } }),
  mr: mr(),
  fluoroscopy: null,
});

/** AP picture flipped at the console, its Patient Orientation left as it was. */
export const TRAP_MIRRORED: CaseDefinition = trap({
  id: 'TRAP-MIRRORED',
  title: 'Fluoroscopy mirrored left to right, Patient Orientation unchanged; leak L2-L3 right',
  note: 'The CT is right. The run shows the contrast on the side its own header calls left.',
  region: 'lumbar',
  sex: 'F',
  ageYears: 35,
  person: lumbarLeak('TRAP-MIRRORED'),
  ct: ct(),
  mr: null,
  fluoroscopy: fluoroscopy({
    centre: 'L3',
    spread: { ...spread('L2', 'L3', 176), halfArcDeg: 84 },
    mirrored: true,
  }),
});

/** A vein drains CSF from a sleeve: contrast in a paraspinal vein, none outside the dura. */
export const TRAP_FISTULA: CaseDefinition = trap({
  id: 'TRAP-FISTULA',
  title: 'CSF-venous fistula T10-T11 right: hyperdense paraspinal vein, no collection',
  note: 'Vein about 108 HU from a small diverticulum of the T10 sleeve. A patch is not its treatment of choice.',
  region: 'thoracic',
  sex: 'F',
  ageYears: 57,
  person: person('TRAP-FISTULA', {
    top: 'C1',
    sizeFactor: 0.98,
    fistulas: [{ level: 'T10', side: 'right' }],
  }),
  ct: ct({
    top: 'T7',
    bottom: 'S2',
    lying: { on: 'right', offDeg: 0, registered: 'HFDR' },
    fieldOfViewMm: 420,
  }),
  mr: mr({ centre: 'T10' }),
  fluoroscopy: null,
});

/** Fluid behind C1-C2 that does not mark the leak, which lies at C6-C7. */
export const TRAP_C1C2: CaseDefinition = trap({
  id: 'TRAP-C1C2',
  title: 'False localizing fluid behind C1-C2; the leak is C6-C7 ventral',
  note: 'The brightest fluid lies behind C1-C2, with no defect there.',
  region: 'cervical',
  sex: 'F',
  ageYears: 42,
  person: person('TRAP-C1C2', {
    top: 'C1',
    sizeFactor: 0.97,
    leaks: [
      collection('C6', 'C7', { directionDeg: VENTRAL, halfArcDeg: 70, thicknessMm: 2.2, headwardMm: 18, footwardMm: 26 }),
      collection('C1', 'C2', {
        directionDeg: DORSAL, halfArcDeg: 76, thicknessMm: 4.4, headwardMm: 10, footwardMm: 20, fraction: 0.6, falseLocalizing: true,
      }),
    ],
  }),
  ct: neckCt(),
  mr: neckMr({ centre: 'C4' }),
  fluoroscopy: null,
}); // prettier-ignore

/** A ventral collection along eleven vertebrae from one defect. */
export const TRAP_ELEVEN_LEVELS: CaseDefinition = trap({
  id: 'TRAP-ELEVEN',
  title: 'Ventral collection over eleven levels, one defect at T6-T7',
  note: 'Length of the collection says nothing about the level of the defect; the scan reaches C2.',
  region: 'thoracic',
  sex: 'M',
  ageYears: 39,
  person: person('TRAP-ELEVEN', {
    top: 'C1',
    sizeFactor: 1.02,
    leaks: [
      collection('T6', 'T7', {
        directionDeg: VENTRAL,
        halfArcDeg: 84,
        thicknessMm: 2.6,
        headwardMm: 130,
        footwardMm: 132,
      }),
      collection('T6', 'T7', {
        directionDeg: 262,
        halfArcDeg: 60,
        thicknessMm: 3.4,
        headwardMm: 9,
        footwardMm: 9,
      }),
    ],
  }),
  ct: ct({ top: 'C2', bottom: 'L1', fieldOfViewMm: 360 }),
  mr: mr({ centre: 'T6' }),
  fluoroscopy: null,
});
