import { describe, expect, it } from 'vitest';
import { applyCommand } from '../../../src/domain/case/apply.ts';
import type { CaseCommand } from '../../../src/domain/case/commands.ts';
import type { CaseDocument } from '../../../src/domain/case/document.ts';
import { LEAK_TYPES, type LeakSystem } from '../../../src/domain/vocabulary/terms.ts';
import {
  after,
  answerHazard,
  bodyCentre,
  CT,
  growRegion,
  LEAK,
  markLeak,
  measured,
  newCase,
  rightL2L3Draft,
  SITE,
} from '../builders.ts';

const code = (doc: CaseDocument, command: CaseCommand) => {
  const applied = applyCommand(doc, command);
  return applied.ok ? 'accepted' : applied.error.code;
};
const keyImage: CaseCommand = {
  type: 'key-image/add',
  keyImage: {
    id: 'k1',
    caption: '',
    seriesUid: CT,
    sopInstanceUid: null,
    frame: null,
    findingIds: [LEAK, 'gone'],
    sha256: 'a'.repeat(64),
    widthPx: 800,
    heightPx: 600,
  },
};

const declareScar = (present: 'yes' | 'no'): CaseCommand => ({
  type: 'hazard/declare',
  hazard: { id: 'H5', present, level: null, note: '' },
});
const SYSTEMS = ['schievink', 'farb', 'freiburg', 'cause', 'none'] as const satisfies readonly LeakSystem[];
const typesOf = (system: LeakSystem): readonly string[] => LEAK_TYPES[system];

describe('leak marks', () => {
  const doc = after(newCase(), markLeak(bodyCentre('L3')));

  it('start with every question open and count on', () => {
    const two = after(doc, markLeak(bodyCentre('L2'), { id: 'leak-2' }));
    expect(two.findings.map((finding) => finding.ordinal)).toEqual([1, 2]);
    expect(two.findings[0]).toMatchObject({
      leakType: null,
      compartment: null,
      confidence: null,
      sideDecision: null,
    });
    const third = after(
      two,
      { type: 'finding/remove', id: LEAK },
      markLeak(bodyCentre('L1'), { id: 'leak-3' }),
    );
    expect(third.findings.map((finding) => finding.ordinal)).toEqual([2, 3]);
  });

  it('keep identifier, tracking UID and ordinal through every update', () => {
    const [before] = doc.findings;
    const stolen = { id: 'x', trackingUid: '2.25.1', ordinal: 9, note: 'n' };
    const updated = after(doc, { type: 'finding/update', id: LEAK, patch: stolen });
    expect(updated.findings[0]).toEqual({ ...before, note: 'n' });
  });

  it.each(SYSTEMS.flatMap((system) => typesOf(system).map((type) => [system, type] as const)))(
    'take the type %s %s and only with its system',
    (system, type) => {
      const set = (leakSystem: LeakSystem): CaseCommand => ({
        type: 'finding/update',
        id: LEAK,
        patch: { leakType: { system: leakSystem, type } },
      });
      expect(code(doc, set(system))).toBe('accepted');
      for (const foreign of SYSTEMS.filter((other) => !typesOf(other).includes(type)))
        expect(code(doc, set(foreign))).toBe('leak-type');
    },
  );

  it.each<[string, CaseCommand, string]>([
    ['an id twice', markLeak(bodyCentre('L2')), 'duplicate-id'],
    ['no position', markLeak([0, Number.POSITIVE_INFINITY, 0], { id: 'leak-2' }), 'point-not-finite'],
    ['an update of nothing', { type: 'finding/update', id: 'x', patch: {} }, 'unknown-id'],
    ['a removal of nothing', { type: 'finding/remove', id: 'x' }, 'unknown-id'],
    [
      'frame 0',
      {
        type: 'finding/add',
        id: 'f',
        trackingUid: '2.25.3',
        place: { kind: 'image', seriesUid: '1', sopInstanceUid: '2', frame: 0, pointPx: [1, 1] },
      },
      'point-not-finite',
    ],
  ])('refuse %s', (_what, command, expected) => {
    expect(code(doc, command)).toBe(expected);
  });

  it('leave their sites without a claim, and key images without a reference, when removed', () => {
    const removed = after(rightL2L3Draft(), keyImage, { type: 'finding/remove', id: LEAK });
    const nothing = {
      findingId: null,
      target: null,
      side: null,
      defect: null,
      collection: null,
      access: null,
    };
    expect(removed.plan.sites[0]).toMatchObject(nothing);
    expect(removed.keyImages[0]?.findingIds).toEqual([]);
  });
});

