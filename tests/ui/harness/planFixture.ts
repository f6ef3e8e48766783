import type { PlanRecord } from '../../../src/app/api.ts';
import type { TargetingPlan } from '../../../src/domain/plan/targetingPlan.ts';
import * as clinic from '../../domain/builders.ts';

const [rightSite] = clinic.planFixture().sites;
if (rightSite === undefined) throw new Error('the plan fixture needs a site');
export const SITE_ID = rightSite.id;

/** A signed plan with a long name, a device near the target and a reason from the radiologist; no real person. */
export const planFixture = (patch: Partial<TargetingPlan> = {}): TargetingPlan =>
  clinic.planFixture({
    patient: {
      ...clinic.PATIENT,
      id: 'PP-SAMPLE-0001',
      name: 'VON DER GROOTENBOER-OVERMEERSCH^WILHELMINA CONSTANTIA^MARIA ANTOINETTE',
    },
    sites: [{ ...rightSite, collection: { kind: 'range', from: 'L1', to: 'L4' } }],
    declaredHazards: [
      { id: 'H4', present: 'yes', level: { kind: 'interspace', upper: 'L3', lower: 'L4' }, note: '' },
    ],
    hazards: [
      {
        id: 'H4',
        siteId: SITE_ID,
        severity: 'block',
        message: 'Intrathecal catheter or pump at L3-L4, at or beside target L2-L3.',
        source: 'Portable X-ray guided EBP after intrathecal pump (needle above the device)',
      },
      {
        id: 'H16',
        siteId: SITE_ID,
        severity: 'inform',
        message: 'The leak was localized supine; the procedure is planned prone.',
        source: 'CT-myelography targeted EBP series (prone procedure)',
      },
    ],
    hazardAnswers: [{ id: 'H4', siteId: SITE_ID, reason: 'The needle stays above the device.' }],
    rationale: 'Contrast leaves the sac dorsally on the right at L2-L3 after facet injection.',
    signature: {
      name: 'Dr. A. Radiologist',
      role: 'radiologist',
      at: '2026-11-21T14:05:00.000Z',
      authenticated: false,
    },
    ...patch,
  });

export const recordFixture = (patch: Partial<PlanRecord> = {}): PlanRecord => ({
  planId: 'plan-1',
  version: 1,
  caseId: 'case-1',
  state: 'signed',
  plan: planFixture(),
  review: null,
  handoff: { kind: 'none' },
  course: [],
  procedureHandoff: { kind: 'none' },
  ...patch,
});
