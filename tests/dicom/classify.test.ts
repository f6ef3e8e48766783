import { describe, expect, it } from 'vitest';
import { classifySeries } from '../../src/dicom/classify.ts';
import { parseInstance } from '../../src/dicom/parseInstance.ts';
import type { TestElement } from './part10Builder.ts';
import { ctSlice, el, EXPLICIT, part10 } from './part10Builder.ts';

const SERIES_DESCRIPTION = 0x0008103e;
const STUDY_DESCRIPTION = 0x00081030;
const PROTOCOL = 0x00181030;
const ROUTE = 0x00181040;
const AGENT = 0x00180010;
const BODY_PART = 0x00180015;
const ECHO_TIME = 0x00180081;
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (tag: number, value: string): TestElement => el(tag, 'LO', utf8(value));

function classOf(extra: readonly TestElement[]): ReturnType<typeof classifySeries> {
  const charset = el(0x00080005, 'CS', 'ISO_IR 192');
  const { header } = parseInstance(part10(EXPLICIT, ctSlice({ extra: [charset, ...extra] })), 'a');
  if (header === null) throw new Error('the builder wrote no header');
  return classifySeries([header]);
}
const MR = [el(0x00080060, 'CS', 'MR'), el(0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.4')];

describe('CT', () => {
  it.each([
    [[text(ROUTE, 'INTRATHECAL')]],
    [[text(ROUTE, 'Intra-thecal')]],
    [[text(ROUTE, 'SUBARACHNOID')]],
    [[text(AGENT, 'Isovue-M 200')]],
    [[text(AGENT, 'Omnipaque 180 intrathecal')]],
    [[text(SERIES_DESCRIPTION, 'CT L-Spine post myelogram')]],
    [[text(SERIES_DESCRIPTION, 'CT_MYELO_1.25')]],
    [[text(SERIES_DESCRIPTION, 'CT L-SPINE W/O CONTRAST POST MYELOGRAM')]],
    [[text(SERIES_DESCRIPTION, 'CT MYELOGRAM WITHOUT IV CONTRAST')]],
    [[text(SERIES_DESCRIPTION, 'Myélographie lombaire')]],
    [[text(PROTOCOL, 'Mielografia')]],
    [[text(PROTOCOL, 'Myelo-CT LWS')]],
    [[text(SERIES_DESCRIPTION, '脊髄造影')]],
    [[text(SERIES_DESCRIPTION, 'Миелография')]],
    [[text(STUDY_DESCRIPTION, 'CT MYELOGRAM THORACIC'), text(SERIES_DESCRIPTION, 'Axial 1.0')]],
    [[el(0x00180014, 'SQ', [[el(0x00080100, 'SH', '72607000'), el(0x00080104, 'LO', 'Intrathecal route')]])]],
  ])('with evidence is a myelogram %#', (extra) => {
    const { class: seriesClass, classReason } = classOf(extra);
    expect(seriesClass).toBe('ct-myelography');
    expect(classReason).toContain('not examined');
  });

  it.each([
    [[]],
    [[text(BODY_PART, 'LSPINE'), text(SERIES_DESCRIPTION, 'CT L-SPINE 3mm')]],
    [[text(ROUTE, 'INTRAVENOUS')]],
    [[text(ROUTE, 'IV'), text(SERIES_DESCRIPTION, 'myelogram')]],
    [[text(ROUTE, 'EPIDURAL')]],
    [[text(SERIES_DESCRIPTION, 'Myeloma survey')]],
    [[text(SERIES_DESCRIPTION, 'Myelopathy protocol')]],
    [[text(SERIES_DESCRIPTION, 'Myelomeningocele follow-up')]],
    [[text(SERIES_DESCRIPTION, 'Pre-myelogram plain')]],
    [[text(SERIES_DESCRIPTION, 'without intrathecal contrast')]],
    [[text(SERIES_DESCRIPTION, 'ohne Myelographie')]],
    [[text(SERIES_DESCRIPTION, 'CT MYELOGRAM WITHOUT CONTRAST')]],
    [[text(SERIES_DESCRIPTION, 'Myelo nativ')]],
    [[text(SERIES_DESCRIPTION, 'MYELO (PRE)')]],
    [[text(STUDY_DESCRIPTION, 'CT Myelogram - non-contrast')]],
    [[text(STUDY_DESCRIPTION, 'CT myelogram'), text(SERIES_DESCRIPTION, 'Non-contrast L-spine')]],
    [[text(STUDY_DESCRIPTION, 'CT myelogram'), text(SERIES_DESCRIPTION, 'Monitoring')]],
    [[text(ROUTE, 'INTRATHECAL'), el(0x00080008, 'CS', 'ORIGINAL\\PRIMARY\\LOCALIZER')]],
    [[text(AGENT, 'Omnipaque 300')]],
  ])('without evidence never is %#', (extra) => {
    expect(classOf(extra).class).toBe('ct-other');
  });

  it('quotes the word that was found and nothing around it', () => {
    const { classReason } = classOf([text(SERIES_DESCRIPTION, 'Myelogram Doe John 1950')]);
    expect(classReason).toContain('Series Description says');
    expect(classReason).not.toMatch(/doe|1950/i);
  });
});

describe('MR', () => {
  it.each([
    [
      'mr-other',
      [...MR, text(BODY_PART, 'LSPINE'), el(ECHO_TIME, 'DS', '105'), text(SERIES_DESCRIPTION, 'T2 TSE SAG')],
    ],
    ['mr-other', [...MR, text(BODY_PART, 'LSPINE'), text(SERIES_DESCRIPTION, 'T2 3D SAG LUMBAR')]],
    [
      'mr-other',
      [...MR, text(BODY_PART, 'BRAIN'), el(ECHO_TIME, 'DS', '390'), text(SERIES_DESCRIPTION, '3D FLAIR')],
    ],
    [
      'mr-other',
      [...MR, text(BODY_PART, 'ABDOMEN'), el(ECHO_TIME, 'DS', '700'), text(SERIES_DESCRIPTION, 'MRCP')],
    ],
    ['mr-other', [...MR, el(ECHO_TIME, 'DS', '800')]],
    ['mr-myelography', [...MR, text(BODY_PART, 'LSPINE'), el(ECHO_TIME, 'DS', '900')]],
    ['mr-myelography', [...MR, text(SERIES_DESCRIPTION, 'HASTE MYELO COR')]],
    ['mr-myelography', [...MR, text(PROTOCOL, 'MRM 3D SPACE')]],
    ['mr-myelography', [...MR, text(ROUTE, 'INTRATHECAL')]],
  ])('%s %#', (expected, extra) => {
    expect(classOf(extra).class).toBe(expected);
  });
});

describe('others', () => {
  it.each([
    ['fluoroscopy', 'XA', '1.2.840.10008.5.1.4.1.1.12.1'],
    ['fluoroscopy', 'RF', '1.2.840.10008.5.1.4.1.1.12.2'],
    ['fluoroscopy', 'DX', '1.2.840.10008.5.1.4.1.1.1.1'],
    ['fluoroscopy', 'CR', '1.2.840.10008.5.1.4.1.1.1'],
    ['fluoroscopy', 'XA', '1.2.840.10008.5.1.4.1.1.7'],
    ['other', 'US', '1.2.840.10008.5.1.4.1.1.6.1'],
    ['other', 'CT', '1.2.840.10008.5.1.4.1.1.7'],
    ['other', 'PT', '1.2.840.10008.5.1.4.1.1.128'],
  ])('%s: %s %s', (expected, modality, sopClass) => {
    const answer = classOf([
      el(0x00080060, 'CS', modality),
      el(0x00080016, 'UI', sopClass),
      text(ROUTE, 'INTRATHECAL'),
    ]);
    expect(answer.class).toBe(expected);
  });

  it('does not claim the spine for a projection that does not name it', () => {
    expect(classOf([el(0x00080060, 'CS', 'RF')]).classReason).toContain('not proven');
    expect(classOf([el(0x00080060, 'CS', 'RF'), text(BODY_PART, 'LSPINE')]).classReason).toContain(
      'names the spine',
    );
  });
});
