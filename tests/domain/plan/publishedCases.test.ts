import { describe, expect, it } from 'vitest';
import { publicationOf, type PublishedCase } from '../../../sample-data/cases/publication.ts';
import { deriveCase } from '../../../src/domain/case/deriveCase.ts';
import type { CaseDocument } from '../../../src/domain/case/document.ts';
import { verifyPlan } from '../../../src/domain/plan/verifyPlan.ts';
import { formatLevel } from '../../../src/domain/vocabulary/levelText.ts';
import { parseTargetingPlan } from '../../../src/schema/plan.ts';
import { PUBLISHED } from '../../e2e/replay/replayCase.ts';
import {
  after,
  answerSite,
  ctSeries,
  interspaceOf,
  LEAK,
  markLeak,
  planOf,
  pointBetween,
  TODAY,
} from '../builders.ts';
import { levelIn, noteOf, publishedDraft } from '../publishedPlans.ts';

const IDS = PUBLISHED.map(({ id }) => id as PublishedCase);
const numbers = (text: string): readonly number[] => (text.match(/\d+(?:\.\d+)?/g) ?? []).map(Number);

describe('the eleven published procedures', () => {
  it.each(IDS)('%s is a plan that stands, with all its publication says and nothing it does not', (id) => {
    const said = publicationOf(id);
    const plan = planOf(publishedDraft(id));
    expect(verifyPlan(plan)).toEqual([]);
    expect(parseTargetingPlan(JSON.parse(JSON.stringify(plan)))).toEqual({ ok: true, value: plan });
    const [site] = plan.sites;
    if (site === undefined) throw new Error('no site');
    expect(formatLevel(site.target)).toBe(formatLevel(levelIn(said.targetLevel)));
    expect(typeof site.access === 'string' ? site.access : formatLevel(site.access)).toBe(
      said.accessLevel === 'sacral hiatus' ? 'sacral-hiatus' : formatLevel(levelIn(said.accessLevel)),
    );
    expect(site.plannedVolumeMl).toBe(said.bloodVolumeMl);
    expect(site.needle).toMatchObject({ type: said.needle.type, gaugeG: said.needle.gauge });
    expect(site.aliquotMl).toBe(said.aliquots === 'not-stated' ? 'not-stated' : 3);
    expect(plan.aftercare).toBe(said.aftercare);
    expect(plan.circumstances.postProcedureCheck).toBe(said.verification);
    expect(plan.rationale).toBe(said.inconsistencies.join('\n'));
    for (const finding of plan.findings) {
      expect(finding.side).toBe(said.leakSide);
      expect(finding.level === null ? null : formatLevel(finding.level)).toBe(
        formatLevel(levelIn(said.leakLevel)),
      );
      expect(finding.note).toBe(noteOf(said));
    }
    const catheterMm = said.catheter === 'not-stated' ? null : (numbers(said.catheter)[0] ?? 0) * 10;
    expect(typeof site.catheter === 'string' ? null : site.catheter.insertionLengthMm).toBe(catheterMm);
  });
});

const derive = (doc: CaseDocument) => deriveCase(doc, [ctSeries()], TODAY);
const blocked = (doc: CaseDocument) => derive(doc).blockers.map(({ code }) => code);
const fired = (doc: CaseDocument) => derive(doc).hazards.map(({ id, severity }) => `${id}:${severity}`);
const finding = (doc: CaseDocument, patch: object) => after(doc, { type: 'finding/update', id: LEAK, patch });

const addSite = (n: number) => ({ type: 'site/add', id: `site-${n}`, findingId: LEAK }) as const;
/** The second patch of patient 3, with the first at this level. */
const patchedAt = (upper: 'L4' | 'L5', lower: 'L5' | 'S1') =>
  after(publishedDraft('S004-P3-EBP2'), {
    type: 'hazard/declare',
    hazard: { id: 'H19', present: 'yes', level: interspaceOf(upper, lower), note: '' },
  });

