import type { CaseDefinition } from '../cases/caseDefinition.ts';
import type { Element } from './part10.ts';
import { uidOf } from './uid.ts';

/** One study of a case: date and time are invented, and the same on every run. */
export interface StudyHead {
  readonly key: 'ct' | 'mr' | 'xa';
  readonly time: string;
  readonly description: string;
}

export interface SeriesHead {
  readonly key: string;
  readonly modality: string;
  readonly number: number;
  readonly description: string;
  readonly protocol: string;
  readonly time: string;
  readonly patientPosition: string;
}

/** Body Part Examined, PS3.16 annex L. */
const BODY_PART = { cervical: 'CSPINE', thoracic: 'TSPINE', lumbar: 'LSPINE' } as const;

/** UIDs of one case are derived from its id, its seed and a key: the same on every run. */
export const caseUid = (c: CaseDefinition, key: string): string => uidOf(`${c.id}/${c.person.seed}/${key}`);

/** Patient, study, series and equipment: the same for every instance of a series. */
export function commonElements(c: CaseDefinition, study: StudyHead, series: SeriesHead): readonly Element[] {
  return [
    [0x00080005, 'CS', 'ISO_IR 192'],
    [0x00080020, 'DA', c.dates[study.key]],
    [0x00080021, 'DA', c.dates[study.key]],
    [0x00080022, 'DA', c.dates[study.key]],
    [0x00080023, 'DA', c.dates[study.key]],
    [0x00080030, 'TM', study.time],
    [0x00080031, 'TM', series.time],
    [0x00080032, 'TM', series.time],
    [0x00080033, 'TM', series.time],
    [0x00080050, 'SH', `${c.id}-${study.key.toUpperCase()}`.slice(0, 16)],
    [0x00080060, 'CS', series.modality],
    [0x00080070, 'LO', 'Patchpoint digital phantom'],
    [0x00080080, 'LO', 'Patchpoint sample data'],
    [0x00080090, 'PN', ''],
    [0x00081010, 'SH', 'PHANTOM'],
    [0x00081030, 'LO', study.description],
    [0x0008103e, 'LO', series.description],
    [0x00081090, 'LO', 'Digital spine phantom'],
    [0x00100010, 'PN', `Phantom^${c.patient}`],
    [0x00100020, 'LO', `PHANTOM-${c.patient}`],
    [0x00100021, 'LO', 'PATCHPOINT-SAMPLE'],
    [0x00100030, 'DA', ''],
    [0x00100040, 'CS', c.sex ?? ''],
    ...(c.ageYears === null
      ? []
      : ([[0x00101010, 'AS', `${String(c.ageYears).padStart(3, '0')}Y`]] satisfies Element[])),
    [0x00104000, 'LT', 'Computer-generated digital phantom. Not a person. Research use only.'],
    [0x00120062, 'CS', 'YES'],
    [0x00120063, 'LO', 'Synthetic: no patient was imaged'],
    [0x00180015, 'CS', BODY_PART[c.region]],
    [0x00181000, 'LO', `PHANTOM-${c.person.seed}`],
    [0x00181020, 'LO', 'patchpoint sample-data 1'],
    [0x00181030, 'LO', series.protocol],
    [0x00185100, 'CS', series.patientPosition],
    [0x0020000d, 'UI', caseUid(c, `study/${study.key}`)],
    [0x0020000e, 'UI', caseUid(c, `series/${series.key}`)],
    [0x00200010, 'SH', study.key.toUpperCase()],
    [0x00200011, 'IS', series.number],
    [0x00280300, 'CS', 'YES'],
  ];
}
