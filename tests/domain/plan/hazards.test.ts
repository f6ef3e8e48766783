import { describe, expect, it } from 'vitest';
import type { CaseCommand } from '../../../src/domain/case/commands.ts';
import type { SeriesContext } from '../../../src/domain/case/derive.ts';
import { deriveCase } from '../../../src/domain/case/deriveCase.ts';
import type { CaseDocument, DraftSite } from '../../../src/domain/case/document.ts';
import { HAZARD_QUESTIONS, HAZARD_RULES } from '../../../src/domain/plan/rules/catalogue.ts';
import { daysBetween } from '../../../src/domain/plan/rules/days.ts';
import { interspacesApart } from '../../../src/domain/plan/rules/levelDistance.ts';
import { sideMentioned } from '../../../src/domain/plan/rules/sideMentioned.ts';
import { parseLevel } from '../../../src/domain/vocabulary/levelText.ts';
import { HAZARD_IDS, type HazardId } from '../../../src/domain/vocabulary/terms.ts';
import {
  after,
  answerSite,
  click,
  ctSeries,
  growRegion,
  LEAK,
  markLeak,
  newCase,
  noHazards,
  pointBetween,
  rightL2L3Draft,
  SITE,
  TODAY,
} from '../builders.ts';
import { SEED_DRAFTS } from '../seedCases.ts';

