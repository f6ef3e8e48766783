import { describe, expect, it } from 'vitest';
import { deriveCase } from '../../../src/domain/case/deriveCase.ts';
import type { CaseCommand } from '../../../src/domain/case/commands.ts';
import type { CaseDocument, DraftSite, LeakFinding } from '../../../src/domain/case/document.ts';
import {
  after,
  answerHazard,
  type CaseStep,
  answerSite,
  CT,
  CT_FRAME,
  ctSeries,
  LEAK,
  markLeak,
  MR,
  MR_FRAME,
  newCase,
  pointBetween,
  rightL2L3Draft,
  SITE,
  TODAY,
} from '../builders.ts';
import { SEED_DRAFTS } from '../seedCases.ts';

const derive = (doc: CaseDocument) => deriveCase(doc, [ctSeries()], TODAY);
const blockers = (doc: CaseDocument) =>
  derive(doc).blockers.map((blocker) => `${blocker.code} ${blocker.path ?? ''}`);
const withSite = (patch: Partial<Omit<DraftSite, 'id'>>) => after(rightL2L3Draft(), answerSite(patch));
const withFinding = (patch: Partial<LeakFinding>) =>
  after(rightL2L3Draft(), { type: 'finding/update', id: LEAK, patch });
const L3L4 = { kind: 'interspace', upper: 'L3', lower: 'L4' } as const;
const at = (field: string) => `sites.${SITE}.${field}`;
const placed = (pointLpsMm: LeakFinding['place'] & { kind: 'patient' }) => pointLpsMm;
const inCt = (pointLpsMm: readonly [number, number, number]) =>
  placed({ kind: 'patient', seriesUid: CT, frameOfReferenceUid: CT_FRAME, pointLpsMm });

it('nothing blocks a complete plan; a missing key image is said and does not block', () => {
  expect(blockers(rightL2L3Draft())).toEqual([]);
  expect(derive(rightL2L3Draft()).notices.map((notice) => notice.code)).toEqual([
    'circumstances-unanswered',
    'no-key-image',
  ]);
});

it('a leak that no key image shows is said: the pain physician would see no picture of it', () => {
  const image = {
    id: 'key-1',
    caption: 'CT sagittal',
    seriesUid: CT,
    sopInstanceUid: null,
    frame: null,
    sha256: 'a'.repeat(64),
    widthPx: 8,
    heightPx: 8,
  };
  const codes = (findingIds: readonly string[]) =>
    derive({ ...rightL2L3Draft(), keyImages: [{ ...image, findingIds }] }).notices.map(({ code }) => code);
  expect(codes([])).toContain('leak-in-no-picture');
  expect(codes([LEAK])).not.toContain('leak-in-no-picture');
});

describe('the plan', () => {
  it.each([
    [{ kind: null }, 'unanswered plan.kind'],
    [{ conservativeTherapy: null }, 'unanswered plan.conservativeTherapy'],
    [{ aftercare: null }, 'unanswered plan.aftercare'],
    [{ kind: 'multilevel' }, 'one-site sites'],
  ] as const)('%o', (patch, expected) => {
    expect(blockers(after(rightL2L3Draft(), { type: 'plan/set', patch }))).toEqual([expected]);
  });

  it('a targeted patch needs a leak, a blind and a prophylactic one do not', () => {
    const noLeak = after(rightL2L3Draft(), { type: 'finding/remove', id: LEAK });
    const open = ['target', 'side', 'defect', 'collection', 'access'].map(
      (field) => `unanswered ${at(field)}`,
    );
    expect(blockers(noLeak).toSorted()).toEqual(
      ['no-finding findings', `site-without-leak ${at('findingId')}`, ...open].toSorted(),
    );
    const byHand = answerSite({
      target: { kind: 'interspace', upper: 'L2', lower: 'L3' },
      access: { kind: 'interspace', upper: 'L2', lower: 'L3' },
      side: 'not-applicable',
      defect: 'not-stated',
      collection: 'not-stated',
    });
    expect(blockers(after(noLeak, byHand, { type: 'plan/set', patch: { kind: 'blind' } }))).toEqual([]);
    expect(blockers(SEED_DRAFTS.prophylactic())).toEqual([]);
  });

  it('needs a site', () => {
    expect(blockers(after(rightL2L3Draft(), { type: 'site/remove', id: SITE }))).toEqual(['no-site sites']);
  });
});

describe('the numbering', () => {
  it.each([
    [{ countedFrom: null }, 'numbering-unanswered numbering.countedFrom'],
    [{ seriesUid: null }, 'numbering-unanswered numbering.seriesUid'],
    [{ anomalies: ['six-lumbar'], extra: [], absent: [] }, 'numbering-contradiction numbering.anomalies'],
    [{ extra: ['L6'] }, 'numbering-contradiction numbering.anomalies'],
    [{ absent: ['T12'] }, 'numbering-contradiction numbering.anomalies'],
  ] as const)('%o', (patch, expected) => {
    expect(blockers(after(rightL2L3Draft(), { type: 'numbering/set', patch }))).toEqual([expected]);
  });
});

