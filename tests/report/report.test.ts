import { describe, expect, it, vi } from 'vitest';
import type { TargetingPlan } from '../../src/domain/plan/targetingPlan.ts';
import { renderReport } from '../../src/pdf/renderReport.ts';
import { reportFaults, verifiedReport } from '../../src/pdf/verifiedReport.ts';
import type { Block } from '../../src/report/content/blocks.ts';
import { reportDocument } from '../../src/report/content/reportDocument.ts';
import { pdfTexts } from '../../src/report/readback/pdfText.ts';
import { spineMapDrawing } from '../../src/report/map/spineMapDrawing.ts';
import { spineMapOfPlan } from '../../src/report/map/spineMapModel.ts';
import { contextOf, fullPlan, PUBLISHED } from '../interchange/support/exportInput.ts';
import { planFixture } from '../ui/harness/planFixture.ts';

/** A loaded machine takes its time over a PDF. */
vi.setConfig({ testTimeout: 60_000 });

const NONE = { review: null, keyImagePngs: {} };
const plan = planFixture();
const [site] = plan.sites;
if (site === undefined) throw new Error('the fixture has a site');
const three: TargetingPlan = {
  ...plan,
  sites: [
    site,
    { ...site, id: 'two', target: { kind: 'interspace', upper: 'T7', lower: 'T8' }, side: 'left' },
    { ...site, id: 'three', target: { kind: 'interspace', upper: 'C6', lower: 'C7' }, side: 'bilateral' },
  ],
};
const pagesOf = (pdf: Uint8Array): readonly string[] => {
  const pages: string[] = [];
  for (const { page, text } of pdfTexts(pdf)) pages[page - 1] = `${pages[page - 1] ?? ''}${text}`;
  return pages.map((text) => text.replaceAll(/[\s\u00A0]+/g, ' '));
};
const wordsOf = (blocks: readonly Block[]): string => JSON.stringify(blocks);

describe('the printed page is read back', () => {
  it.each(PUBLISHED.filter(([style]) => style === 'caudalCatheter' || style === 'cervical'))(
    '%s',
    async (_, make) => {
      expect((await verifiedReport(make(), NONE)).ok).toBe(true);
    },
  );

  it('for several sites, a picture and a plan with everything at once', async () => {
    expect((await verifiedReport(three, NONE)).ok).toBe(true);
    const full = fullPlan();
    expect((await verifiedReport(full, { ...NONE, keyImagePngs: contextOf(full).keyImagePngs })).ok).toBe(
      true,
    );
  });

  it('when the patient line wraps, at a space or at a hyphen', async () => {
    const [issuer, id] = ['UNIVERSITY HOSPITAL OF SOMEWHERE', '1234567890123456789012345678901234567890-AB'];
    const long = { ...plan, patient: { ...plan.patient, issuer, id } };
    const pdf = await renderReport(long, NONE);
    expect(reportFaults(long, pdf)).toEqual([]);
    const other = { ...long, patient: { ...long.patient, issuer: `${issuer} ELSE` } };
    expect(reportFaults(other, pdf).map((fault) => fault.path)).toEqual(['patient.issuer']);
  });

  it('and every changed statement is caught by its path', async () => {
    const pdf = await renderReport(three, NONE);
    const changed = (at: number, patch: Partial<TargetingPlan['sites'][number]>): TargetingPlan => ({
      ...three,
      sites: three.sites.map((one, index) => (index === at ? { ...one, ...patch } : one)),
    });
    const cases: readonly (readonly [string, TargetingPlan])[] = [
      ['site[1].side', changed(0, { side: 'left' })],
      ['site[3].side', changed(2, { side: 'midline' })],
      ['site[2].target', changed(1, { target: { kind: 'interspace', upper: 'T8', lower: 'T9' } })],
      ['site[2].approach', changed(1, { approach: 'caudal' })],
      ['site[1].plannedVolumeMl', changed(0, { plannedVolumeMl: 14 })],
      ['site[2].maximumVolumeMl', changed(1, { maximumVolumeMl: 'not-stated' })],
      ['site[3].aliquotMl', changed(2, { aliquotMl: 2 })],
      ['plan.sites', { ...three, sites: three.sites.slice(0, 2) }],
      ['plan.version', { ...three, version: 7 }],
      ['plan.id', { ...three, planId: 'plan-2' }],
      ['patient.id', { ...three, patient: { ...three.patient, id: 'PP-SAMPLE-0002' } }],
      ['patient.birthDate', { ...three, patient: { ...three.patient, birthDate: '19800102' } }],
    ];
    for (const [path, other] of cases)
      expect(reportFaults(other, pdf).map((fault) => fault.path)).toContain(path);
  });

  it('a file that is no report is refused', () => {
    expect(reportFaults(three, new TextEncoder().encode('%PDF-1.7 nothing'))).not.toEqual([]);
  });
});

