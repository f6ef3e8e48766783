import type { CaseDefinition } from '../cases/caseDefinition.ts';
import type { Carm } from '../render/carm.ts';
import { clamp } from '../math/table.ts';
import { caseUid, commonElements } from './common.ts';
import { writePart10 } from './part10.ts';
import { xaStudy } from './xaInstance.ts';

const SC_IMAGE_STORAGE = '1.2.840.10008.5.1.4.1.1.7';
/** Window of the monitor that was copied, stored values of the run. */
const WINDOW = { low: 1100, high: 2900 } as const;

export const captureUid = (c: CaseDefinition, arm: Carm, run: number): string =>
  caseUid(c, `capture/${arm.matrix}/${run}`);

/**
 * Secondary capture of a run's last frame: 8 bit as windowed on the monitor, without any geometry or orientation.
 */
export function captureInstance(c: CaseDefinition, arm: Carm, run: number, stored: Uint16Array): Buffer {
  const uid = captureUid(c, arm, run);
  const size = arm.matrix * arm.matrix;
  const shown = Uint8Array.from(stored.subarray(stored.length - size), (v) =>
    Math.round((255 * clamp(v - WINDOW.low, 0, WINDOW.high - WINDOW.low)) / (WINDOW.high - WINDOW.low)),
  );
  return writePart10(SC_IMAGE_STORAGE, uid, [
    ...commonElements(c, xaStudy(c), {
      key: `xa-capture-${run}`,
      modality: 'XA',
      number: 90 + run,
      description: 'Screen copy',
      protocol: '',
      time: '125005',
      patientPosition: '',
    }).filter(([tag]) => tag !== 0x00185100),
    [0x00080008, 'CS', ['DERIVED', 'SECONDARY']],
    [0x00080016, 'UI', SC_IMAGE_STORAGE],
    [0x00080018, 'UI', uid],
    [0x00080064, 'CS', 'WSD'],
    [0x00200013, 'IS', 1],
    [0x00200020, 'CS', ''],
    [0x00280002, 'US', 1],
    [0x00280004, 'CS', 'MONOCHROME2'],
    [0x00280010, 'US', arm.matrix],
    [0x00280011, 'US', arm.matrix],
    [0x00280100, 'US', 8],
    [0x00280101, 'US', 8],
    [0x00280102, 'US', 7],
    [0x00280103, 'US', 0],
    [0x00280301, 'CS', 'NO'],
    [0x7fe00010, 'OB', shown],
  ]);
}
