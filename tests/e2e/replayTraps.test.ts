import { describe, expect, it } from 'vitest';
import { CASES } from '../../sample-data/cases/index.ts';
import { applyCommand } from '../../src/domain/case/apply.ts';
import type { CaseCommand } from '../../src/domain/case/commands.ts';
import type { CaseDerived } from '../../src/domain/case/derive.ts';
import { deriveCase } from '../../src/domain/case/deriveCase.ts';
import type { CaseDocument } from '../../src/domain/case/document.ts';
import { formatLevel } from '../../src/domain/vocabulary/levelText.ts';
import type { Anomaly, Compartment } from '../../src/domain/vocabulary/terms.ts';
import { after, CT, CT_FRAME, ctSeries, newCase, TODAY, XA, XA_IMAGE } from '../domain/builders.ts';
import { countedAsUsual, leakId, markedCase, outlined, paintlessTruth } from './replay/markedCase.ts';

/** What the product must do with each trap, from the labels and marks a careful reader would leave. */

const LEAK = leakId(0);
const derive = (doc: CaseDocument, patientPosition: string | null = 'HFS'): CaseDerived =>
  deriveCase(doc, [ctSeries({ patientPosition })], TODAY);
const blocks = (derived: CaseDerived): readonly string[] => derived.blockers.map(({ code }) => code);
const levelOf = (derived: CaseDerived, id: string): string => {
  const level = derived.resolved[id]?.level ?? null;
  return level === null ? 'unknown' : formatLevel(level);
};
const at = (derived: CaseDerived, id = LEAK): string =>
  `${levelOf(derived, id)} ${derived.resolved[id]?.side ?? 'unknown'}`;
/** Doubt about the side that a person has to settle before signing. */
const sideDoubts = (derived: CaseDerived): readonly string[] =>
  blocks(derived).filter((code) => code.startsWith('side') || code === 'lateral-unverified');

describe('numbering', () => {
  it.each<[string, Anomaly, string, string]>([
    ['TRAP-L6', 'six-lumbar', 'L6', 'L4-L5 right'],
    ['TRAP-T13', 'thirteen-ribs', 'T13', 'T13-L1 left'],
  ])(
    '%s: with the variant stated the level is right, without it its vertebra has no place',
    (id, anomaly, extra, where) => {
      const truth = paintlessTruth(id);
      expect(at(derive(markedCase(truth, { anomalies: [anomaly] })))).toBe(where);
      const place: CaseCommand = {
        type: 'label/place',
        seriesUid: CT,
        frameOfReferenceUid: CT_FRAME,
        level: extra as 'L6',
        pointLpsMm: [0, 0, 0],
      };
      expect(applyCommand(newCase(), place).ok).toBe(false);
    },
  );

  it.each<[string, Anomaly, string, 'L5' | 'T12']>([
    ['TRAP-4LUMBAR', 'four-lumbar', 'L3-L4 left', 'L5'],
    ['TRAP-11RIBS', 'eleven-ribs', 'L1-L2 right', 'T12'],
  ])(
    '%s: the absent vertebra cannot be labelled, and its neighbours are neighbours',
    (id, anomaly, where, absent) => {
      const doc = markedCase(paintlessTruth(id), { anomalies: [anomaly] });
      expect(at(derive(doc))).toBe(where);
      const place: CaseCommand = {
        type: 'label/place',
        seriesUid: CT,
        frameOfReferenceUid: CT_FRAME,
        level: absent,
        pointLpsMm: [0, 0, 0],
      };
      expect(applyCommand(doc, place).ok).toBe(false);
    },
  );

  it.each<[string, Anomaly]>([
    ['TRAP-L6', 'six-lumbar'],
    ['TRAP-4LUMBAR', 'four-lumbar'],
  ])(
    '%s counted as usual is one level off, and the words for the operator still lead to the leak',
    (id, anomaly) => {
      const truth = paintlessTruth(id);
      const right = derive(markedCase(truth, { anomalies: [anomaly] }));
      const usual = derive(markedCase(countedAsUsual(truth)));
      expect(levelOf(usual, LEAK)).not.toBe(levelOf(right, LEAK));
      expect(right.relative).toMatch(/above the sacrum/);
      expect(aboveSacrum(usual)).toBe(aboveSacrum(right));
    },
  );
});

