import { describe, expect, it } from 'vitest';
import { deriveCase } from '../../../src/domain/case/deriveCase.ts';
import type { CaseDocument } from '../../../src/domain/case/document.ts';
import {
  after,
  bodyCentre,
  click,
  CT,
  growRegion,
  labelledSpine,
  markLeak,
  newCase,
  pointBetween,
  rightL2L3Draft,
  SITE,
  TODAY,
} from '../builders.ts';

const derive = (doc: CaseDocument) => deriveCase(doc, [], TODAY);

describe('deriveCase', () => {
  it('says nothing of an empty case but what is missing', () => {
    expect(derive(newCase())).toMatchObject({
      locations: {},
      resolved: {},
      extents: {},
      relative: null,
      hazards: [],
      labelProblems: {},
    });
  });

  it('names odd labels by series, and forgets them once mended', () => {
    const passedOver = after(
      newCase(),
      click('L5'),
      click('L4'),
      click('L3'),
      click('L1', bodyCentre('T12')),
    );
    expect(derive(passedOver).labelProblems[CT]?.map((problem) => problem.code)).toContain('spacing');
    const mended = after(passedOver, {
      type: 'label/move',
      seriesUid: CT,
      level: 'L1',
      pointLpsMm: bodyCentre('L1'),
    });
    expect(derive(mended).labelProblems[CT]).toEqual([]);
    expect(derive(passedOver).labelProblems[CT]).not.toEqual([]);
  });

  it('judges the same labels anew when the numbering changes', () => {
    const eleven = after(
      newCase(),
      click('L1'),
      click('T11', bodyCentre('T12')),
      click('T10', bodyCentre('T11')),
    );
    expect(derive(eleven).labelProblems[CT]).not.toEqual([]);
    const stated = after(eleven, { type: 'numbering/set', patch: { anomalies: ['eleven-ribs'] } });
    expect(derive(stated).labelProblems[CT]).toEqual([]);
  });

  it('counts to the target once there is one, to the leak before', () => {
    const marked = after(labelledSpine('S1', 'L5', 'L4', 'L3', 'L2'), markLeak(pointBetween('L4', 'L5')));
    expect(derive(marked).relative).toBe('second interspace above the sacrum');
    const planned = after(
      marked,
      { type: 'plan/prefill', newSiteId: SITE },
      { type: 'site/set', id: SITE, patch: { target: { kind: 'interspace', upper: 'L3', lower: 'L4' } } },
    );
    expect(derive(planned).relative).toBe('third interspace above the sacrum');
  });

  it('says what is worth saying without blocking', () => {
    const doc = after(newCase(), click('L5'), click('L2'));
    expect(derive(doc).notices.map((notice) => `${notice.code} ${notice.path ?? ''}`)).toEqual([
      'circumstances-unanswered circumstances',
      'no-key-image keyImages',
      `labels-provisional labels.${CT}`,
    ]);
    const region = growRegion(bodyCentre('L3'), bodyCentre('L4'), 'region-2');
    if (region.type !== 'region/add') throw new Error('growRegion makes a region');
    const stopped = after(rightL2L3Draft(), {
      ...region,
      region: { ...region.region, measurement: { ...region.region.measurement, touchesBounds: true } },
    });
    expect(derive(stopped).notices.map((notice) => notice.path)).toContain('regions.region-2');
  });

  it('is pure: the same case gives an equal answer and stays as it was', () => {
    const doc = rightL2L3Draft();
    const before = JSON.stringify(doc);
    expect(derive(doc)).toEqual(derive(doc));
    expect(JSON.stringify(doc)).toBe(before);
  });
});
