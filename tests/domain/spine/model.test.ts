import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distance, length, type Vec3 } from '../../../src/domain/geometry/vec3.ts';
import { SPINE_MODEL } from '../../../src/domain/spine/data/spineModel.ts';
import { spineModel } from '../../../src/domain/spine/model.ts';
import { factorize, largestEigenvalue } from '../../../src/domain/spine/modelMatrix.ts';
import { parametersOfStep, stepJacobian, stepOfParameters } from '../../../src/domain/spine/modelStep.ts';
import type { LevelPoint } from '../../../src/domain/spine/spineFrame.ts';
import type { SpineScheme, Vertebra } from '../../../src/domain/vocabulary/level.ts';
import { STANDARD_SCHEME } from '../../../src/domain/vocabulary/scheme.ts';
import { average, CT_LUMBAR, mapPoints } from './spines.ts';

const place = spineModel(SPINE_MODEL);
const of = (labels: readonly LevelPoint[], ...levels: Vertebra[]): readonly LevelPoint[] =>
  labels
    .filter(({ level }) => levels.includes(level))
    .toSorted((a, b) => SPINE_MODEL.levels.indexOf(a.level) - SPINE_MODEL.levels.indexOf(b.level));
const pointOf = (labels: readonly LevelPoint[], level: Vertebra): Vec3 =>
  labels.find((label) => label.level === level)?.pointLpsMm ?? [NaN, NaN, NaN];
const angle = fc.double({ min: -1.2, max: 1.2, noNaN: true });
const parameters = fc.tuple(fc.double({ min: 2, max: 4, noNaN: true }), angle, angle);

describe('a step as length and direction', () => {
  it('goes both ways', () => {
    fc.assert(
      fc.property(parameters, (own) => {
        const back = parametersOfStep(stepOfParameters(own));
        own.forEach((value, k) => expect(back[k]).toBeCloseTo(value, 9));
        expect(length(stepOfParameters(own))).toBeCloseTo(Math.exp(own[0]), 9);
      }),
    );
  });

  it('straight down, to the back, to the left', () => {
    expect(parametersOfStep([0, 0, -30])).toEqual([Math.log(30), 0, 0]);
    expect(parametersOfStep([0, 30, -30])[1]).toBeCloseTo(Math.PI / 4, 12);
    expect(parametersOfStep([30, 0, -30])[2]).toBeCloseTo(Math.PI / 4, 12);
  });

  it('has the Jacobian that small changes show', () => {
    fc.assert(
      fc.property(parameters, (own) => {
        const jacobian = stepJacobian(own);
        for (let p = 0; p < 3; p++) {
          const nudged = own.map((value, k) => value + (k === p ? 1e-6 : 0));
          const ahead = stepOfParameters([nudged[0] ?? 0, nudged[1] ?? 0, nudged[2] ?? 0]);
          const here = stepOfParameters(own);
          for (let axis = 0; axis < 3; axis++)
            expect(jacobian[3 * axis + p]).toBeCloseTo(((ahead[axis] ?? 0) - (here[axis] ?? 0)) / 1e-6, 2);
        }
      }),
    );
  });
});

describe('matrices', () => {
  it('the largest eigenvalue, by hand and of a rotated diagonal', () => {
    expect(largestEigenvalue(Float64Array.of(2, 1, 0, 1, 2, 0, 0, 0, 1))).toBeCloseTo(3, 12);
    expect(largestEigenvalue(Float64Array.of(4, 0, 0, 0, 4, 0, 0, 0, 4))).toBeCloseTo(4, 12);
    expect(largestEigenvalue(Float64Array.of(1, 0, 0, 0, 9, 0, 0, 0, 4))).toBeCloseTo(9, 12);
  });

  it('says when a matrix is not positive definite', () => {
    expect(factorize(Float64Array.of(1, 2, 2, 1), 2)).toBe(false);
    const factor = Float64Array.of(4, 2, 2, 5);
    expect(factorize(factor, 2)).toBe(true);
    expect([factor[0], factor[2], factor[3]]).toEqual([2, 1, 2]);
  });
});

describe('the data file', () => {
  const size = SPINE_MODEL.mean.length;

  it('holds a positive definite covariance of C1 to S1, all steps', () => {
    expect(SPINE_MODEL.levels).toHaveLength(25);
    expect(size).toBe(72);
    expect(SPINE_MODEL.covariance).toHaveLength((size * (size + 1)) / 2);
    const full = new Float64Array(size * size);
    let at = 0;
    for (let i = 0; i < size; i++)
      for (let j = 0; j <= i; j++) full[i * size + j] = SPINE_MODEL.covariance[at++] ?? NaN;
    expect(factorize(full, size)).toBe(true);
  });

  it('has steps of 14 to 37 mm and factors on the spread between a half and one', () => {
    for (let i = 0; i < size; i += 3) {
      expect(Math.exp(SPINE_MODEL.mean[i] ?? 0)).toBeGreaterThan(14);
      expect(Math.exp(SPINE_MODEL.mean[i] ?? 0)).toBeLessThan(37);
    }
    for (const factor of [...SPINE_MODEL.calibration.between, ...SPINE_MODEL.calibration.beyond]) {
      expect(factor).toBeGreaterThan(0.5);
      expect(factor).toBeLessThan(1);
    }
  });
});

