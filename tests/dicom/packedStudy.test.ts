import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InstanceHeader, StudySummary } from '../../src/dicom/model.ts';
import { packStudy, unpackStudy } from '../../src/dicom/packedStudy.ts';
import { packedStudySchema } from '../../src/schema/dicomHeader.ts';
import { ctHeader, seriesOf } from '../imaging/headers.ts';

const studyOf = (instances: readonly InstanceHeader[]): StudySummary => {
  const series = seriesOf(instances, null);
  return {
    studyInstanceUid: '2.25.100',
    patient: ctHeader().patient,
    study: ctHeader().study,
    series: [
      {
        ...series,
        otherStacks: [{ description: 'scout', geometry: series.geometry, instances, selection: {} }],
      },
    ],
  };
};
const sent = (study: StudySummary): unknown => JSON.parse(JSON.stringify(packStudy(study)));

describe('a study on the wire', () => {
  const facts: fc.Arbitrary<Partial<InstanceHeader>> = fc.record(
    {
      sopInstanceUid: fc.constantFrom('2.25.1', '2.25.2', '2.25.3'),
      instanceNumber: fc.option(fc.nat(), { nil: null }),
      imagePositionPatient: fc.constantFrom(null, [0, 0, 1] as const, [0, 0, 2.5] as const),
      windowCenter: fc.array(fc.integer(), { maxLength: 2 }),
      imageType: fc.constantFrom(['ORIGINAL'], ['DERIVED', 'SECONDARY']),
      patient: fc.constantFrom({ ...ctHeader().patient }, { ...ctHeader().patient, name: 'TEST^TWO' }),
      rows: fc.constantFrom(2, 4),
      triggerTimeMs: fc.constantFrom(null, 12),
      projection: fc.constant({ calibrationType: null, distanceSourceToEntranceMm: 700 }),
    },
    { requiredKeys: [] },
  );

  it('comes out as it went in, whatever the headers say, and passes the schema', () => {
    fc.assert(
      fc.property(fc.array(facts, { maxLength: 8 }), (patches) => {
        const study = studyOf(patches.map((patch) => ctHeader(patch)));
        expect(unpackStudy(packedStudySchema.parse(sent(study)))).toEqual(study);
      }),
    );
  });

  it('says once what all slices of a series share, and keeps apart what only one of them states', () => {
    const slices = Array.from({ length: 300 }, (_, i) =>
      ctHeader({ sopInstanceUid: `2.25.${i}`, instanceNumber: i + 1, imagePositionPatient: [0, 0, i] }),
    );
    const [series] = packStudy(studyOf(slices)).series;
    expect(series?.instances.map(({ own }) => own.length)).toEqual([300]);
    const odd = [...slices.slice(0, 2), ctHeader({ triggerTimeMs: null }), ...slices.slice(3, 5)];
    expect(packStudy(studyOf(odd)).series[0]?.instances.map(({ own }) => own.length)).toEqual([2, 1, 2]);
    const whole = JSON.stringify(studyOf(slices)).length;
    expect(JSON.stringify(sent(studyOf(slices))).length).toBeLessThan(whole / 5);
  });

  it('shares in memory what the headers share', () => {
    const study = unpackStudy(packStudy(studyOf([ctHeader(), ctHeader({ instanceNumber: 2 })])));
    const [first, second] = study.series[0]?.instances ?? [];
    expect(second?.patient).toBe(first?.patient);
  });
});
