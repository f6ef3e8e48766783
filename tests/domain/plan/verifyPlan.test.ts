import { describe, expect, it } from 'vitest';
import type { CaseCommand } from '../../../src/domain/case/commands.ts';
import type { CaseDocument, PointLps } from '../../../src/domain/case/document.ts';
import type { TargetingPlan } from '../../../src/domain/plan/targetingPlan.ts';
import { sideMentioned } from '../../../src/domain/plan/rules/sideMentioned.ts';
import { problemWords } from '../../../src/domain/spine/locationWords.ts';
import { verifyPlan } from '../../../src/domain/plan/verifyPlan.ts';
import {
  after,
  answerSite,
  interspaceOf,
  bodyCentre,
  CT,
  CT_FRAME,
  ctPlanSeries,
  MR,
  MR_FRAME,
  LEAK,
  labelledSpine,
  markLeak,
  noHazards,
  planFixture,
  planOf,
  pointBetween,
  SITE,
  siteAnswers,
} from '../builders.ts';
import { seedPlan } from '../seedCases.ts';

/** One claim changed, everything else as the page made it. */
type Mutation = (plan: TargetingPlan) => TargetingPlan;
const finding =
  (patch: Partial<TargetingPlan['findings'][number]>): Mutation =>
  (plan) => ({ ...plan, findings: plan.findings.map((entry) => ({ ...entry, ...patch })) });
const derived =
  (patch: Partial<TargetingPlan['findings'][number]['derived']>): Mutation =>
  (plan) => ({
    ...plan,
    findings: plan.findings.map((entry) => ({ ...entry, derived: { ...entry.derived, ...patch } })),
  });
const site =
  (patch: Partial<TargetingPlan['sites'][number]>): Mutation =>
  (plan) => ({ ...plan, sites: plan.sites.map((entry) => ({ ...entry, ...patch })) });
const L3L4 = { kind: 'interspace', upper: 'L3', lower: 'L4' } as const;

const PICTURE: TargetingPlan['keyImages'][number] = {
  id: 'picture',
  caption: 'Leak 1',
  seriesUid: CT,
  sopInstanceUid: null,
  frame: null,
  findingIds: [],
  sha256: 'a'.repeat(64),
  widthPx: 1024,
  heightPx: 1100,
  planVersion: 7,
};