describe('regions', () => {
  const doc = after(newCase(), growRegion(bodyCentre('L2'), bodyCentre('L3')));
  const shape = { kind: 'freehand', contourLpsMm: [bodyCentre('L2')] } as const;

  it('change shape only together with their measurement', () => {
    expect(code(doc, { type: 'region/update', id: 'region-1', patch: { shape } })).toBe(
      'measurement-missing',
    );
    const measurement = measured(bodyCentre('L1'), bodyCentre('L3'));
    const updated = after(doc, { type: 'region/update', id: 'region-1', patch: { shape, measurement } });
    expect(updated.regions[0]).toMatchObject({ ordinal: 1, shape, measurement });
    expect(after(updated, { type: 'region/remove', id: 'region-1' }).regions).toEqual([]);
  });

  it('refuse an id twice and an unknown id', () => {
    expect(code(doc, growRegion(bodyCentre('L2'), bodyCentre('L3')))).toBe('duplicate-id');
    expect(code(doc, { type: 'region/remove', id: 'x' })).toBe('unknown-id');
    expect(code(doc, { type: 'region/update', id: 'x', patch: {} })).toBe('unknown-id');
  });
});

describe('key images', () => {
  const doc = after(rightL2L3Draft(), keyImage);

  it('refer to marks that are there, take a caption, and go', () => {
    expect(doc.keyImages[0]?.findingIds).toEqual([LEAK]);
    const captioned = after(doc, { type: 'key-image/caption', id: 'k1', caption: 'Leak 1' });
    expect(captioned.keyImages[0]?.caption).toBe('Leak 1');
    expect(after(captioned, { type: 'key-image/remove', id: 'k1' }).keyImages).toEqual([]);
  });

  it('refuse to come twice', () => {
    expect(code(doc, keyImage)).toBe('duplicate-id');
    expect(code(doc, { type: 'key-image/caption', id: 'x', caption: '' })).toBe('unknown-id');
  });
});

describe('sites and hazards', () => {
  it.each<[string, CaseCommand, string]>([
    ['a site twice', { type: 'site/add', id: SITE, findingId: null }, 'duplicate-id'],
    ['a site of no leak', { type: 'site/add', id: 's', findingId: 'x' }, 'unknown-id'],
    ['a change to no leak', { type: 'site/set', id: SITE, patch: { findingId: 'x' } }, 'unknown-id'],
    ['a change of no site', { type: 'site/set', id: 'x', patch: {} }, 'unknown-id'],
    ['a removal of no site', { type: 'site/remove', id: 'x' }, 'unknown-id'],
    [
      'an answer for no site',
      { type: 'hazard/answer', answer: { id: 'H4', siteId: 'x', reason: 'r' } },
      'unknown-id',
    ],
    [
      'a hazard at a level the patient does not have',
      {
        type: 'hazard/declare',
        hazard: { id: 'H4', present: 'yes', level: { kind: 'vertebra', level: 'L6' }, note: '' },
      },
      'level-not-in-numbering',
    ],
  ])('refuse %s', (_what, command, expected) => {
    expect(code(rightL2L3Draft(), command)).toBe(expected);
  });

  it('hold ten sites at most', () => {
    const ids = ['2', '3', '4', '5', '6', '7', '8', '9', '10'];
    const ten = after(
      rightL2L3Draft(),
      ...ids.map((id): CaseCommand => ({ type: 'site/add', id, findingId: null })),
    );
    expect(code(ten, { type: 'site/add', id: '11', findingId: null })).toBe('too-many-sites');
  });

  it('keep one answer a hazard and forget those of a removed site', () => {
    const doc = after(rightL2L3Draft(), declareScar('no'), declareScar('yes'), answerHazard('H5', 'Seen'));
    expect(doc.plan.declaredHazards.filter((hazard) => hazard.id === 'H5')).toHaveLength(1);
    expect(after(doc, { type: 'site/remove', id: SITE }).plan.hazardAnswers).toEqual([]);
  });
});

it('a refused command leaves the document untouched', () => {
  const doc = rightL2L3Draft();
  const frozen = JSON.stringify(doc);
  applyCommand(doc, {
    type: 'finding/add',
    id: LEAK,
    trackingUid: 'x',
    place: { kind: 'patient', seriesUid: CT, frameOfReferenceUid: '1', pointLpsMm: [0, 0, 0] },
  });
  expect(JSON.stringify(doc)).toBe(frozen);
});