describe('places from anchors', () => {
  it('gives the average spine back', () => {
    const spine = average('C1', 'S1');
    const curve = place(STANDARD_SCHEME, of(spine, 'T4', 'T10', 'L3'));
    for (const { level, pointLpsMm } of spine)
      expect(distance(curve?.(level)?.pointLpsMm ?? [NaN, 0, 0], pointLpsMm)).toBeLessThan(0.01);
  });

  it('goes through the anchors to within the noise of a click', () => {
    const anchors = of(CT_LUMBAR, 'T12', 'L2', 'L5');
    const curve = place(STANDARD_SCHEME, anchors);
    for (const { level, pointLpsMm } of anchors)
      expect(distance(curve?.(level)?.pointLpsMm ?? [NaN, 0, 0], pointLpsMm)).toBeLessThan(1.5);
  });

  it('scales with the body', () => {
    const [near, far] = [1, 1.15].map((size) => {
      const spine = mapPoints(average('T10', 'L5'), ([x, y, z]) => [x * size, y * size, z * size]);
      const curve = place(STANDARD_SCHEME, of(spine, 'T10', 'L1', 'L5'));
      return distance(curve?.('L2')?.pointLpsMm ?? [0, 0, 0], curve?.('L3')?.pointLpsMm ?? [0, 0, 0]);
    });
    expect((far ?? 0) / (near ?? 1)).toBeGreaterThan(1.1);
    expect((far ?? 0) / (near ?? 1)).toBeLessThan(1.2);
  });

  it('follows a patient who lies tilted up to 20° about any axis', () => {
    const spine = average('T6', 'L5');
    const turn = fc.double({ min: -20, max: 20, noNaN: true });
    fc.assert(
      fc.property(fc.constantFrom(0, 1, 2), turn, (axis, deg) => {
        const turned = mapPoints(spine, rotate(axis, deg));
        const curve = place(STANDARD_SCHEME, of(turned, 'T9', 'L1', 'L4'));
        for (const { level, pointLpsMm } of turned) {
          const found = curve?.(level);
          const errorMm = distance(found?.pointLpsMm ?? [NaN, 0, 0], pointLpsMm);
          expect(errorMm).toBeLessThanOrEqual(2.8 * Math.sqrt(found?.varianceMm2 ?? 0));
        }
      }),
    );
  });

  it('is less sure of everything where the anchors look unlike a spine learned from', () => {
    const spine = average('T9', 'L5');
    const odd = spine.map((label): LevelPoint => {
      const [x, y, z] = label.pointLpsMm;
      return label.level === 'L2' ? { level: 'L2', pointLpsMm: [x + 8, y - 6, z] } : label;
    });
    const anchors: Vertebra[] = ['T12', 'L2', 'L4'];
    const usual = place(STANDARD_SCHEME, of(spine, ...anchors))?.('L3')?.varianceMm2 ?? NaN;
    expect(place(STANDARD_SCHEME, of(odd, ...anchors))?.('L3')?.varianceMm2).toBeGreaterThan(1.5 * usual);
  });

  it('stays finite and deterministic with every label but one given', () => {
    const spine = average('C1', 'L5');
    const anchors = spine.filter(({ level }) => level !== 'T7');
    const found = place(STANDARD_SCHEME, anchors)?.('T7');
    expect(distance(found?.pointLpsMm ?? [NaN, 0, 0], pointOf(spine, 'T7'))).toBeLessThan(0.01);
    expect(Math.sqrt(found?.varianceMm2 ?? NaN)).toBeLessThan(2);
    expect(place(STANDARD_SCHEME, anchors)?.('T7')).toEqual(found);
  });
});

describe('where the model does not apply', () => {
  it('one anchor or none', () => {
    expect(place(STANDARD_SCHEME, of(CT_LUMBAR, 'L3'))).toBeNull();
    expect(place(STANDARD_SCHEME, [])).toBeNull();
  });

  it('no spine: upside down, or drawn out to twice its length', () => {
    const anchors = of(CT_LUMBAR, 'T12', 'L5');
    expect(
      place(
        STANDARD_SCHEME,
        mapPoints(anchors, ([x, y, z]) => [x, y, -z]),
      ),
    ).toBeNull();
    expect(
      place(
        STANDARD_SCHEME,
        mapPoints(anchors, ([x, y, z]) => [x, y, 2 * z]),
      ),
    ).toBeNull();
  });

  it('never steps over a spacing that is not known', () => {
    const six: SpineScheme = { absent: [], extra: ['L6'] };
    expect(place(six, of(CT_LUMBAR, 'L4', 'S1'))).toBeNull();
    const curve = place(six, of(CT_LUMBAR, 'L2', 'L4'));
    expect(curve?.('L5')).not.toBeNull();
    for (const level of ['L6', 'S1', 'S2'] as const) expect(curve?.(level)).toBeNull();
    const eleven: SpineScheme = { absent: ['T12'], extra: [] };
    expect(place(eleven, of(CT_LUMBAR, 'L2', 'L4'))?.('T11')).toBeNull();
    const thirteen: SpineScheme = { absent: [], extra: ['T13'] };
    expect(place(thirteen, of(CT_LUMBAR, 'L2', 'L4'))?.('T12')).toBeNull();
  });
});

/** Rotation by degrees about x, y or z. */
const rotate =
  (axis: number, deg: number) =>
  (point: Vec3): Vec3 => {
    const [c, s] = [Math.cos((deg * Math.PI) / 180), Math.sin((deg * Math.PI) / 180)];
    const [x, y, z] = point;
    if (axis === 0) return [x, c * y - s * z, s * y + c * z];
    return axis === 1 ? [c * x + s * z, y, c * z - s * x] : [c * x - s * y, s * x + c * y, z];
  };