const MUTATIONS: readonly [what: string, code: string, mutation: Mutation][] = [
  ['side of the finding', 'claim-side', finding({ side: 'left' })],
  ['level of the finding', 'claim-level', finding({ level: L3L4 })],
  [
    'a side decision without a reason',
    'reason-missing',
    finding({ side: 'left', sideDecision: { side: 'left', reason: '' } }),
  ],
  ['derived side', 'claim-location', derived({ side: 'left' })],
  ['derived vertebra', 'claim-location', derived({ vertebra: 'L3' })],
  ['derived interspace', 'claim-location', derived({ interspace: { upper: 'L3', lower: 'L4' } })],
  ['derived fraction', 'claim-location', derived({ fraction: 0.42 })],
  ['derived offset', 'claim-location', derived({ lateralMm: 9 })],
  ['exiting root', 'claim-location', derived({ exitingRoot: 'L3' })],
  ['a problem left out', 'claim-location', derived({ problems: ['side-uncertain'] })],
  ['words that say the other side', 'claim-location', derived({ words: 'to the patient’s left' })],
  ['side of the site', 'deviation-reason', site({ side: 'left' })],
  ['side of the site, as a hazard', 'hazard-left-out', site({ side: 'left' })],
  ['target', 'deviation-reason', site({ target: L3L4 })],
  ['a picture of another version', 'key-image-version', (plan) => ({ ...plan, keyImages: [PICTURE] })],
  ['access', 'hazard-left-out', site({ access: L3L4 })],
  ['planned volume above maximum', 'volume-above-maximum', site({ plannedVolumeMl: 21 })],
  [
    'a level that does not exist',
    'level-invalid',
    site({ access: { kind: 'interspace', upper: 'L2', lower: 'L4' } }),
  ],
  ['a site of a leak that is not there', 'unknown-id', site({ findingId: 'leak-9' })],
  [
    'approach through a foramen without a side',
    'side-required',
    site({ approach: 'transforaminal', side: 'midline' }),
  ],
  [
    'labels moved up by one',
    'claim-location',
    (plan) => ({
      ...plan,
      labelings: plan.labelings.map((labeling) => ({
        ...labeling,
        labels: labeling.labels.map((label) => ({
          ...label,
          pointLpsMm: [label.pointLpsMm[0], label.pointLpsMm[1], label.pointLpsMm[2] + 34] as const,
        })),
      })),
    }),
  ],
  [
    'labels no longer confirmed',
    'hazard-left-out',
    (plan) => ({
      ...plan,
      labelings: plan.labelings.map((labeling) => ({
        ...labeling,
        labels: labeling.labels.map((label) => ({ ...label, confirmed: false })),
      })),
    }),
  ],
  [
    'extent of the region',
    'claim-extent',
    (plan) => ({ ...plan, regions: plan.regions.map((region) => ({ ...region, extent: null })) }),
  ],
  [
    'relative description',
    'claim-relative',
    (plan) => ({ ...plan, numbering: { ...plan.numbering, relative: 'first interspace above the sacrum' } }),
  ],
  [
    'numbering unverified',
    'hazard-left-out',
    (plan) => ({ ...plan, numbering: { ...plan.numbering, countedFrom: 'unverified' } }),
  ],
  [
    'a safety question unanswered',
    'hazard-unasked',
    (plan) => ({ ...plan, declaredHazards: plan.declaredHazards.slice(1) }),
  ],
  [
    'infection declared but no hazard in the plan',
    'hazard-left-out',
    (plan) => ({
      ...plan,
      declaredHazards: plan.declaredHazards.map((hazard) =>
        hazard.id === 'H1' ? { ...hazard, present: 'yes' as const } : hazard,
      ),
    }),
  ],
  [
    'a hazard that does not fire',
    'hazard-unfounded',
    (plan) => ({
      ...plan,
      hazards: [{ id: 'H20', siteId: null, severity: 'inform', message: '', source: '' }],
    }),
  ],
  [
    'imaging of last year',
    'hazard-left-out',
    (plan) => ({ ...plan, series: plan.series.map((series) => ({ ...series, studyDate: '20230601' })) }),
  ],
  ['a series that is not named', 'series-missing', (plan) => ({ ...plan, series: [] })],
  [
    'two findings with one id',
    'duplicate-id',
    (plan) => ({ ...plan, findings: [...plan.findings, ...plan.findings] }),
  ],
  ['a version that replaces itself', 'version-order', (plan) => ({ ...plan, replacesVersion: plan.version })],
  ['the notice', 'notice-missing', (plan) => ({ ...plan, notice: 'Approved' })],
  [
    'free text with the other side',
    'hazard-left-out',
    (plan) => ({ ...plan, rationale: 'Leak at the left L2 foramen' }),
  ],
];

