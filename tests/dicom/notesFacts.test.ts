import { describe, expect, it } from 'vitest';
import { DicomImport } from '../../src/dicom/dicomImport.ts';
import { parseInstance } from '../../src/dicom/parseInstance.ts';
import { summarizeSeries } from '../../src/dicom/summaries.ts';
import { declaredLetters } from '../../src/viewer/letters.ts';
import { ascii, ctSlice, el, EXPLICIT, part10, type SliceSpec, type TestElement } from './part10Builder.ts';

/** Facts of cornerstone-notes 5.3 that would be wrong if the library decided them; those with a test elsewhere are named in docs/audit-issue-4.md. */
const RF = '1.2.840.10008.5.1.4.1.1.12.2';
const without = (elements: readonly TestElement[], ...tags: readonly number[]): readonly TestElement[] =>
  elements.filter(({ tag }) => !tags.includes(tag));
const projection = (spec: SliceSpec, ...absent: readonly number[]) => {
  const extra = [el(0x00080016, 'UI', RF), el(0x00080060, 'CS', 'RF'), ...(spec.extra ?? [])];
  const { header } = parseInstance(part10(EXPLICIT, without(ctSlice({ ...spec, extra }), ...absent)), 'a');
  if (header === null) throw new Error('no header');
  return header;
};
const [ORIENTATION, POSITION, FRAME] = [0x00200037, 0x00200032, 0x00200052];

describe('where the library would make something up', () => {
  it('a projection image without orientation gets none, and no letters', () => {
    const header = projection({}, ORIENTATION, POSITION);
    expect([header.imageOrientationPatient, header.imagePositionPatient]).toEqual([null, null]);
    expect(declaredLetters(header.patientOrientation)).toBeNull();
  });

  it('Patient Orientation R\\F is what the letters say, as declared', () => {
    const header = projection({ extra: [el(0x00200020, 'CS', 'R\\F')] }, ORIENTATION, POSITION);
    expect(declaredLetters(header.patientOrientation)).toMatchObject({ right: 'R', bottom: 'F' });
  });

  it('two series without a frame of reference share none', () => {
    const [a, b] = ['1.2.8', '1.2.9'].map((series) =>
      summarizeSeries([projection({ series, uid: `${series}.1` }, FRAME, POSITION, ORIENTATION)]),
    );
    // null equals nothing: whoever links series asks for a stated frame first (tests/app/hangingChoice, "slice sync").
    expect([a?.frameOfReferenceUid, b?.frameOfReferenceUid]).toEqual([null, null]);
  });

  it('a run is never a volume, whatever positions its images carry', () => {
    const run = summarizeSeries([0, 1, 2].map((z) => projection({ z, uid: `1.2.7.${z}` })));
    expect(run.geometry).toMatchObject({ volumeAllowed: false, grid: null });
  });

  it('a folder with a DICOMDIR is read file by file where it lies; the index itself is listed by its type', () => {
    const dicom = new DicomImport();
    dicom.add(
      'disc/DICOMDIR',
      part10(EXPLICIT, [el(0x00080016, 'UI', '1.2.840.10008.1.3.10'), el(0x00080018, 'UI', '1.2.3.99')]),
    );
    dicom.add('disc/IMAGES/IM1', part10(EXPLICIT, ctSlice({ z: 0 })));
    dicom.add('disc/IMAGES/IM2', part10(EXPLICIT, ctSlice({ z: 2 })));
    dicom.add('disc/README.TXT', ascii('Viewer on this disc'));
    expect(Object.fromEntries(dicom.verdicts().map(({ path, code }) => [path, code]))).toEqual({
      'disc/DICOMDIR': 'non-image',
      'disc/IMAGES/IM1': 'ok',
      'disc/IMAGES/IM2': 'ok',
      'disc/README.TXT': 'not-dicom',
    });
    expect(dicom.studies()[0]?.series[0]?.frames).toBe(2);
  });

  it.each(['1.2.840.10008.1.2.4.102', '1.2.840.10008.1.2.4.107'])(
    'a film it cannot decode (%s) is refused by name',
    (syntax) => {
      const { verdict } = parseInstance(part10(syntax, ctSlice({})), 'a');
      expect(verdict).toMatchObject({ used: false, code: 'unsupported-syntax' });
      expect(verdict.message).toMatch(/MPEG|HEVC/);
    },
  );
});
