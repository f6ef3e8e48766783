import { describe, expect, it } from 'vitest';
import type { StudySummary } from '../../src/dicom/model.ts';
import { chooseHanging } from '../../src/app/workspace/hangingChoice.ts';
import { hangingFor, PANE_COUNT } from '../../src/app/workspace/hanging.ts';
import { comboFor, keyActions } from '../../src/app/workspace/keyMap.ts';
import { syncSlices, type SyncedPane } from '../../src/app/workspace/sliceSync.ts';
import { HANGING_PROTOCOLS } from '../../src/app/workspace.ts';
import { ct, mr, run, study, testViewer } from './support.ts';

const ctm = { ...ct, class: 'ct-myelography' } as const;
const mrm = { ...mr, class: 'mr-myelography' } as const;
const dated = (one: StudySummary, uid: string, date: string): StudySummary => ({
  ...one,
  studyInstanceUid: uid,
  study: { ...one.study, date },
});

const again = <T extends object>(series: T, frames: number) => ({
  ...series,
  seriesInstanceUid: '2.25.78',
  frames,
});

describe('the arrangement a case opens with', () => {
  it.each([
    ['CT myelogram', [study(ctm)], false, 'three-planes', 'CT myelogram'],
    ['MR myelogram', [study(mrm)], false, 'three-planes', 'MR myelogram'],
    ['both', [study(ctm, mrm)], false, 'ct-beside-mr', 'one beside the other'],
    [
      'a plain MR beside a CT myelogram',
      [study(ctm, { ...mr, class: 'mr-other' })],
      false,
      'three-planes',
      'CT',
    ],
    ['fluoroscopy', [study(run)], false, 'fluoroscopy', 'run'],
    ['a signed plan', [study(ctm, mrm)], true, 'review', 'signed'],
  ] as const)('%s', (_, studies, reviewing, protocol, words) => {
    const choice = chooseHanging(studies, reviewing);
    expect(choice.protocol).toBe(protocol);
    expect(choice.reason).toContain(words);
  });

  it('puts two days side by side, the earlier one left, and only the same kind of study', () => {
    const later = { ...ctm, seriesInstanceUid: '2.25.77' };
    const before = dated(study(ctm), '1', '20260101');
    const after = dated(study(later), '2', '20260301');
    const choice = chooseHanging([after, before], false);
    expect(choice).toMatchObject({ protocol: 'pre-post' });
    expect(choice.reason).toContain('2026-01-01 and 2026-03-01');
    const { slots } = hangingFor('pre-post', [after, before]);
    expect(slots.map((slot) => slot.seriesUid)).toEqual([
      ctm.seriesInstanceUid,
      later.seriesInstanceUid,
      ctm.seriesInstanceUid,
      later.seriesInstanceUid,
    ]);
    const other = dated(study({ ...later, class: 'ct-other' }), '2', '20260301');
    expect(chooseHanging([before, other], false).protocol).toBe('three-planes');
    expect(chooseHanging([dated(study(ctm), '1', ''), after], false).protocol).toBe('three-planes');
  });

  it('shows of two runs and of two volumes alike the later one, but no short scan before a whole one', () => {
    const before = dated(study(ctm, run), '1', '20260101');
    const runs = hangingFor('fluoroscopy-beside-planes', [
      before,
      dated(study(again(run, 1)), '2', '20260301'),
    ]);
    expect(runs.slots[0]?.seriesUid).toBe('2.25.78');
    const shownOf = (frames: number) =>
      hangingFor('three-planes', [before, dated(study(again(ctm, frames)), '2', '20260301')]).slots[0]
        ?.seriesUid;
    expect(shownOf(ctm.frames - 1)).toBe('2.25.78');
    expect(shownOf(Math.ceil(ctm.frames / 2) - 1)).toBe(ctm.seriesInstanceUid);
  });

  it('says why there are no planes', () => {
    const geometry = { ...ct.geometry, volumeAllowed: false, notes: ['Gap at z = 12 mm.'] };
    const choice = chooseHanging([study({ ...ctm, geometry })], true);
    expect(choice).toEqual({ protocol: 'single', reason: 'Gap at z = 12 mm. Original images, one by one.' });
  });

  it('fills every place of the layout it names', () => {
    for (const protocol of HANGING_PROTOCOLS) {
      const { layout, slots } = hangingFor(protocol, [study(ctm, mrm, run)]);
      expect({ protocol, panes: slots.length }).toEqual({ protocol, panes: PANE_COUNT[layout] });
      expect(slots.every((slot) => slot.seriesUid !== null)).toBe(true);
    }
  });
});

describe('keys', () => {
  it('mean one thing each', () => {
    const combos = keyActions().map((action) => comboFor(action, {}));
    expect(combos.filter((combo, i) => combos.indexOf(combo) !== i)).toEqual([]);
  });
});

describe('slice sync', () => {
  const viewer = testViewer();
  const synced = (paneId: string, seriesUid: string, frame: string | null, nearest: number): SyncedPane => {
    const pane = viewer.openPane(null as unknown as HTMLDivElement, { paneId, seriesUid, plane: 'axial' });
    return {
      pane: { ...pane, centre: () => [0, 0, 12], indexNearest: () => nearest },
      frameOfReferenceUid: frame,
      lastIndex: 0,
    };
  };

  it('moves series of the same frame of reference, and no other', () => {
    const moved = synced('a', 's1', 'frame', 0);
    const [same, foreign, unnamed] = [
      synced('b', 's2', 'frame', 7),
      synced('c', 's3', 'elsewhere', 7),
      synced('d', 's4', null, 7),
    ];
    const all = [moved, same, foreign, unnamed];
    moved.pane.scrollTo(3);
    syncSlices(moved, all, true);
    expect(all.map(({ pane }) => pane.state().index)).toEqual([3, 7, 0, 0]);
    // The follower was moved by the leader, not by a hand: it leads nobody.
    syncSlices(same, all, true);
    expect(moved.pane.state().index).toBe(3);
  });

  it('moves nothing while the views are not linked, nor from a series without a frame', () => {
    const [moved, other] = [synced('a', 's1', 'frame', 0), synced('b', 's2', 'frame', 7)];
    moved.pane.scrollTo(3);
    syncSlices(moved, [moved, other], false);
    expect(other.pane.state().index).toBe(0);
    const [lost, alsoLost] = [synced('a', 's1', null, 0), synced('b', 's2', null, 7)];
    lost.pane.scrollTo(3);
    syncSlices(lost, [lost, alsoLost], true);
    expect(alsoLost.pane.state().index).toBe(0);
  });
});