describe('verifyPlan', () => {
  it('accepts what the page made, through JSON', () => {
    const plan = planFixture();
    expect(verifyPlan(plan)).toEqual([]);
    const read: TargetingPlan = JSON.parse(JSON.stringify(plan));
    expect(verifyPlan(read)).toEqual([]);
  });

  it('accepts a signed plan of a later version', () => {
    const plan = planFixture({
      version: 3,
      replacesVersion: 2,
      signature: { name: 'A', role: 'radiologist', at: '2024-06-12T10:00:00Z', authenticated: false },
    });
    expect(verifyPlan(plan)).toEqual([]);
  });

  it.each(MUTATIONS)('refuses: %s', (_what, code, mutation) => {
    const issues = verifyPlan(mutation(planFixture()));
    expect(issues.map((issue) => issue.code)).toContain(code);
  });

  it('asks for the series of an adopted mark, and for its frame of reference', () => {
    const mark = {
      seriesUid: MR,
      frameOfReferenceUid: MR_FRAME,
      pointLpsMm: [0, 0, 0],
      fromSeriesUid: CT,
      by: { name: 'Dr. Ada', authenticated: false },
      at: '2024-06-12T08:00:00Z',
    } as const;
    const plan = finding({ adoptions: [mark] })(planFixture());
    const mr = { ...ctPlanSeries, seriesInstanceUid: MR, frameOfReferenceUid: MR_FRAME };
    const codes = (series: TargetingPlan['series']) =>
      verifyPlan({ ...plan, series }).map(({ code }) => code);
    expect(codes([ctPlanSeries])).toContain('series-missing');
    expect(codes([ctPlanSeries, { ...mr, frameOfReferenceUid: CT_FRAME }])).toContain('frame-mismatch');
    expect(codes([ctPlanSeries, mr])).not.toContain('series-missing');
  });

  it('refuses a pump plan whose radiologist did not override', () => {
    const plan = seedPlan('intrathecalPump');
    expect(verifyPlan({ ...plan, hazardAnswers: [] }).map((issue) => issue.path)).toContain('hazards.H4');
  });

  it('names the path of the claim and never the patient', () => {
    for (const [, , mutation] of MUTATIONS)
      for (const issue of verifyPlan(mutation(planFixture()))) {
        expect(issue.path).toBeTruthy();
        expect(issue.message).not.toMatch(/PHANTOM/);
      }
  });
});

it('words for a side that nobody confirmed name no side', () => {
  expect(problemWords('side-unconfirmed').map(sideMentioned)).toEqual([null]);
});

describe('a midline leak whose roll is known', () => {
  const levels = ['S1', 'L5', 'L4', 'L3', 'L2', 'L1'] as const;
  const draft = (rollDeg: number): CaseDocument => {
    const roll = (rollDeg * Math.PI) / 180;
    const behind = ([x, y, z]: PointLps, mm: number): PointLps => [
      x + mm * Math.sin(roll),
      y + mm * Math.cos(roll),
      z,
    ];
    return after(
      labelledSpine(...levels),
      ...levels.map((level): CaseCommand => ({
        type: 'canal/place',
        seriesUid: CT,
        level,
        pointLpsMm: behind(bodyCentre(level), 23),
      })),
      markLeak(behind(pointBetween('L2', 'L3', { fraction: 0.43, backMm: 0 }), 25)),
      {
        type: 'finding/update',
        id: LEAK,
        patch: {
          leakType: { system: 'cause', type: 'iatrogenic' },
          compartment: 'dorsal',
          confidence: 'definite',
        },
      },
      { type: 'plan/prefill', newSiteId: SITE },
      answerSite({ ...siteAnswers, access: interspaceOf('L2', 'L3'), collection: 'none' }),
      {
        type: 'plan/set',
        patch: { conservativeTherapy: 'Bed rest for 10 days', aftercare: 'Horizontal for 6 hours' },
      },
      ...noHazards(),
    );
  };

  it.each([
    [5, 'turned 5° anticlockwise seen from the feet'],
    [-5, 'turned 5° clockwise seen from the feet'],
  ])('stands with a roll of %s°, and its words name no side', (rollDeg, words) => {
    const plan = planOf(draft(rollDeg));
    expect(plan.findings[0]?.derived).toMatchObject({ side: 'midline' });
    expect(plan.findings[0]?.derived.words).toContain(words);
    expect(verifyPlan(plan)).toEqual([]);
  });

  it('keeps a person’s word on a posture that its canal contradicts', () => {
    const reason = 'Liver on the right.';
    const doc = after(draft(180), { type: 'posture/decide', seriesUid: CT, reason });
    const plan = planOf(doc, { series: [{ ...ctPlanSeries, postureReason: reason }] });
    expect(verifyPlan(plan)).toEqual([]);
    expect(verifyPlan({ ...plan, series: [ctPlanSeries] }).map(({ code }) => code)).toContain(
      'posture-contradicted',
    );
  });
});
