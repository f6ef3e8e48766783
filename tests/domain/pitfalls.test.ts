import { describe, expect, it } from 'vitest';
import { geometryOf } from '../../src/dicom/geometry.ts';
import { sortedSlices } from '../../src/dicom/slices.ts';
import { projectMark } from '../../src/domain/across/projectMark.ts';
import type { CaseDocument, PointLps, PointPx } from '../../src/domain/case/document.ts';
import { locateFinding } from '../../src/domain/findings/locateFinding.ts';
import { indexToLps } from '../../src/domain/geometry/grid.ts';
import type { Vec3 } from '../../src/domain/geometry/vec3.ts';
import { judgeTip } from '../../src/domain/guard/judge.ts';
import { stops } from '../../src/domain/guard/model.ts';
import { labelIssues } from '../../src/domain/spine/consistency.ts';
import { locate } from '../../src/domain/spine/locate.ts';
import { STANDARD_SCHEME } from '../../src/domain/vocabulary/scheme.ts';
import { declaredLetters, provenLetters } from '../../src/viewer/letters.ts';
import { planeAxes } from '../../src/viewer/planeAxes.ts';
import { ctHeader } from '../imaging/headers.ts';
import {
  after,
  bodyCentre,
  click,
  CT,
  CT_FRAME,
  labelledSpine,
  markLeak,
  MR,
  MR_FRAME,
  planFixture,
  pointBetween,
  SITE,
  XA,
  XA_IMAGE,
} from './builders.ts';

/** Orientation and left-right pitfalls: one test for each item of clinical.md 12. */

const LEVELS = ['S1', 'L5', 'L4', 'L3', 'L2', 'L1'] as const;
const labels = LEVELS.map((level) => ({ level, pointLpsMm: bodyCentre(level) }));
const RIGHT_OF_L2_L3 = pointBetween('L2', 'L3', { leftMm: -12, backMm: 20 });
const at = (point: Vec3, posterior: readonly Vec3[] = []) =>
  locate(
    {
      labels,
      scheme: STANDARD_SCHEME,
      posterior: posterior.map((pointLpsMm, i) => ({ level: LEVELS[i] ?? 'L1', pointLpsMm })),
    },
    point,
  );

/** The procedural CT: patient prone, 400 mm further down the table, lordosis flatter. */
const moved = ([x, y, z]: PointLps): PointLps => [x + 30, 0.8 * y - 60, z - 400];

/** A slice grid with the given Image Orientation (Patient): the pixel at column i, row j, slice k in LPS. */
const pixel = (orientation: readonly [Vec3, Vec3], [i, j, k]: Vec3): PointLps =>
  indexToLps(
    {
      dimensions: [256, 256, 40],
      originLpsMm: [orientation[0][0] > 0 ? -128 : 128, orientation[1][1] > 0 ? -128 : 128, 0],
      columnStepLpsMm: orientation[0],
      rowStepLpsMm: orientation[1],
      sliceStepLpsMm: [0, 0, 3],
    },
    [i, j, k],
  );

const onFluoroscopy = (rightEdge: 'left' | 'right' | null, mirrored = false): CaseDocument => {
  const column = (x: number): number => (mirrored ? 511 - x : x);
  return after(
    labelledSpine(...LEVELS),
    ...LEVELS.map((level, i) => ({
      type: 'projection/label' as const,
      seriesUid: XA,
      sopInstanceUid: XA_IMAGE,
      frame: 1,
      level,
      pointPx: [column(256), 440 - 60 * i] as PointPx,
    })),
    {
      type: 'projection/confirm-right-edge',
      seriesUid: XA,
      sopInstanceUid: XA_IMAGE,
      frame: 1,
      rightEdge,
    },
  );
};
const imageMark = (doc: CaseDocument, pointPx: PointPx) =>
  locateFinding(doc, {
    place: { kind: 'image', seriesUid: XA, sopInstanceUid: XA_IMAGE, frame: 1, pointPx },
  });