describe('a finding', () => {
  it.each([
    [{ leakType: null }, `unanswered findings.${LEAK}.leakType`],
    [{ compartment: null }, `unanswered findings.${LEAK}.compartment`],
    [{ confidence: null }, `unanswered findings.${LEAK}.confidence`],
    [{ sideDecision: { side: 'bilateral', reason: '' } }, `reason-missing findings.${LEAK}.sideDecision`],
    [
      { levelDecision: { level: { kind: 'interspace', upper: 'L2', lower: 'L4' }, reason: 'x' } },
      `level-invalid findings.${LEAK}.levelDecision`,
    ],
    [{ levelDecision: { level: L3L4, reason: ' ' } }, `reason-missing findings.${LEAK}.levelDecision`],
  ] as const)('%o', (patch, expected) => {
    expect(blockers(withFinding(patch))).toContain(expected);
  });

  it.each(['foraminal', 'sleeve', 'paraspinal-vein'] as const)(
    '%s needs a left or a right',
    (compartment) => {
      expect(blockers(withFinding({ compartment }))).toEqual([]);
      for (const side of ['midline', 'not-stated', 'not-applicable'] as const)
        expect(blockers(withFinding({ compartment, sideDecision: { side, reason: 'x' } }))).toContain(
          `side-required findings.${LEAK}.sideDecision`,
        );
    },
  );

  it('an uncertain side waits for a person, and one word is enough', () => {
    const uncertain = withFinding({ place: inCt(pointBetween('L2', 'L3', { leftMm: -4, backMm: 25 })) });
    expect(blockers(uncertain)).toContain(`side-uncertain findings.${LEAK}.sideDecision`);
    const confirmed = after(uncertain, {
      type: 'finding/update',
      id: LEAK,
      patch: { sideDecision: { side: 'right', reason: '' } },
    });
    expect(blockers(confirmed)).toEqual([]);
  });

  it('an uncertain side is not pre-filled', () => {
    const doc = after(
      rightL2L3Draft(),
      { type: 'site/remove', id: SITE },
      {
        type: 'finding/update',
        id: LEAK,
        patch: { place: inCt(pointBetween('L2', 'L3', { leftMm: -4, backMm: 25 })) },
      },
      { type: 'plan/prefill', newSiteId: SITE },
    );
    expect(doc.plan.sites[0]?.side).toBeNull();
  });

  it('on a series without labels says what to do, and a stated level with a reason stands', () => {
    const doc = after(
      rightL2L3Draft(),
      { type: 'site/remove', id: SITE },
      { type: 'finding/remove', id: LEAK },
      markLeak(pointBetween('L2', 'L3'), { seriesUid: MR, frameOfReferenceUid: MR_FRAME }),
      { type: 'plan/prefill', newSiteId: SITE },
    );
    expect(derive(doc).locations[LEAK]).toMatchObject({
      vertebra: null,
      side: null,
      problems: ['no-labels'],
    });
    expect(derive(doc).locations[LEAK]?.words).toContain('label the spine');
    expect(blockers(doc)).toContain(`no-labels labels.${MR}`);
    expect(blockers(doc)).toContain(`side-unknown findings.${LEAK}.sideDecision`);
    const stated = after(doc, {
      type: 'finding/update',
      id: LEAK,
      patch: { levelDecision: { level: L3L4, reason: 'Counted on the localizer' } },
    });
    expect(blockers(stated)).not.toContain(`no-labels labels.${MR}`);
    expect(derive(stated).resolved[LEAK]?.level).toEqual(L3L4);
  });

  it('outside the labels says so', () => {
    const doc = withFinding({ place: inCt(pointBetween('T10', 'T11')) });
    expect(blockers(doc)).toContain(`level-unknown findings.${LEAK}.levelDecision`);
    expect(derive(doc).notices.map((notice) => notice.code)).toContain('outside-labels');
  });
});

