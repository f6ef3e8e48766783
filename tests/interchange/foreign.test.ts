import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { format } from 'prettier';
import { describe, expect, it } from 'vitest';
import type { ForeignObject } from '../../src/interchange/foreign/model.ts';
import { placeMarks, readForeign } from '../../src/interchange/foreign/readForeign.ts';
import { restorePlan } from '../../src/interchange/foreign/restorePlan.ts';
import { planToSr } from '../../src/interchange/dicom/sr/document.ts';
import { CODECS } from '../../src/interchange/codecs.ts';
import { contextOf, fullPlan, PUBLISHED } from './support/exportInput.ts';

const DATA = resolve('../shared/data');
const present = existsSync(DATA);
if (!present) console.warn('SKIPPED: ../shared/data is absent, no foreign objects to read');

const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((path) => statSync(path).isFile() && !path.endsWith('.csv') && !path.endsWith('.json'))
    .toSorted();

const read = (path: string): ForeignObject => {
  const object = readForeign(new Uint8Array(readFileSync(path)));
  if (!object.ok) throw new Error(`${path}: ${object.error.message}`);
  return object.value;
};

/** One row an object of `data/derived`; images of that folder and of the series beside it are at hand. */
function rows(): readonly string[] {
  const derived = filesBelow(join(DATA, 'derived')).map((path) => ({ path, object: read(path) }));
  const beside = ['ct_t11t12_20sl_j2k', 'mr_lumbar_t2_sag']
    .flatMap((name) => filesBelow(join(DATA, 'series', name)))
    .map((path) => ({ path, object: read(path) }));
  const images = [...derived, ...beside].map(({ object }) => object).filter(({ kind }) => kind === 'image');
  const known = {
    frames: new Map(images.map((image) => [image.sopInstanceUid, image.frames])),
    framesOfReference: new Set(images.flatMap((image) => image.frameOfReferenceUid ?? [])),
  };
  return derived
    .filter(({ object }) => object.kind !== 'image')
    .map(({ path, object }) => {
      const { placed, unplaced } = placeMarks(object, known);
      const levels = [...new Set(placed.concat(object.marks).flatMap((mark) => mark.level ?? []))];
      const why = new Map<string, number>();
      for (const { reason } of [...unplaced, ...object.notUnderstood])
        why.set(reason, (why.get(reason) ?? 0) + 1);
      const reasons = [...why].map(([reason, count]) => `${count}× ${reason}`).join('; ');
      expect(placed.length + unplaced.length).toBe(object.marks.length + object.unplaced.length);
      return `| ${path.slice(join(DATA, 'derived').length + 1)} | ${object.kind} | ${object.lines.length} | ${placed.length} | ${levels.join(', ') || '–'} | ${reasons || '–'} |`;
    });
}

describe.skipIf(!present)('objects of other makers', () => {
  it('each has its row in docs/foreign-objects.md: what was understood, what was placed, what not and why', async () => {
    const head = readFileSync('docs/foreign-objects.md', 'utf8').split('<!-- table -->')[0] ?? '';
    const table = [
      '| object | kind | items read | marks placed | levels by code | not placed or not understood, and why |',
      '| --- | --- | --- | --- | --- | --- |',
      ...rows(),
    ].join('\n');
    const text = await format(`${head}<!-- table -->\n\n${table}\n`, { parser: 'markdown', printWidth: 120 });
    await expect(text).toMatchFileSnapshot(resolve('docs/foreign-objects.md'));
  });

  it('level codes of a DCMTK report are read with their points', () => {
    const { marks } = read(join(DATA, 'derived/sr/dcmtk_comprehensive_levels_scoord.dcm'));
    expect(marks.map((mark) => mark.level)).toEqual(['T10', 'T11', 'T12', 'L1', 'L2', 'L3']);
  });

  it('vertebra segments are known by code, their centroids near the labelled body centres', () => {
    const { marks } = read(join(DATA, 'derived/seg_vertebrae/seg_t11_t12.dcm'));
    expect(marks.map((mark) => mark.level)).toEqual(['T11', 'T12']);
    const [upper, lower] = marks.map((mark) =>
      mark.place.kind === 'patient' ? (mark.place.pointsLpsMm[0]?.[2] ?? 0) : 0,
    );
    expect((upper ?? 0) - (lower ?? 0)).toBeGreaterThan(10);
  });

  it('the report of another implementation (examples/sr.dcm) gives its marks with tracking UIDs', () => {
    const object = read(resolve('../shared/examples/sr.dcm'));
    expect(object.marks.length).toBeGreaterThan(0);
    for (const mark of object.marks) expect(mark.trackingUid).toMatch(/^[0-9.]+$/);
    expect(object.notUnderstood).toEqual([]);
  });
});

describe('our own objects, read as if foreign', () => {
  const plan = fullPlan();
  const context = contextOf(plan);

  it('a report gives every mark of the plan at its place', () => {
    const object = readForeign(planToSr(plan, undefined));
    const marks = object.ok ? object.value.marks : [];
    const leaks = marks.filter((mark) => plan.findings.some((one) => one.trackingUid === mark.trackingUid));
    expect(leaks).toHaveLength(2);
    expect(leaks[0]).toMatchObject({ level: 'L2 L3', side: 'right', place: { kind: 'patient' } });
    expect(leaks[1]).toMatchObject({ place: { kind: 'image', frame: 7, pointsPx: [[100.25, 50.5]] } });
  });

  it('a segmentation gives its voxels', () => {
    const files = CODECS.seg.write(plan, context);
    const object = files.ok ? readForeign(files.value[0]?.bytes ?? new Uint8Array()) : files;
    const marks = object.ok ? object.value.marks : [];
    expect(marks.map((mark) => mark.words)).toEqual([
      expect.stringContaining('6400 voxels'),
      expect.stringContaining('6400 voxels'),
    ]);
  });

  it.each(PUBLISHED)('the report of %s gives the plan back', (_name, published) => {
    expect(restorePlan(planToSr(published(), undefined))).toEqual({ ok: true, value: published() });
  });

  it('a report whose coded content was edited is not taken for the plan', () => {
    const bytes = planToSr(plan, undefined);
    const text = Buffer.from(bytes).toString('latin1');
    // The laterality below the first finding site: "Right" by code becomes "Left" by code.
    const at = text.indexOf('24028007');
    const edited = Uint8Array.from(bytes);
    edited.set(Buffer.from('7771000 ', 'latin1'), at);
    const restored = restorePlan(edited);
    expect(restored.ok ? null : restored.error.code).toBe('plan-differs');
  });

  it('refuses what is not DICOM, and lists what is cut off', () => {
    expect(readForeign(new Uint8Array(300)).ok).toBe(false);
    const bytes = planToSr(plan, undefined);
    const cut = readForeign(bytes.subarray(0, bytes.length - 4000));
    expect(cut.ok && cut.value.notUnderstood.length).toBeGreaterThan(0);
  });
});