describe('clinical.md 12', () => {
  it('12.1 everything is computed in LPS: the same pixel shown flipped is the same side', () => {
    const usual = pixel([[1, 0, 0], [0, 1, 0]], [100, 30, 90]); // prettier-ignore
    const flipped = pixel([[-1, 0, 0], [0, 1, 0]], [156, 30, 90]); // prettier-ignore
    expect(flipped).toEqual(usual);
    expect(at(RIGHT_OF_L2_L3).side).toBe('right');
  });

  it('12.2 prone data with either legal orientation keep LPS; Patient Position is not a transform', () => {
    const a = pixel([[-1, 0, 0], [0, -1, 0]], [140, 140, 10]); // prettier-ignore
    const b = pixel([[1, 0, 0], [0, 1, 0]], [116, 116, 10]); // prettier-ignore
    expect(a).toEqual(b);
    const prone = geometryOf([ctHeader({ patientPosition: 'HFP' })]);
    const supine = geometryOf([ctHeader({ patientPosition: 'HFS' })]);
    expect(prone).toEqual(supine);
  });

  it('12.3 lain prone but registered supine: spinous tips in front of the bodies contradict the posture', () => {
    const behind = LEVELS.map((level) => pointBetween(level, level, { backMm: 50 }));
    const inFront = LEVELS.map((level) => pointBetween(level, level, { backMm: -50 }));
    expect(at(RIGHT_OF_L2_L3, behind).problems).not.toContain('posture-against-anatomy');
    expect(at(RIGHT_OF_L2_L3, inFront).problems).toContain('posture-against-anatomy');
  });

  it('12.3 feet-first registered head-first: labels that climb from head to foot are out of order', () => {
    const flipped = labels.map(({ level, pointLpsMm: [x, y, z] }) => ({
      level,
      pointLpsMm: [-x, y, -z] as Vec3,
    }));
    const codes = (of: typeof flipped): readonly string[] =>
      labelIssues(of, STANDARD_SCHEME).map(({ code }) => code);
    expect(codes(labels)).not.toContain('order');
    expect(codes(flipped)).toContain('order');
  });

  it('12.4 letters come from the data and turn with the picture; a flipped view changes no mark', () => {
    expect(provenLetters([1, 0, 0], [0, -1, 0])).toMatchObject({ left: 'R', right: 'L' });
    expect(provenLetters([-1, 0, 0], [0, -1, 0])).toMatchObject({ left: 'L', right: 'R' });
    expect(declaredLetters(null)).toBeNull();
  });

  it('12.5 reformats of an oblique volume are named by the patient, and never mirrored', () => {
    const c = Math.cos(0.4);
    const s = Math.sin(0.4);
    const sagittal = planeAxes(
      {
        dimensions: [64, 64, 40],
        originLpsMm: [0, 0, 0],
        columnStepLpsMm: [c, s, 0],
        rowStepLpsMm: [-s, c, 0],
        sliceStepLpsMm: [0, 0, 2],
      },
      'sagittal',
    );
    // Seen from the patient's left: posterior toward the right edge, head up.
    expect(sagittal.right[1]).toBeGreaterThan(0);
    expect(sagittal.up[2]).toBeGreaterThan(0);
  });

  it('12.6 a projection gives level alone until a person has confirmed its right edge; the file never does', () => {
    expect(imageMark(onFluoroscopy(null), [200, 230])).toMatchObject({
      interspace: { upper: 'L2', lower: 'L3' },
      side: null,
    });
    expect(imageMark(onFluoroscopy('left'), [200, 230]).side).toBe('right');
    // The same picture mirrored, its Patient Orientation unchanged: still a person's word alone decides.
    expect(imageMark(onFluoroscopy(null, true), [311, 230]).problems).toContain('side-unconfirmed');
    const labeling = Object.values(onFluoroscopy(null, true).projectionLabelings);
    const judged = judgeTip(planFixture(), {
      siteId: SITE,
      instrument: 'needle',
      tip: { kind: 'image', seriesUid: XA, sopInstanceUid: XA_IMAGE, frame: 1, pointPx: [311, 230] },
      countedFrom: 'sacrum',
      labelings: labeling,
    });
    expect(judged.ok && judged.value.verdict).toMatchObject({ kind: 'side-unconfirmed' });
    expect(judged.ok && stops(judged.value.verdict)).toBe(true);
  });

  it('12.7 a picture without orientation takes no lateralized mark without a person', () => {
    const capture = onFluoroscopy(null);
    expect(imageMark(capture, [60, 230]).side).toBeNull();
    expect(imageMark(capture, [450, 230]).side).toBeNull();
    expect(declaredLetters(['', ''])).toBeNull();
  });

  it('12.8 marks cross to a procedural CT by level, not by coordinate: other frame, other posture', () => {
    const doc = after(
      labelledSpine(...LEVELS),
      ...LEVELS.map((level) => ({
        ...click(level, moved(bodyCentre(level))),
        seriesUid: MR,
        frameOfReferenceUid: MR_FRAME,
      })),
      markLeak(RIGHT_OF_L2_L3),
    );
    const [finding] = doc.findings;
    if (finding === undefined) throw new Error('the leak was just marked');
    const there = projectMark(doc, finding).find((mark) => mark.kind === 'place');
    expect(there).toMatchObject({ seriesUid: MR, frameOfReferenceUid: MR_FRAME });
    const read = (seriesUid: string, frameOfReferenceUid: string, pointLpsMm: PointLps) =>
      locateFinding(doc, { place: { kind: 'patient', seriesUid, frameOfReferenceUid, pointLpsMm } });
    expect(read(MR, MR_FRAME, there?.pointLpsMm ?? [0, 0, 0])).toMatchObject({
      interspace: { upper: 'L2', lower: 'L3' },
      side: 'right',
    });
    // The coordinate itself names nothing there.
    expect(read(MR, MR_FRAME, RIGHT_OF_L2_L3).interspace).not.toEqual({ upper: 'L2', lower: 'L3' });
    expect(read(CT, CT_FRAME, RIGHT_OF_L2_L3).interspace).toEqual({ upper: 'L2', lower: 'L3' });
  });

  it('12.9 slices are ordered by position along their normal, whatever number and direction they carry', () => {
    const heights = [30, 0, 20, 10];
    const slices = heights.map((z, i) =>
      ctHeader({
        sopInstanceUid: `2.25.${String(700 + i)}`,
        instanceNumber: i + 1,
        imagePositionPatient: [0, 0, z],
      }),
    );
    const sorted = sortedSlices(slices)?.map((slice) => slice.positionLpsMm[2]);
    expect(sorted).toEqual([0, 10, 20, 30]);
  });
});
