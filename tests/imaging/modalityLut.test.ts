import { describe, expect, it } from 'vitest';
import { DicomImport } from '../../src/dicom/dicomImport.ts';
import type { InstanceHeader, SeriesSummary } from '../../src/dicom/model.ts';
import type { InstanceSource } from '../../src/imaging/api.ts';
import { filesSource } from '../../src/imaging/index.ts';
import { loadSeries } from '../../src/imaging/loadSeries.ts';
import { frameValues, openSeriesImage, type SeriesImage } from '../../src/imaging/seriesImage.ts';
import { valueNote } from '../../src/viewer/paneFacts.ts';
import { el, part10 } from '../dicom/part10Builder.ts';

const quiet = { frame: () => undefined, progress: () => undefined };

const loaded = async (source: InstanceSource): Promise<SeriesImage> => {
  const image = openSeriesImage(source.summary);
  if (!image.ok) throw new Error(image.error.message);
  const state = await loadSeries(source, image.value, new AbortController().signal, quiet);
  expect(state).toMatchObject({ kind: 'complete', skipped: [] });
  return image.value;
};

describe('a Modality LUT', () => {
  const pixels = Uint8Array.of(0, 1, 2, 3, 200, 255);
  const file = part10('1.2.840.10008.1.2.1', [
    el(0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.12.2'),
    el(0x00080018, 'UI', '2.25.7'),
    el(0x00080060, 'CS', 'RF'),
    el(0x0020000d, 'UI', '2.25.8'),
    el(0x0020000e, 'UI', '2.25.9'),
    el(0x00280002, 'US', 1),
    el(0x00280004, 'CS', 'MONOCHROME2'),
    el(0x00280010, 'US', 2),
    el(0x00280011, 'US', 3),
    el(0x00280100, 'US', 8),
    el(0x00280101, 'US', 8),
    el(0x00280102, 'US', 7),
    el(0x00280103, 'US', 0),
    el(0x00283000, 'SQ', [
      [el(0x00283002, 'US', [4, 0, 16]), el(0x00283006, 'US', [5, 1000, 40_000, 65_535])],
    ]),
    el(0x7fe00010, 'OW', pixels),
  ]);
  const series = (): SeriesSummary => {
    const dicom = new DicomImport();
    dicom.add('a', file);
    return dicom.studies()[0]?.series[0] as SeriesSummary;
  };

  it('turns stored values into those of the modality, exactly, whatever the depth of the file', async () => {
    const blobs = new Map([['2.25.7', new Blob([file.slice()])]]);
    const image = await loaded(filesSource(series(), blobs));
    expect([...(frameValues(image, 0) ?? [])]).toEqual([5, 1000, 40_000, 65_535, 65_535, 65_535]);
    expect(valueNote(image)).toBeNull();
  });

  it('is told to be missing where an archive sends the frame without it', async () => {
    const summary = series();
    const ref = { header: summary.instances[0] as InstanceHeader, frame: 1 };
    const image = await loaded({
      kind: 'dicomweb',
      summary,
      async *stream() {},
      async *frames() {
        yield { kind: 'frame', ref, bytes: pixels, transferSyntaxUid: '1.2.840.10008.1.2.1' };
      },
    });
    expect([...(frameValues(image, 0) ?? [])]).toEqual([...pixels]);
    expect(valueNote(image)).toContain('Stored values are shown');
  });

  it('is not confused with a VOI LUT, which is said not to be applied', () => {
    const summary = series();
    const header = { ...(summary.instances[0] as InstanceHeader), hasVoiLut: true };
    const image = openSeriesImage({ ...summary, instances: [header] });
    expect(image.ok && valueNote(image.value)).toContain('VOI LUT');
  });
});
