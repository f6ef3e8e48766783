import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postureEvidence, type SampleHu } from '../../../src/domain/posture/postureEvidence.ts';
import type { PointLps } from '../../../src/domain/case/document.ts';
import { dataFiles, dataPath, noData, readData } from '../../dicom/sharedData.ts';
import { volumeFrom, type TestVolume } from '../../dicom/volumeFrom.ts';
import { makeSampleCase } from '../../support/product.ts';

type Label = { readonly level: string; readonly pointLpsMm: PointLps };

/** The patient turned about the long axis through a point: what a wrong registration does to a right one. */
const turned =
  (sample: SampleHu, about: PointLps): SampleHu =>
  ([x, y, z]) =>
    sample([2 * about[0] - x, 2 * about[1] - y, z]);
const turnedLabels = (labels: readonly Label[], about: PointLps): readonly Label[] =>
  labels.map(({ level, pointLpsMm: [x, y, z] }) => ({
    level,
    pointLpsMm: [2 * about[0] - x, 2 * about[1] - y, z],
  }));

async function realSeries(name: string): Promise<TestVolume> {
  const files = dataFiles(`series/${name}`).map((path) => readData(`series/${name}/${path}`));
  return await volumeFrom(files, (series) => series.modality === 'CT');
}

function sidecar(name: string): readonly Label[] {
  const read: { readonly labels: readonly { readonly level: string; readonly lps: PointLps }[] } = JSON.parse(
    readFileSync(dataPath(`series/${name}.labels.json`), 'utf8'),
  );
  return read.labels.map(({ level, lps }) => ({ level, pointLpsMm: lps }));
}

/** Body centres picked on three slices: the series has no sidecar. */
const ABDOMEN: readonly Label[] = [
  { level: 'L2', pointLpsMm: [-16, 50, -153] },
  { level: 'L1', pointLpsMm: [-16, 50, -103] },
  { level: 'T12', pointLpsMm: [-16, 60, -53] },
];

describe.skipIf(noData)('registered posture against the anatomy of real CT', () => {
  it.each(['ct_lumbar_3mm', 'ct_t11t12_20sl_j2k', 'ct_abdomen_cptacpda'])('%s', async (name) => {
    const volume = await realSeries(name);
    const labels = name === 'ct_abdomen_cptacpda' ? ABDOMEN : sidecar(name);
    expect(postureEvidence(labels, volume.sample)).toBe('agrees');
    const about = labels[0]?.pointLpsMm ?? [0, 0, 0];
    expect(postureEvidence(turnedLabels(labels, about), turned(volume.sample, about))).toBe('contradicts');
    expect(postureEvidence(labels.slice(0, 1), volume.sample)).toBe('unknown');
  });

  it('says nothing where nothing can be seen', () => {
    expect(postureEvidence(sidecar('ct_lumbar_3mm'), () => null)).toBe('unknown');
    expect(postureEvidence(sidecar('ct_lumbar_3mm'), () => 40)).toBe('unknown');
  });
});

describe('registered posture against the anatomy of phantoms', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'patchpoint-posture-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const evidenceOf = async (caseId: string, scale: number): Promise<string> => {
    const out = join(folder, 'archive', 'sample');
    const truth = await makeSampleCase(out, join(folder, 'truth'), scale, caseId);
    const { series }: { series: { ct: { labels: readonly { level: string; lps: PointLps }[] } } } =
      JSON.parse(readFileSync(truth, 'utf8'));
    const files = readdirSync(join(out, caseId), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name)));
    const volume = await volumeFrom(files, (one) => one.modality === 'CT');
    const labels = series.ct.labels.filter(({ level }) => /^L\d|^T1[0-2]/.test(level));
    return postureEvidence(
      labels.map(({ level, lps }) => ({ level, pointLpsMm: lps })),
      volume.sample,
    );
  };

  it('contradicts a prone patient registered as supine', async () => {
    expect(await evidenceOf('TRAP-PRONE', 0.4)).toBe('contradicts');
  }, 180_000);

  it('agrees with a case registered right', async () => {
    expect(await evidenceOf('S004-P1', 0.25)).toBe('agrees');
  }, 180_000);
});