describe('every page', () => {
  it('says whose report it is, which version, who signed and how, and that it is for research', async () => {
    const pages = pagesOf(await renderReport(plan, NONE));
    expect(pages.length).toBeGreaterThan(1);
    for (const [index, text] of pages.entries()) {
      expect(text).toContain('VON DER GROOTENBOER-OVERMEERSCH, WILHELMINA');
      expect(text).toContain('ID PP-SAMPLE-0001');
      expect(text).toContain('Plan plan-1 version 1');
      expect(text).toContain(`Page ${index + 1} of ${pages.length}`);
      expect(text).toContain('not authenticated');
      expect(text).toContain('Research use only');
    }
  });

  it('is the same bytes for the same plan', async () => {
    expect(await renderReport(plan, NONE)).toEqual(await renderReport(plan, NONE));
  });

  it('keeps Cyrillic, Greek and accented letters of a name', async () => {
    const patient = { ...plan, patient: { ...plan.patient, name: 'Łukasiewicz^Žofie=Иванов^Ωmega' } };
    const [page] = pagesOf(await renderReport(patient, NONE));
    expect(page).toContain('Łukasiewicz, Žofie (Иванов, Ωmega)');
  });
});

const named = (name: string) =>
  reportDocument({ ...plan, patient: { ...plan.patient, name } }, NONE).patientName;

describe('a name the font cannot print', () => {
  it('is never printed as empty boxes', () => {
    expect(named('Yamada^Tarou=山田^太郎')).toBe('Yamada, Tarou (and in letters not printable here)');
    expect(named('山田^太郎')).toContain('cannot print');
  });
});