const aboveSacrum = ({ relative }: CaseDerived): string | undefined =>
  relative?.split('; ').find((words) => words.includes('sacrum'));

describe('side', () => {
  it('TRAP-SCOLIOSIS: with the canal set the roll of the apex is known and the side is right', () => {
    const derived = derive(markedCase(paintlessTruth('TRAP-SCOLIOSIS'), { canal: true }));
    expect(at(derived)).toBe('L2-L3 right');
  });

  it('TRAP-SCOLIOSIS: without the canal the bend of the labels is enough to ask for the side, and none is prefilled', () => {
    const doc = markedCase(paintlessTruth('TRAP-SCOLIOSIS'));
    const derived = derive(doc);
    expect(at(derived)).toBe('L2-L3 midline');
    expect(sideDoubts(derived)).toEqual(['side-curve-without-roll']);
    expect(derived.locations[LEAK]?.words).toMatch(/bends sideways by 1\d° here .* confirm the side/);
    expect(after(doc, { type: 'plan/prefill', newSiteId: 'site-1' }).plan.sites[0]?.side).toBeNull();
    const sideDecision = { side: 'right', reason: 'Right of the spinous process.' } as const;
    expect(
      sideDoubts(derive(after(doc, { type: 'finding/update', id: LEAK, patch: { sideDecision } }))),
    ).toEqual([]);
  });

  it('TRAP-DECUBITUS: without the canal the side is asked for, with it the side is right', () => {
    const truth = paintlessTruth('TRAP-DECUBITUS');
    expect(sideDoubts(derive(markedCase(truth), 'HFDL'))).toContain('side-turned-without-roll');
    const known = derive(markedCase(truth, { canal: true }), 'HFDL');
    expect(at(known)).toBe('L2-L3 right');
    expect(sideDoubts(known)).toEqual([]);
  });

  it('TRAP-PRONE: with the canal set the side is right, and posture against anatomy is said', () => {
    const derived = derive(markedCase(paintlessTruth('TRAP-PRONE'), { canal: true }));
    expect(at(derived)).toBe('L2-L3 right');
    expect(derived.locations[LEAK]?.problems).toContain('posture-against-anatomy');
  });

  it('TRAP-PRONE: posture against anatomy blocks signing until a person resolves it', () => {
    const doc = markedCase(paintlessTruth('TRAP-PRONE'), { canal: true });
    expect(blocks(derive(doc))).toContain('posture-contradicted');
    const reason = 'Marker on the right arm seen on the scout.';
    const resolved = after(doc, { type: 'posture/decide', seriesUid: CT, reason });
    expect(blocks(derive(resolved))).not.toContain('posture-contradicted');
  });

  it('TRAP-PRONE: a mark before the bodies is enough to doubt the side where the canal is not set', () => {
    const doc = markedCase(paintlessTruth('TRAP-PRONE'));
    expect(sideDoubts(derive(doc))).toEqual(['side-in-front-of-bodies']);
    const sideDecision = { side: 'right', reason: 'Confirmed on the scout.' } as const;
    const said = after(doc, { type: 'finding/update', id: LEAK, patch: { sideDecision } });
    expect(sideDoubts(derive(said))).toEqual([]);
  });

  it.each([
    [null, null],
    ['right', 'right'],
  ] as const)(
    'TRAP-MIRRORED: right edge confirmed as %s gives the side %s, whatever the header says',
    (rightEdge, side) => {
      const { fluoroscopy } = paintlessTruth('TRAP-MIRRORED').series;
      const image = { seriesUid: XA, sopInstanceUid: XA_IMAGE, frame: 1 };
      const [leak] = fluoroscopy?.leaks ?? [];
      const levels = (fluoroscopy?.levels ?? []).filter(({ level }) => /^L[1-5]$/.test(level));
      const derived = derive(
        after(
          newCase(),
          ...levels.map(({ level, column, row }): CaseCommand => ({
            type: 'projection/label',
            ...image,
            level: level as 'L1',
            pointPx: [column, row],
          })),
          { type: 'projection/confirm-right-edge', ...image, rightEdge },
          {
            type: 'finding/add',
            id: LEAK,
            trackingUid: '2.25.901',
            place: { kind: 'image', ...image, pointPx: [leak?.column ?? 0, leak?.row ?? 0] },
          },
        ),
      );
      expect(levelOf(derived, LEAK)).toBe('L2-L3');
      expect(derived.resolved[LEAK]?.side).toBe(side);
      expect(blocks(derived).includes('side-unknown')).toBe(side === null);
    },
  );

  it('TRAP-FISTULA and TRAP-SLEEVES: each has its side, and "not stated" is refused', () => {
    const fistula = described(markedCase(paintlessTruth('TRAP-FISTULA')), LEAK, 'paraspinal-vein');
    expect(at(derive(fistula))).toBe('T10-T11 right');
    const silent = { side: 'not-stated', reason: 'Not written down.' } as const;
    const unsaid = after(fistula, { type: 'finding/update', id: LEAK, patch: { sideDecision: silent } });
    expect(blocks(derive(unsaid))).toContain('side-required');
    const sleeves = derive(markedCase(paintlessTruth('TRAP-SLEEVES')));
    expect([at(sleeves, leakId(0)), at(sleeves, leakId(1))]).toEqual(['L3-L4 left', 'L3-L4 right']);
  });
});

