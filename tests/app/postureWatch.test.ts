import { describe, expect, it } from 'vitest';
import { createPostureWatch } from '../../src/app/workspace/postureWatch.ts';
import { seriesContexts } from '../../src/app/workspace/series.ts';
import { seriesUidOf, stackKey, stackNumberOf, stackOf } from '../../src/app/workspace/stackKeys.ts';
import type { PointLps } from '../../src/domain/case/document.ts';
import type { LoadState } from '../../src/imaging/api.ts';
import { CT, labelledSpine } from '../domain/builders.ts';
import { ct, mr, study } from './support.ts';

/** Bone on one side of every body: +1 behind it as registered, −1 before it. */
const boneAt =
  (side: 1 | -1) =>
  (_: string, [, y]: PointLps): number =>
    side * (y + 110) > 20 ? 400 : 0;
const WHOLE: LoadState = { kind: 'complete', total: 100, skipped: [] };

describe('the posture watch', () => {
  it('asks a CT once it is whole, and again only when its labels have changed', () => {
    let state: LoadState = { kind: 'loading', loaded: 3, total: 100 };
    let asked = 0;
    const watch = createPostureWatch(
      {
        loadState: () => state,
        sample: (uid, point) => {
          asked += 1;
          return boneAt(-1)(uid, point);
        },
      },
      [ct, mr],
    );
    const doc = labelledSpine('L5', 'L4', 'L3');
    expect([watch.update(doc), asked]).toEqual([false, 0]);
    state = WHOLE;
    expect(watch.update(doc)).toBe(true);
    expect(watch.found()).toEqual({ [CT]: 'contradicts' });
    const before = asked;
    expect([watch.update(doc), asked]).toEqual([false, before]);
    expect(watch.withEvidence(seriesContexts([study(ct)]))[0]).toMatchObject({ posture: 'contradicts' });
  });
  it('says that bone behind the bodies agrees', () => {
    const watch = createPostureWatch({ loadState: () => WHOLE, sample: boneAt(1) }, [ct]);
    watch.update(labelledSpine('L5', 'L4', 'L3'));
    expect(watch.found()).toEqual({ [CT]: 'agrees' });
  });
});

describe('the key of a stack', () => {
  it('is the series itself for its own stack, and leads back for the others', () => {
    expect(stackKey('1.2', 0)).toBe('1.2');
    expect([seriesUidOf(stackKey('1.2', 3)), stackNumberOf(stackKey('1.2', 3))]).toEqual(['1.2', 3]);
    expect([seriesUidOf('1.2'), stackNumberOf('1.2')]).toEqual(['1.2', 0]);
  });
  it('names no stack that the series does not have', () => {
    expect(stackOf(ct, 0)).toBe(ct);
    expect(stackOf(ct, 1)).toBeNull();
  });
});