describe('a site', () => {
  it.each([
    'target',
    'side',
    'defect',
    'collection',
    'approach',
    'access',
    'delivery',
    'guidance',
    'needle',
    'catheter',
    'catheterTip',
    'plannedVolumeMl',
    'maximumVolumeMl',
    'aliquotMl',
    'contrastAdmixture',
    'position',
    'stopCriterion',
  ] as const)('%s unanswered blocks and leads to its field', (field) => {
    expect(blockers(withSite({ [field]: null }))).toEqual([`unanswered ${at(field)}`]);
  });

  it('asks needle or catheter before it asks about a catheter', () => {
    expect(blockers(withSite({ delivery: null, catheter: null, catheterTip: null }))).toEqual([
      `unanswered ${at('delivery')}`,
    ]);
  });

  it.each([
    [{ access: { kind: 'interspace', upper: 'L1', lower: 'L3' } }, `level-invalid ${at('access')}`],
    [{ target: { kind: 'range', from: 'L2', to: 'L4' } }, `level-range ${at('target')}`],
    [{ approach: 'caudal', access: L3L4 }, `caudal-access ${at('access')}`],
    [{ access: 'sacral-hiatus' }, `caudal-access ${at('access')}`],
    [{ approach: 'transforaminal', side: 'not-applicable' }, `side-required ${at('side')}`],
    [{ catheter: 'not-stated' }, `delivery-mismatch ${at('catheter')}`],
    [{ catheterTip: L3L4 }, `delivery-mismatch ${at('catheterTip')}`],
    [{ delivery: 'catheter', catheter: 'not-applicable' }, `delivery-mismatch ${at('catheter')}`],
    [{ plannedVolumeMl: 25, maximumVolumeMl: 20 }, `volume-above-maximum ${at('plannedVolumeMl')}`],
    [{ aliquotMl: 16 }, `aliquot-above-planned ${at('aliquotMl')}`],
    [{ plannedVolumeMl: 'not-stated', aliquotMl: 21 }, `aliquot-above-maximum ${at('aliquotMl')}`],
    [{ plannedVolumeMl: 0 }, `not-positive ${at('plannedVolumeMl')}`],
    [{ maximumVolumeMl: Number.NaN }, `not-positive ${at('maximumVolumeMl')}`],
    [{ needle: { type: 'Tuohy', gaugeG: -18, lengthMm: 90 } }, `not-positive ${at('needle')}`],
  ] as const)('%o', (patch, expected) => {
    expect(blockers(withSite(patch))).toContain(expected);
  });

  it('every answer of the publications counts as an answer', () => {
    for (const [style, draft] of Object.entries(SEED_DRAFTS))
      expect([style, blockers(draft())]).toEqual([style, []]);
  });

  it.each([
    ['target', { target: L3L4 }],
    ['side', { side: 'left' }],
    ['defect', { defect: 'not-stated' }],
    ['collection', { collection: 'none' }],
  ] as const)('%s away from the marks needs a reason for exactly that', (field, patch) => {
    const reason = (text: string): CaseCommand => ({
      type: 'deviation/set',
      deviation: { siteId: SITE, field, derived: '', chosen: '', reason: text },
    });
    const away = withSite(patch);
    expect(blockers(away)).toContain(`deviation-reason ${at(field)}`);
    const explained = after(away, reason('As discussed'));
    expect(blockers(explained)).not.toContain(`deviation-reason ${at(field)}`);
    expect(blockers(after(explained, reason('')))).toContain(`deviation-reason ${at(field)}`);
  });

  it('a reason stands for one departure: when the mark moves, it must be given anew', () => {
    const explained = after(withSite({ target: L3L4 }), {
      type: 'deviation/set',
      deviation: { siteId: SITE, field: 'target', derived: '', chosen: '', reason: 'Scar at L2-L3' },
    });
    expect(blockers(explained)).not.toContain(`deviation-reason ${at('target')}`);
    const moved = after(explained, {
      type: 'finding/update',
      id: LEAK,
      patch: { place: inCt(pointBetween('L1', 'L2', { leftMm: 9 })) },
    });
    expect(blockers(moved)).toContain(`deviation-reason ${at('target')}`);
  });

  it('keeps no reason where nothing departs', () => {
    const command: CaseCommand = {
      type: 'deviation/set',
      deviation: { siteId: SITE, field: 'side', derived: 'left', chosen: 'right', reason: 'x' },
    };
    expect(() => after(rightL2L3Draft(), command)).toThrow('needs no reason');
  });
});

const overrideInfection = (reason: string): CaseStep => answerHazard('H1', reason, null);

describe('hazards', () => {
  it('a blocking hazard waits for an override with a reason, and empties again without it', () => {
    const infected = after(rightL2L3Draft(), {
      type: 'hazard/declare',
      hazard: { id: 'H1', present: 'yes', level: null, note: '' },
    });
    expect(blockers(infected)).toEqual(['hazard-unanswered hazards.H1']);
    expect(blockers(after(infected, overrideInfection('Treated for a week')))).toEqual([]);
    expect(blockers(after(infected, overrideInfection('Treated'), overrideInfection(' ')))).toEqual([
      'hazard-unanswered hazards.H1',
    ]);
  });

  it('blockers come in the order of the steps', () => {
    const order = ['spine', 'leak', 'extravasation', 'plan', 'key-images'];
    const doc = after(newCase(), markLeak([0, 0, 0]), { type: 'plan/prefill', newSiteId: SITE });
    const steps = derive(doc).blockers.map((blocker) => order.indexOf(blocker.step));
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));
  });
});
