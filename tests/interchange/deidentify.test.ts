import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { deidentifyCommand } from '../../src/cli/deidentify.ts';
import { datasetAttributes, firstText, valueBytes } from '../../src/dicom/attributes.ts';
import { readPart10 } from '../../src/dicom/part10.ts';
import { parseInstance } from '../../src/dicom/parseInstance.ts';
import { deidentify } from '../../src/interchange/deidentify/deidentify.ts';
import type { Option } from '../../src/interchange/deidentify/profile.ts';
import { el, type TestElement } from '../dicom/part10Builder.ts';
import { slice } from '../server/support/dicomFolder.ts';
import { SHARED_DATA } from '../support/programs.ts';

const PRIVATE: readonly TestElement[] = [
  el(0x00290010, 'LO', 'SECRET MAKER'),
  el(0x00291001, 'LO', 'Test^Folder again'),
];
const file = (more: readonly TestElement[] = [], n = 1): Uint8Array => slice(n, 0, { more });
const run = (bytes: Uint8Array, retained: readonly Option[] = [], salt = 'salt') => {
  const result = deidentify(bytes, { retained: new Set(retained), salt });
  if (!result.ok) throw new Error(result.error.code);
  const part10 = readPart10(result.value.bytes);
  if (part10 === null || part10.problem !== null) throw new Error('not readable');
  return { ...result.value, attributes: datasetAttributes(part10.dataset), part10 };
};
const text = (one: ReturnType<typeof run>, tag: number) => firstText(one.attributes, tag);
const latin = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');
const pixels = (bytes: Uint8Array) => {
  const part10 = readPart10(bytes);
  const element = part10?.dataset.elements.get(0x7fe00010);
  return part10 === null || element === undefined ? null : valueBytes(part10.dataset, element);
};

describe('each action of PS3.15 table E.1-1', () => {
  it('D: a dummy value of the same kind stands in its place', () => {
    const one = run(file([el(0x00080080, 'LO', 'St. Mary'), el(0x00189701, 'DT', '20240611101500')]));
    expect([text(one, 0x00080080), text(one, 0x00189701)]).toEqual(['REMOVED', '19000101000000']);
    expect(one.done).toMatchObject({ '00080080': 'D', '00189701': 'D' });
  });

  it('Z: the value is empty; the patient has a pseudonym', () => {
    const one = run(file());
    expect([text(one, 0x00100030), text(one, 0x00080050), text(one, 0x00080020)]).toEqual(['', '', '']);
    expect(one.attributes.has(0x00100030)).toBe(false);
    expect(one.part10.dataset.elements.has(0x00100030)).toBe(true);
    expect(text(one, 0x00100010)).toMatch(/^DEID-\d{10}$/);
    expect(text(one, 0x00100020)).toBe(text(one, 0x00100010));
  });

  it('X: the attribute is gone; private ones are', () => {
    const one = run(file([el(0x00204000, 'LT', 'Seen with Mrs Folder'), ...PRIVATE]));
    for (const tag of [0x00204000, 0x0008103e, 0x00290010, 0x00291001])
      expect(one.part10.dataset.elements.has(tag)).toBe(false);
    expect(latin(one.bytes)).not.toMatch(/Folder|FOLDER|SECRET|Lumbar/);
  });

  it('K: what an option retains is kept as it was', () => {
    const age = el(0x00101010, 'AS', '044Y');
    expect(run(file([age])).attributes.has(0x00101010)).toBe(false);
    const one = run(file([age]), ['retain-patient', 'retain-dates', 'retain-uids']);
    expect([text(one, 0x00101010), text(one, 0x00080020), text(one, 0x00080018)]).toEqual([
      '044Y',
      '20240611',
      firstText(datasetAttributes(readPart10(file())!.dataset), 0x00080018),
    ]);
    expect(text(one, 0x00280303)).toBe('UNMODIFIED');
  });

  it('C: of a description only words that name no person are left', () => {
    const description = el(0x00081030, 'LO', 'CT myelogram lumbar FOLDER ANNA 3mm');
    const one = run(file([description]), ['clean-descriptors']);
    expect(text(one, 0x00081030)).toBe('CT myelogram lumbar 3mm');
    expect(text(one, 0x0008103e)).toBe('Lumbar');
  });

  it('U: one UID becomes one other UID, in every file and in references', () => {
    const [a, b] = [run(file([], 1)), run(file([], 2))];
    expect(text(a, 0x0020000d)).toBe(text(b, 0x0020000d));
    expect(text(a, 0x00080018)).not.toBe(text(b, 0x00080018));
    expect(text(a, 0x0020000d)).toMatch(/^2\.25\.\d+$/);
    expect(latin(a.bytes)).not.toContain('2.25.1001\0');
    expect(text(run(file([], 1), [], 'other'), 0x0020000d)).not.toBe(text(a, 0x0020000d));
    expect(parseInstance(a.bytes, '').header?.sopInstanceUid).toBe(a.sopInstanceUid);
  });
});