describe('more than one place', () => {
  it('TRAP-TWO: two findings stay two, and no site is chosen for the reader', () => {
    const doc = markedCase(paintlessTruth('TRAP-TWO'));
    const derived = derive(after(doc, { type: 'plan/prefill', newSiteId: 'site-1' }));
    expect([at(derived, leakId(0)), at(derived, leakId(1))]).toEqual(['L1-L2 left', 'L4-L5 right']);
    expect(blocks(derived)).toContain('no-site');
  });

  it('TRAP-C1C2: fluid behind C1-C2 alone asks for a second look; with the leak found it does not', () => {
    const truth = paintlessTruth('TRAP-C1C2');
    const alone = derive(markedCase(truth, { leaks: [1] }));
    expect(levelOf(alone, leakId(1))).toBe('C1-C2');
    expect(alone.hazards.map(({ id }) => id)).toContain('H14');
    const both = derive(markedCase(truth));
    expect(levelOf(both, LEAK)).toBe('C6-C7');
    expect(both.hazards.map(({ id }) => id)).not.toContain('H14');
  });

  it('TRAP-ELEVEN: the target is the marked defect, however far the collection reaches', () => {
    const truth = paintlessTruth('TRAP-ELEVEN');
    const doc = after(markedCase(truth, { leaks: [1] }), outlined(truth, 0), {
      type: 'plan/prefill',
      newSiteId: 'site-1',
    });
    const [site] = doc.plan.sites;
    expect(site?.target).toEqual({ kind: 'interspace', upper: 'T6', lower: 'T7' });
    const reach = truth.leak[0]?.levels ?? [];
    expect(reach).toHaveLength(11);
    expect(site?.collection).toEqual({ kind: 'range', from: reach[0], to: reach.at(-1) });
  });
});

const described = (doc: CaseDocument, id: string, compartment: Compartment): CaseDocument =>
  after(doc, {
    type: 'finding/update',
    id,
    patch: { leakType: { system: 'none', type: 'not-stated' }, compartment, confidence: 'probable' },
  });

it('every trap of the list has its test here', async () => {
  const text = await import('node:fs').then(({ readFileSync }) =>
    readFileSync(new URL(import.meta.url), 'utf8'),
  );
  const traps = CASES.filter(({ id }) => id.startsWith('TRAP-')).map(({ id }) => id);
  expect(traps.filter((id) => !text.includes(id))).toEqual([]);
});
