import type { PlanGlance, WorklistPatient } from '../../../src/app/api.ts';

const glance = (patch: Partial<PlanGlance> = {}): PlanGlance => ({
  planId: 'plan-1',
  version: 1,
  state: 'signed',
  handoff: 'none',
  level: 'L2-L3',
  side: 'right',
  approach: 'interlaminar',
  ...patch,
});

function patient(
  id: string,
  name: string,
  modalities: readonly (readonly [string, WorklistPatient['studies'][number]['series'][number]['class']])[],
  plan: PlanGlance | null,
  date: string,
): WorklistPatient {
  return {
    patient: { id, issuer: 'PATCHPOINT', name, birthDate: '19890412', sex: 'F' },
    caseId: plan === null ? null : `case-${id}`,
    plan,
    studies: [
      {
        studyInstanceUid: `1.2.826.0.1.${id.replaceAll(/\D/g, '') || '1'}`,
        study: {
          date,
          time: '',
          description: 'Myelography lumbar spine',
          accessionNumber: `A${id}`,
          id: '1',
        },
        series: modalities.map(([modality, seriesClass], index) => ({
          seriesInstanceUid: `1.2.826.0.1.${index}`,
          modality,
          class: seriesClass,
          classReason: 'Contrast route INTRATHECAL',
          description: 'series',
          files: 112,
          frames: 112,
        })),
      },
    ],
  };
}

/** One row for every state of the worklist. */
export const worklistFixture: readonly WorklistPatient[] = [
  patient(
    'PP-1001',
    'VON DER GROOTENBOER-OVERMEERSCH^WILHELMINA CONSTANTIA^MARIA ANTOINETTE',
    [['CT', 'ct-myelography'], ['MR', 'mr-myelography'], ['XA', 'fluoroscopy']],
    glance(),
    '20261121',
  ),
  patient('PP-1002', 'SATO^KENJI', [['CT', 'ct-myelography']], null, '20261120'),
  patient('PP-1003', 'ABEBE^HANA', [['MR', 'mr-other'], ['CT', 'ct-other']], glance({ state: 'returned', level: 'T7-T8', side: 'left', approach: 'transforaminal', version: 2 }), '20261119'),
  patient('PP-1004', 'OLSEN^INGRID', [['CT', 'ct-myelography'], ['RF', 'fluoroscopy']], glance({ state: 'accepted', handoff: 'queued', level: 'L4-L5', side: 'midline', approach: 'caudal' }), '20261118'),
  patient('PP-1005', 'MOREAU^JEAN-BAPTISTE', [['MR', 'mr-myelography']], glance({ state: 'accepted', handoff: 'arrived', level: 'C6-C7', side: 'bilateral', approach: 'interlaminar' }), '20261117'),
]; // prettier-ignore