describe('what the report says', () => {
  it('loudly, when nobody has signed or the plan was returned', () => {
    expect(reportDocument({ ...plan, signature: null }, NONE).state).toBe('NOT SIGNED: not for use');
    const reviewer = {
      name: 'P',
      role: 'pain-physician',
      at: '2026-11-21T15:00:00.000Z',
      authenticated: false,
    } as const;
    const review = { decision: 'returned', comment: 'Which side?', hazardAnswers: [], reviewer } as const;
    const returned = reportDocument(plan, { ...NONE, review });
    expect(returned.state).toBe('RETURNED: not for use');
    expect(wordsOf(returned.blocks)).toContain('Which side?');
  });

  it('holds both roles’ reasons, and the source of each warning', () => {
    const text = wordsOf(reportDocument(plan, NONE).blocks);
    expect(text).toContain('Radiologist’s reason to go on: The needle stays above the device.');
    expect(text).toContain('Portable X-ray guided EBP after intrathecal pump');
  });

  it('says on page one what is done, what for, and which examination showed it', async () => {
    const [first] = pagesOf(await renderReport(plan, NONE));
    expect(first).toContain('Targeted epidural blood patch');
    expect(first).toMatch(/Leak 1.*atrogenic.*dorsal.*definite.*seen on .*CT.*\d{4}-\d\d-\d\d/);
    const blind = { ...plan, sites: plan.sites.map((one) => ({ ...one, findingId: null })) };
    const [page] = pagesOf(await renderReport(blind, NONE));
    expect(page).toContain('No site aims at a marked leak');
  });

  it('says where else a leak was seen, and by whom', () => {
    const [series] = plan.series;
    const adoption = {
      seriesUid: series?.seriesInstanceUid ?? '',
      frameOfReferenceUid: series?.frameOfReferenceUid ?? '',
      pointLpsMm: [1, 2, 3] as const,
      fromSeriesUid: '2.25.1',
      by: { name: 'Dr. A', authenticated: false },
      at: '2026-11-21T14:00:00.000Z',
    };
    const findings = plan.findings.map((finding) => ({ ...finding, adoptions: [adoption] }));
    const text = wordsOf(reportDocument({ ...plan, findings }, NONE).blocks);
    expect(text).toMatch(/Also seen on.*carried from .*adopted by .*\(not authenticated\)/);
  });

  it('says the posture of each series in words, beside its code', () => {
    const [series, ...others] = plan.series;
    if (series === undefined) throw new Error('the fixture has a series');
    const decubitus = { ...plan, series: [{ ...series, patientPosition: 'HFDR' }, ...others] };
    expect(wordsOf(reportDocument(decubitus, NONE).blocks)).toContain('Right lateral decubitus, HFDR');
  });

  it('tells the operator which count won where two do not meet, and why', () => {
    const keptCounts = [{ id: '2.25.1.L1-L2', against: 'L1 to L2 measures 60 mm', reason: 'L2 is a block.' }];
    const counted = { ...plan, numbering: { ...plan.numbering, keptCounts } };
    const said = 'The counts do not meet: L1 to L2 measures 60 mm. The labels hold: L2 is a block.';
    expect(wordsOf(reportDocument(counted, NONE).blocks).split(said)).toHaveLength(3);
    expect(wordsOf(reportDocument(plan, NONE).blocks)).not.toContain('counts do not meet');
  });

  it('never turns an unanswered question into an answer', () => {
    const { blocks } = reportDocument(plan, NONE);
    const facts = blocks.flatMap((block) => (block.kind === 'facts' ? block.facts : []));
    const fever = facts.find(({ label }) => label === 'Disclosed: fever or infection');
    expect(fever?.value).toBe('Not answered');
  });

  it('leaves no heading without its pictures on page one, and no page two for them alone', async () => {
    const full = fullPlan();
    const sources = { ...NONE, keyImagePngs: contextOf(full).keyImagePngs };
    const [first, second] = pagesOf(await renderReport(full, sources));
    expect(first).toMatch(/Key images ?Key image 1/);
    expect(second).toContain('What the plan rests on');

    const [hazard] = full.hazards;
    if (hazard === undefined) throw new Error('the plan has a hazard');
    const many = { ...full, hazards: [...full.hazards, ...Array.from({ length: 3 }, () => hazard)] };
    const [crowded, after] = pagesOf(await renderReport(many, sources));
    expect(crowded).toContain('Key images: on the last pages.');
    expect(after).toContain('What the plan rests on');
  });

  it('names a key image whose picture is not at hand', () => {
    const full = fullPlan();
    expect(wordsOf(reportDocument(full, NONE).blocks)).toContain('(the picture is not at hand)');
  });
});

describe('several sites in one map', () => {
  it('wear their numbers, and each side is washed at its own level only', () => {
    const { shapes, words } = spineMapDrawing(spineMapOfPlan(three), 'light');
    const texts = shapes.flatMap((shape) => (shape.kind === 'text' ? [shape.text] : []));
    for (const number of ['1', '2', '3']) expect(texts).toContain(number);
    expect(words).toMatch(
      /Site 1\..*Target L2-L3, patient's right\..*Site 2\..*Target T7-T8, patient's left\./,
    );
    const washes = shapes.filter((shape) => shape.kind === 'rect' && shape.width === 132);
    expect(washes).toHaveLength(4);
  });

  it('can be shown one by one', () => {
    const model = spineMapOfPlan(three, 2);
    expect(model.sites.map(({ number }) => number)).toEqual([2]);
    expect(model.marks.every((mark) => mark.site === 2)).toBe(true);
  });
});