/** The contradictions of the sources (clinical.md 1.1), each by what becomes of it here. */
describe('inconsistencies of the publications', () => {
  it('1 refused: a nerve-root spread "bilateral" here and "right L4" there has no side, and a sleeve needs one', () => {
    const sleeve = finding(publishedDraft('S004-P7'), { compartment: 'sleeve' });
    expect(blocked(sleeve)).toContain('side-required');
  });

  it('2 kept as not stated: which lumbar patients had epidural spread is not said, so no compartment is', () => {
    for (const id of ['S004-P1', 'S004-P2', 'S004-P3', 'S004-P7'] as const)
      expect(planOf(publishedDraft(id)).findings[0]?.compartment).toBe('not-stated');
  });

  it('3 kept: the "single" patch of patient 3 is two plans at two levels, and a patch at the same level is warned of', () => {
    const [first, second] = [planOf(publishedDraft('S004-P3')), planOf(publishedDraft('S004-P3-EBP2'))];
    expect([first, second].map((plan) => plan.sites.map((site) => formatLevel(site.target)))).toEqual([
      ['L5-S1'],
      ['L4-L5'],
    ]);
    expect(fired(patchedAt('L5', 'S1'))).not.toContain('H19:acknowledge');
    expect(fired(patchedAt('L4', 'L5'))).toContain('H19:acknowledge');
  });

  it('4 warned: C1-C2 has no disc and is a false localizer', () => {
    const doc = publishedDraft('S004-P6');
    expect(derive(doc).locations[LEAK]?.problems).toContain('no-disc');
    expect(fired(doc)).toContain('H14:acknowledge');
  });

  it('5 kept in its words: dorsal in the figures, ventral in the discussion; one compartment, the conflict in the note', () => {
    const plan = planOf(publishedDraft('S003-1'));
    expect(plan.findings[0]?.compartment).toBe('dorsal');
    expect(plan.findings[0]?.note).toContain('"ventral" in Discussion');
    const unsure = finding(publishedDraft('S003-1'), { compartment: 'not-stated' });
    expect(planOf(unsure).findings[0]?.compartment).toBe('not-stated');
  });

  it('6 warned: 26 cm from the sacral hiatus do not end at L4-L5', () => {
    const doc = publishedDraft('S003-1');
    expect(fired(doc)).toContain('H21:acknowledge');
    const unanswered = { ...doc, plan: { ...doc.plan, hazardAnswers: [] } };
    expect(derive(unanswered).blockers.map(({ path }) => path)).toContain('hazards.H21');
  });

  it('7 kept apart: fluid at L1-L2, defect at the catheter L2-L3; the departure needs its reason', () => {
    const doc = publishedDraft('S001-1');
    const apart = after(
      doc,
      answerSite({ defect: interspaceOf('L2', 'L3'), collection: interspaceOf('L1', 'L2') }),
    );
    expect(blocked(apart)).toContain('deviation-reason');
    const [site] = apart.plan.sites;
    expect(site).toMatchObject({
      defect: { upper: 'L2' },
      collection: { upper: 'L1' },
      target: { upper: 'L1' },
    });
  });

  it('8 kept as not stated: a lateral position whose side nobody wrote down', () => {
    expect(planOf(publishedDraft('S000-1')).sites[0]?.position).toBe('lateral-decubitus-side-not-stated');
  });

  it('9 and 10 kept in their words: every aftercare is its own, and none is assumed', () => {
    expect(new Set(IDS.map((id) => publicationOf(id).aftercare)).size).toBe(4);
    const doc = publishedDraft('S004-P1');
    expect(blocked({ ...doc, plan: { ...doc.plan, aftercare: null } })).toEqual(['unanswered']);
  });

  it('a level that cannot be is refused where it is written', () => {
    const wrong = { 'L4/S1': 'not neighbours', 'C8/T1': 'C8', 'L2/L4/L5': 'L2/L4/L5' };
    for (const [text, words] of Object.entries(wrong)) expect(() => levelIn(text)).toThrow(words);
  });

  it('ten sites in one sitting are a plan, an eleventh is refused', () => {
    const ten = after(publishedDraft('S004-P7'), ...Array.from({ length: 9 }, (_, i) => addSite(i + 2)));
    expect(ten.plan.sites).toHaveLength(10);
    expect(() => after(ten, addSite(11))).toThrow('up to 10 sites');
    expect(after(ten, markLeak(pointBetween('L1', 'L2'), { id: 'leak-2' })).findings).toHaveLength(2);
  });
});