describe('a de-identified file', () => {
  it('says that it is one, and by which method', () => {
    const one = run(file());
    expect([text(one, 0x00120062), text(one, 0x00280303)]).toEqual(['YES', 'REMOVED']);
    expect(one.attributes.items(0x00120064).map((item) => firstText(item, 0x00080100))).toEqual(['113100']);
  });

  it('has the pixels of the original, byte for byte', () => {
    expect(pixels(run(file()).bytes)).toEqual(pixels(file()));
  });

  it('is warned of or refused where text may be burnt into the pixels', () => {
    const burnt = (value: string) =>
      deidentify(file([el(0x00280301, 'CS', value)]), { retained: new Set(), salt: 's' });
    const refused = burnt('YES');
    expect(refused.ok ? null : refused.error.code).toBe('burnt-in');
    const said = burnt('NO');
    expect(said.ok ? said.value.warnings : null).toEqual([]);
    expect(run(file()).warnings).toHaveLength(1);
  });
});

const folder = mkdtempSync(join(tmpdir(), 'patchpoint-deidentify-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.skipIf(SHARED_DATA === null)('on real files', () => {
  it.each(['ct_lumbar_3mm', 'ct_t11t12_20sl_j2k', 'mr_lumbar_t2_sag', 'xa_coronary_96fr', 'mr_enhanced'])(
    '%s: no name or UID of the patient is left anywhere in the file',
    (series) => {
      const [name = ''] = readdirSync(join(SHARED_DATA ?? '', 'series', series));
      const bytes = new Uint8Array(readFileSync(join(SHARED_DATA ?? '', 'series', series, name)));
      const before = datasetAttributes(readPart10(bytes)!.dataset);
      const one = run(bytes);
      const after = latin(one.bytes);
      const identities = [0x00100010, 0x00100020, 0x0020000d, 0x0020000e, 0x00080018, 0x00200052, 0x00080050]
        .map((tag) => firstText(before, tag))
        .filter((value) => value.length > 4);
      expect(identities.filter((value) => after.includes(value))).toEqual([]);
      expect(parseInstance(one.bytes, '').verdict.code).toBe(parseInstance(bytes, '').verdict.code);
      expect(parseInstance(one.bytes, '').header?.imagePositionPatient).toEqual(
        parseInstance(bytes, '').header?.imagePositionPatient,
      );
    },
  );

  it('the command writes images under their new UIDs and refuses reports', async () => {
    const [input, out] = [join(folder, 'in'), join(folder, 'out')];
    mkdirSync(input);
    writeFileSync(join(input, 'Folder Anna.dcm'), file());
    writeFileSync(join(input, 'z.dcm'), readFileSync(join(SHARED_DATA ?? '', 'derived/sr/dwv034_arrow.dcm')));
    expect(await deidentifyCommand([input, '--out', out, '--json'])).toBe(1);
    expect(readdirSync(out)).toEqual([expect.stringMatching(/^2\.25\.\d+\.dcm$/)]);
    expect(await deidentifyCommand([input, '--out', out, '--option', 'everything'])).toBe(2);
  });
});
