import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPlanImages } from '../../../src/cli/exportImages.ts';
import { parseInstance } from '../../../src/dicom/parseInstance.ts';
import type { TargetingPlan } from '../../../src/domain/plan/targetingPlan.ts';
import { planFixture } from '../../domain/builders.ts';
import { SHARED_DATA } from '../../support/programs.ts';

export const LUMBAR_SERIES = SHARED_DATA === null ? '' : join(SHARED_DATA, 'series/ct_lumbar_3mm');

/** The fixture's plan moved onto the real series, with an ellipse on one of its slices. */
export async function lumbarPlan(): Promise<TargetingPlan> {
  const headers = readdirSync(LUMBAR_SERIES).map((name) => {
    const instance = parseInstance(new Uint8Array(readFileSync(join(LUMBAR_SERIES, name))), name);
    if (instance.header === null) throw new Error(`${name} has no header`);
    return instance.header;
  });
  const z = (header: (typeof headers)[number]) => header.imagePositionPatient?.[2] ?? 0;
  const fixture = planFixture();
  const [leak] = fixture.findings;
  const at = leak?.place.kind === 'patient' ? leak.place.pointLpsMm : ([0, 0, 0] as const);
  const slice = headers.toSorted((a, b) => Math.abs(z(a) - at[2]) - Math.abs(z(b) - at[2]))[0];
  if (slice === undefined) throw new Error('no slice');
  const uids: Readonly<Record<string, string>> = {
    '"2.25.1000"': slice.studyInstanceUid,
    '"2.25.1001"': slice.seriesInstanceUid,
    '"2.25.1002"': slice.frameOfReferenceUid ?? '',
    '"2.25.1010"': slice.sopInstanceUid,
  };
  const moved = JSON.parse(
    JSON.stringify(fixture).replaceAll(/"2\.25\.10(00|01|02|10)"/g, (uid) => `"${uids[uid] ?? ''}"`),
  ) as TargetingPlan;
  const regions = moved.regions.map((region) => ({
    ...region,
    shape: {
      kind: 'ellipse',
      centreLpsMm: [at[0], at[1], z(slice)],
      semiAxisALpsMm: [9, 0, 0],
      semiAxisBLpsMm: [0, 6, 0],
    } as const,
  }));
  const images = await readPlanImages(LUMBAR_SERIES, { ...moved, regions });
  const voxels = await Promise.all(regions.map((region) => images.voxelsOf(region)));
  const count = (index: number) =>
    (voxels[index]?.slices ?? []).reduce((sum, { bits }) => sum + bits.reduce((a, b) => a + b, 0), 0);
  return {
    ...moved,
    regions: regions.map((region, index) => ({
      ...region,
      measurement: {
        ...region.measurement,
        voxelCount: count(index),
        volumeMl: (count(index) * 27) / 1000,
      },
    })),
  };
}