const level = (text: string) => {
  const parsed = parseLevel(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.value;
};
const fired = (doc: CaseDocument, series: readonly SeriesContext[] = [ctSeries()], today = TODAY) =>
  deriveCase(doc, series, today).hazards;
const codes = (doc: CaseDocument, series?: readonly SeriesContext[]) =>
  fired(doc, series).map((hazard) => `${hazard.id}:${hazard.severity}`);
const declare = (
  id: HazardId,
  present: 'yes' | 'no' | 'not-stated',
  at: string | null = null,
): CaseCommand => ({
  type: 'hazard/declare',
  hazard: { id, present, level: at === null ? null : level(at), note: '' },
});
const changed = (patch: Partial<Omit<DraftSite, 'id'>>) => after(rightL2L3Draft(), answerSite(patch));

it('a complete plan of a right L2-L3 leak fires nothing', () => {
  expect(fired(rightL2L3Draft())).toEqual([]);
});

describe('declared hazards', () => {
  it.each([
    ['H1', 'block'],
    ['H2', 'block'],
    ['H3', 'block'],
    ['H8', 'acknowledge'],
    ['H9', 'acknowledge'],
    ['H10', 'inform'],
    ['H15', 'acknowledge'],
  ] as const)('%s fires when present, as %s', (id, severity) => {
    expect(codes(after(rightL2L3Draft(), declare(id, 'yes')))).toEqual([`${id}:${severity}`]);
    expect(codes(after(rightL2L3Draft(), declare(id, 'no')))).toEqual([]);
  });

  it.each(['H1', 'H2', 'H3', 'H4', 'H8', 'H9'] as const)(
    '%s not stated is said, and does not block',
    (id) => {
      const doc = after(rightL2L3Draft(), declare(id, 'not-stated'));
      expect(codes(doc)).toEqual([`${id}:inform`]);
      expect(deriveCase(doc, [ctSeries()], TODAY).blockers).toEqual([]);
    },
  );

  it.each([
    ['H4', 'L2-L3', true],
    ['H4', 'L3-L4', true],
    ['H4', 'L1-L2', true],
    ['H4', 'L1', true],
    ['H4', 'L4-L5', false],
    ['H4', 'T12-L1', false],
    ['H5', 'L2-L3', true],
    ['H5', 'L3..L5', true],
    ['H5', 'L3-L4', false],
    ['H6', 'L2', true],
    ['H6', 'L5..S1', false],
    ['H19', 'L2-L3', true],
    ['H19', 'L4-L5', false],
  ] as const)('%s at %s beside a target L2-L3: %s', (id, at, fires) => {
    expect(fired(after(rightL2L3Draft(), declare(id, 'yes', at))).map((hazard) => hazard.id)).toEqual(
      fires ? [id] : [],
    );
  });

  it('H4 counts for the access, too, and for every site when its level is not stated', () => {
    const away = changed({ access: level('L4-L5') });
    expect(codes(after(away, declare('H4', 'yes', 'L5-S1')))).toContain('H4:block');
    const unknown = fired(after(rightL2L3Draft(), declare('H4', 'yes')));
    expect(unknown[0]?.message).toContain('not stated');
  });

  it('refuses to declare what follows from the marks', () => {
    for (const id of ['H11', 'H12', 'H13', 'H20', 'H21'] as const)
      expect(() => after(newCase(), declare(id, 'yes'))).toThrow('follows from');
  });
});

const stateLeft = (doc: CaseDocument): CaseDocument =>
  after(
    doc,
    { type: 'finding/update', id: LEAK, patch: { sideDecision: { side: 'left', reason: 'Seen on MR' } } },
    answerSite({ side: 'left' }),
  );

describe('automatic rules', () => {
  it('H7 at a cervical target and at C7-T1', () => {
    expect(codes(SEED_DRAFTS.cervical())).toContain('H7:acknowledge');
    expect(codes(changed({ access: level('C7-T1') }))).toContain('H7:acknowledge');
  });

  it('H11 blocks a lateralized target on provisional labels, and asks elsewhere', () => {
    const doc = after(
      newCase(),
      click('S1'),
      click('L4'),
      click('L1'),
      { type: 'numbering/set', patch: { countedFrom: 'sacrum', seriesUid: '2.25.1001' } },
      markLeak(pointBetween('L2', 'L3', { leftMm: -9 })),
      { type: 'plan/prefill', newSiteId: SITE },
    );
    expect(codes(doc)).toContain('H11:block');
    expect(deriveCase(doc, [], TODAY).locations[LEAK]?.problems).toContain('label-provisional');
    const confirmed = after(doc, { type: 'label/confirm', seriesUid: '2.25.1001', levels: 'all' });
    expect(codes(confirmed).join()).not.toContain('H11');
    const midline = after(
      confirmed,
      { type: 'numbering/set', patch: { countedFrom: 'unverified' } },
      { type: 'finding/remove', id: LEAK },
      { type: 'site/remove', id: SITE },
      markLeak(pointBetween('L2', 'L3')),
      { type: 'plan/prefill', newSiteId: SITE },
    );
    expect(codes(midline)).toContain('H11:acknowledge');
  });

  it.each([
    ['the other side', { side: 'left' }, true],
    ['no side', { side: 'not-stated' }, true],
    ['the midline', { side: 'midline' }, true],
    ['both sides', { side: 'bilateral' }, false],
  ] as const)('H12 when a right leak is planned on %s: %s', (_what, patch, fires) => {
    expect(codes(changed(patch)).includes('H12:block')).toBe(fires);
  });

  it.each([
    ['Leak at the left L2 root', true],
    ['Left-sided headache, right leak', false],
    ['Right leak', false],
    ['Imaged in left lateral decubitus', false],
    ['', false],
  ])('H12 when the note says "%s": %s', (note, fires) => {
    const doc = after(rightL2L3Draft(), { type: 'finding/update', id: LEAK, patch: { note } });
    expect(codes(doc).includes('H12:block')).toBe(fires);
  });

  it('H12 when a person states the side against a clear mark, and not when the mark is uncertain', () => {
    expect(codes(stateLeft(rightL2L3Draft()))).toContain('H12:block');
    const uncertain = after(rightL2L3Draft(), {
      type: 'finding/update',
      id: LEAK,
      patch: {
        place: {
          kind: 'patient',
          seriesUid: '2.25.1001',
          frameOfReferenceUid: '2.25.1002',
          pointLpsMm: pointBetween('L2', 'L3', { leftMm: -4, backMm: 25 }),
        },
      },
    });
    expect(codes(stateLeft(uncertain)).join()).not.toContain('H12');
  });

  it('H13 when the target leaves the leak without a reason, or the access leaves the target', () => {
    const away = changed({ target: level('L3-L4'), access: level('L3-L4') });
    expect(codes(away)).toEqual(['H13:acknowledge']);
    const explained = after(away, {
      type: 'deviation/set',
      deviation: { siteId: SITE, field: 'target', derived: '', chosen: '', reason: 'Scar at L2-L3' },
    });
    expect(codes(explained)).toEqual([]);
    const above = changed({ access: level('L1-L2') });
    expect(codes(above)).toEqual(['H13:acknowledge']);
    const reasoned = after(above, { type: 'plan/set', patch: { rationale: 'Scar, old patient, cold day' } });
    expect(codes(reasoned)).toEqual(['H13:acknowledge']);
    expect(deriveCase(reasoned, [ctSeries()], TODAY).blockers.map((blocker) => blocker.path)).toEqual([
      'hazards.H13',
    ]);
  });

  it('H14 only where C1-C2 is all there is', () => {
    expect(codes(SEED_DRAFTS.atlantoaxial())).toContain('H14:acknowledge');
    const also = after(
      SEED_DRAFTS.atlantoaxial(),
      growRegion(pointBetween('C5', 'C6'), pointBetween('C7', 'T1', { fraction: 0.2 })),
    );
    expect(codes(also).join()).not.toContain('H14');
  });

  it.each([
    ['20240611', []],
    ['20240513', []],
    ['20240512', ['H15:acknowledge']],
    ['20240613', []],
    ['20240614', ['H15:acknowledge']],
    ['', ['H15:inform']],
  ])('H15 with imaging of "%s" on 2024-06-12', (studyDate, expected) => {
    expect(codes(rightL2L3Draft(), [ctSeries({ studyDate })])).toEqual(expected);
  });

  it.each([
    ['HFP', 'prone', false],
    ['FFS', 'prone', true],
    ['HFDR', 'right-lateral-decubitus', false],
    ['HFDL', 'right-lateral-decubitus', true],
    [null, 'prone', false],
    ['HFS', 'not-stated', false],
  ] as const)('H16 localized %s, planned %s: %s', (patientPosition, position, fires) => {
    expect(codes(changed({ position }), [ctSeries({ patientPosition })])).toEqual(
      fires ? ['H16:inform'] : [],
    );
  });

  it('H17 when conservative therapy is not stated', () => {
    const doc = after(rightL2L3Draft(), { type: 'plan/set', patch: { conservativeTherapy: 'not-stated' } });
    expect(codes(doc)).toEqual(['H17:inform']);
  });

  it.each([
    [{ plannedVolumeMl: 20 }, false],
    [{ plannedVolumeMl: 21, maximumVolumeMl: 30 }, true],
    [{ plannedVolumeMl: 'not-stated', maximumVolumeMl: 'not-stated' }, false],
  ] as const)('H18 with %o: %s', (patch, fires) => {
    expect(codes(changed(patch)).includes('H18:acknowledge')).toBe(fires);
  });

  it('H18 asks earlier in the neck', () => {
    expect(fired(SEED_DRAFTS.atlantoaxial()).find((hazard) => hazard.id === 'H18')?.message).toContain(
      '8 mL',
    );
  });

  it('H21 finds the published 26 cm to L4-L5 implausible, and 15 cm not', () => {
    const doc = SEED_DRAFTS.caudalCatheter();
    const message = fired(doc).find((hazard) => hazard.id === 'H21')?.message;
    expect(message).toContain('26 cm');
    expect(message).toContain('about 15 cm');
    const fitting = after(
      doc,
      answerSite({ catheter: { type: 'epidural', gaugeG: 'not-stated', insertionLengthMm: 150 } }),
    );
    expect(codes(fitting).join()).not.toContain('H21');
  });

  it('H21 is silent where the labels do not reach', () => {
    const doc = after(SEED_DRAFTS.caudalCatheter(), {
      type: 'label/remove',
      seriesUid: '2.25.1001',
      level: 'S1',
    });
    expect(codes(doc).join()).not.toContain('H21');
  });
});

describe('the catalogue', () => {
  it('holds H1–H21 with a source each, and every message carries it', () => {
    expect(Object.keys(HAZARD_RULES)).toEqual([...HAZARD_IDS]);
    for (const rule of Object.values(HAZARD_RULES)) expect(rule.source.length).toBeGreaterThan(10);
    for (const hazard of fired(SEED_DRAFTS.caudalCatheter()))
      expect(hazard.source.startsWith(HAZARD_RULES[hazard.id].source)).toBe(true);
  });

  it('asks six questions that must be answered', () => {
    expect(HAZARD_QUESTIONS.filter((rule) => rule.mustAnswer).map((rule) => rule.id)).toEqual([
      'H1',
      'H2',
      'H3',
      'H4',
      'H8',
      'H9',
    ]);
    expect(noHazards()).toHaveLength(6);
  });
});

describe('helpers', () => {
  it.each([
    ['L2-L3', 'L2-L3', 0],
    ['L2-L3', 'L3-L4', 1],
    ['L2-L3', 'L5-S1', 3],
    ['L2', 'L2-L3', 0],
    ['L1', 'L2-L3', 1],
    ['L3', 'L2-L3', 0],
    ['L4', 'L2-L3', 1],
    ['T12-L1', 'L1..L3', 0],
    ['C7-T1', 'T12-L1', 12],
  ])('%s and %s are %i interspaces apart', (a, b, apart) => {
    const scheme = { absent: [], extra: [] };
    expect(interspacesApart(scheme, level(a), level(b))).toBe(apart);
    expect(interspacesApart(scheme, level(b), level(a))).toBe(apart);
  });

  it('counts interspaces in the numbering of the patient', () => {
    expect(interspacesApart({ absent: ['T12'], extra: [] }, level('T10-T11'), level('L1-L2'))).toBe(2);
    expect(interspacesApart({ absent: ['T12'], extra: [] }, level('T12-L1'), level('L1-L2'))).toBeNull();
  });

  it.each([
    ['20240228', '20240301', 2],
    ['20230228', '20230301', 1],
    ['20231231', '20240101', 1],
    ['20240612', '20230612', -366],
    ['19000101', '20000101', 36524],
    ['20240230', '20240301', null],
    ['', '20240301', null],
  ])('%s to %s is %s days', (from, to, days) => {
    expect(daysBetween(from, to)).toBe(days);
  });

  it.each([
    ['left L2', 'left'],
    ['Right-sided leak', 'right'],
    ['left and right', null],
    ['right lateral decubitus, leak left', 'left'],
    ['right side down', null],
    ['right-handed', null],
    ['bright fluid, leftover', null],
  ])('"%s" speaks of %s', (text, side) => {
    expect(sideMentioned(text)).toBe(side);
  });
});
