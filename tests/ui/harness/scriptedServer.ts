import type { PlanRecord, ServerApi, Session } from '../../../src/app/api.ts';
import { err, issue, ok } from '../../../src/domain/result.ts';
import { planFixture, recordFixture, SITE_ID } from './planFixture.ts';
import { worklistFixture } from './worklistFixture.ts';

const offline = err(
  issue('offline', 'The server does not answer. Nothing was sent; try again when it is back.'),
);
const signature = {
  name: 'Dr. P. Physician',
  role: 'pain-physician',
  at: '2026-11-21T15:00:00.000Z',
  authenticated: false,
} as const;

const arrived = {
  kind: 'arrived',
  at: '2026-11-21T15:00:04.000Z',
  where: 'embedded procedure record',
  references: ['ServiceRequest/7d1f', 'DocumentReference/91aa', 'BodyStructure/0c3e'],
} as const;

const recordsOf = (state: string): readonly PlanRecord[] => {
  const handoffReasons = [{ id: 'H4', siteId: SITE_ID, reason: 'Needle stays above the device.' }] as const;
  const accepted = {
    decision: 'accepted',
    comment: 'Agreed.',
    hazardAnswers: handoffReasons,
    reviewer: signature,
  } as const;
  switch (state) {
    case 'accepted':
      return [
        recordFixture({
          state: 'accepted',
          review: accepted,
          handoff: { kind: 'queued', attempts: 2, lastError: 'The record did not answer within 10 s.' },
        }),
      ];
    case 'arrived':
      return [
        recordFixture({
          state: 'accepted',
          review: accepted,
          handoff: arrived,
        }),
      ];
    case 'performed':
      return [
        recordFixture({
          state: 'performed',
          review: accepted,
          handoff: arrived,
          procedureHandoff: arrived,
          course: [
            {
              event: { kind: 'scheduled', plannedFor: '2026-11-22T08:30:00.000Z', where: 'Room 2' },
              by: signature,
            },
            {
              event: {
                kind: 'performed',
                report: {
                  performedOn: '2026-11-22',
                  sites: [
                    {
                      siteId: SITE_ID,
                      done: true,
                      level: { kind: 'interspace', upper: 'L3', lower: 'L4' },
                      side: 'right',
                      approach: 'interlaminar',
                      injectedVolumeMl: 11,
                      epidurogram: { seen: 'vascular', reason: 'Needle drawn back, then epidural only.' },
                    },
                  ],
                  stopReason: 'Pressure in the back',
                  complications: 'none',
                  response: 'not-stated',
                  deviationReason: 'Bone at L2-L3 in the lateral view.',
                },
              },
              by: { ...signature, at: '2026-11-22T09:10:00.000Z' },
            },
          ],
        }),
      ];
    case 'second': {
      const first = recordFixture({
        state: 'returned',
        review: {
          decision: 'returned',
          comment: 'Side differs from the axial image.',
          hazardAnswers: [],
          reviewer: signature,
        },
      });
      const [site] = first.plan.sites;
      const left = planFixture({
        version: 2,
        replacesVersion: 1,
        sites:
          site === undefined
            ? []
            : [{ ...site, side: 'left', approach: 'transforaminal', plannedVolumeMl: 8 }],
      });
      return [recordFixture({ version: 2, plan: left }), first];
    }
    default:
      return [recordFixture()];
  }
};

const refused = () => Promise.resolve(offline);

/** `state` picks the story: normal, empty, loading, offline, accepted, arrived, performed, second. */
export function scriptedServer(state: string): ServerApi {
  let session: Session | null =
    state === 'nobody'
      ? null
      : { name: 'Dr. Charlotte-Amalie Featherstonehaugh', role: 'pain-physician', authenticated: false };
  const away = state === 'offline';
  const forever = new Promise<never>(() => undefined);
  const never = (): Promise<never> => forever;
  const answer = <T>(value: T) => Promise.resolve(away ? offline : ok(value));
  return {
    health: () =>
      answer({
        status: 'ok',
        version: '0.1.0',
        database: { kind: 'pglite', ok: true },
        archive: { kind: 'folder', ok: true, message: null },
        record: { kind: 'embedded', ok: true, message: null },
        sampleCases: state === 'empty' ? 'generating' : 'ready',
      } as const),
    session: () => Promise.resolve(ok(session)),
    signIn: (name, role) => {
      session = { name, role, authenticated: false };
      return Promise.resolve(ok(session));
    },
    signOut: () => {
      session = null;
      return Promise.resolve(ok(null));
    },
    worklist: () => (state === 'loading' ? never() : answer(state === 'empty' ? [] : worklistFixture)),
    study: refused,
    openCase: refused,
    caseById: refused,
    saveDraft: refused,
    uploadKeyImage: refused,
    sign: refused,
    plansOfCase: refused,
    plan: () => (state === 'loading' ? never() : answer(state === 'empty' ? [] : recordsOf(state))),
    lookAt: (_planId, version) => answer({ versions: [version] }),
    review: refused,
    addToCourse: refused,
    guardChecks: () => answer([]),
    keepGuardCheck: refused,
    archiveObjects: refused,
    archivePlan: refused,
    handOff: refused,
    record: () =>
      answer(
        state === 'empty'
          ? []
          : [
              {
                planId: 'plan-1',
                version: 1,
                receivedAt: '2026-11-21T15:00:04.000Z',
                resources: [
                  {
                    reference: 'ServiceRequest/7d1f',
                    resourceType: 'ServiceRequest',
                    summary: 'Epidural blood patch, right L2-L3, interlaminar',
                  },
                  {
                    reference: 'BodyStructure/0c3e',
                    resourceType: 'BodyStructure',
                    summary: 'L2-L3 interspace, right',
                  },
                  {
                    reference: 'DocumentReference/91aa',
                    resourceType: 'DocumentReference',
                    summary: 'Targeting plan, version 1 (JSON)',
                  },
                ],
              },
            ],
      ),
  };
}
