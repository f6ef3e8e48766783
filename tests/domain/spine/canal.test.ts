import { describe, expect, it } from 'vitest';
import { applyCommand } from '../../../src/domain/case/apply.ts';
import { emptyDocument } from '../../../src/domain/case/emptyDocument.ts';
import type { CaseCommand } from '../../../src/domain/case/commands.ts';
import type { CaseDocument } from '../../../src/domain/case/document.ts';
import { canalPlaceOf } from '../../../src/domain/findings/canalPlaceOf.ts';
import { locateFinding } from '../../../src/domain/findings/locateFinding.ts';
import { distance, type Vec3 } from '../../../src/domain/geometry/vec3.ts';
import { findCanal } from '../../../src/domain/spine/canal.ts';
import { snapLabels } from '../../../src/domain/spine/snap.ts';
import type { LevelPoint } from '../../../src/domain/spine/spineFrame.ts';

const LEVELS = ['T11', 'T12', 'L1', 'L2', 'L3', 'L4', 'L5'] as const;
const SPACING_MM = 32;
const labels: readonly LevelPoint[] = LEVELS.map((level, i) => ({
  level,
  pointLpsMm: [0, 0, -SPACING_MM * i],
}));

interface Made {
  /** HU or signal of the sac; of the soft tissue around. */
  readonly sac: number;
  readonly rollDeg: number;
  readonly behindMm?: number;
}

/** A straight spine: bodies with end plates, discs, laminae broken once a level, and an elliptic sac turned by a roll. */
const image =
  ({ sac, rollDeg, behindMm = 23 }: Made) =>
  ([x, y, z]: Vec3): number | null => {
    const phase = (((-z / SPACING_MM + 0.5) % 1) + 1) % 1;
    const inBone = phase > 0.12 && phase < 0.88;
    const roll = (rollDeg * Math.PI) / 180;
    const [l, p] = [x * Math.cos(roll) - y * Math.sin(roll), x * Math.sin(roll) + y * Math.cos(roll)];
    if (Math.hypot(l / 9, (p - behindMm) / 7) <= 1) return sac;
    if (Math.hypot(x / 22, y / 15) <= 1) return inBone ? (phase < 0.18 || phase > 0.82 ? 500 : 200) : 90;
    const lamina =
      Math.hypot(l, p - behindMm) > 10 && Math.hypot(l, p - behindMm) < 14 && phase > 0.3 && phase < 0.8;
    return lamina ? 600 : 40;
  };

const truth = (rollDeg: number, z: number): Vec3 => {
  const roll = (rollDeg * Math.PI) / 180;
  return [23 * Math.sin(roll), 23 * Math.cos(roll), z];
};

describe('the canal from contrast', () => {
  it.each([0, 12, -25])('is found at every level with the sac turned by %d°', (rollDeg) => {
    const found = findCanal({ labels, modality: 'CT', sample: image({ sac: 600, rollDeg }) });
    if (!found.ok) throw new Error(found.error.code);
    expect(found.value.missing).toEqual([]);
    for (const point of found.value.points)
      expect(distance(point.pointLpsMm, truth(rollDeg, point.pointLpsMm[2]))).toBeLessThan(1.5);
  });

  it('is not found in a plain CT, nor on an image without contrast between sac and tissue', () => {
    const none = findCanal({ labels, modality: 'CT', sample: image({ sac: 10, rollDeg: 0 }) });
    expect(none.ok ? 'found' : none.error.code).toBe('canal-not-found');
    const flat = findCanal({ labels, modality: 'MR', sample: () => 100 });
    expect(flat.ok ? 'found' : flat.error.code).toBe('canal-not-found');
  });

  it('in front of the bodies says that the posture is recorded wrongly', () => {
    const turned = findCanal({ labels, modality: 'CT', sample: image({ sac: 600, rollDeg: 180 }) });
    expect(turned.ok ? 'found' : turned.error.code).toBe('posture-against-anatomy');
  });
});

const run = (doc: CaseDocument, ...commands: readonly CaseCommand[]): CaseDocument =>
  commands.reduce((now, command) => {
    const next = applyCommand(now, command);
    if (!next.ok) throw new Error(`${command.type}: ${next.error.code}`);
    return next.value;
  }, doc);

describe('a canal in the case', () => {
  const seriesUid = '1.2.3';
  const labelled = run(
    emptyDocument('case'),
    ...labels.map(({ level, pointLpsMm }): CaseCommand => ({
      type: 'label/place',
      seriesUid,
      frameOfReferenceUid: '1.2',
      level,
      pointLpsMm,
    })),
  );
  const rollDeg = 20;
  const points = labels.map(
    ({ level, pointLpsMm }) =>
      ({ level, pointLpsMm: truth(rollDeg, pointLpsMm[2]), source: 'found', sdMm: 1 }) as const,
  );
  // 6 mm behind the canal's centre in the patient's own axes: dorsal and in the midline.
  const mark = { kind: 'patient', seriesUid, frameOfReferenceUid: '1.2' } as const;
  const roll = (rollDeg * Math.PI) / 180;
  const finding = {
    place: { ...mark, pointLpsMm: [29 * Math.sin(roll), 29 * Math.cos(roll), -75] as const },
  };

  it('counts for nothing until a person confirms it, then turns side and compartment', () => {
    const offered = run(labelled, { type: 'canal/set', seriesUid, points });
    expect(locateFinding(offered, finding).side).toBe('left');
    expect(canalPlaceOf(offered, finding)).toBeNull();
    const confirmed = run(offered, { type: 'canal/confirm', seriesUid, levels: 'all' });
    expect(locateFinding(confirmed, finding)).toMatchObject({ side: 'midline' });
    expect(locateFinding(confirmed, finding).words).toMatch(/turned 20° anticlockwise seen from the feet/);
    expect(canalPlaceOf(confirmed, finding)).toMatchObject({ compartment: 'dorsal', clock: 6 });
  });

  it('keeps what a person put there, and refuses a point of another level', () => {
    const placed = run(labelled, {
      type: 'canal/place',
      seriesUid,
      level: 'L2',
      pointLpsMm: [1, 20, -96],
    });
    const offered = run(placed, { type: 'canal/set', seriesUid, points });
    const l2 = offered.labelings[seriesUid]?.canal?.find((point) => point.level === 'L2');
    expect(l2).toEqual({ level: 'L2', pointLpsMm: [1, 20, -96], source: 'edited', sdMm: 0 });
    const stray = applyCommand(offered, {
      type: 'canal/place',
      seriesUid,
      level: 'L2',
      pointLpsMm: [0, 20, -60],
    });
    expect(stray.ok ? 'ok' : stray.error.code).toBe('canal-off-level');
  });

  it('drops points whose label is removed, moved away or renumbered', () => {
    const offered = run(labelled, { type: 'canal/set', seriesUid, points });
    const removed = run(offered, { type: 'label/remove', seriesUid, level: 'T11' });
    expect(removed.labelings[seriesUid]?.canal?.map((point) => point.level)).toEqual(LEVELS.slice(1));
    const renumbered = run(run(offered, { type: 'label/remove', seriesUid, level: 'L5' }), {
      type: 'label/insert',
      seriesUid,
      pointLpsMm: [0, 0, -48],
    });
    for (const point of renumbered.labelings[seriesUid]?.canal ?? []) {
      const label = renumbered.labelings[seriesUid]?.labels.find((one) => one.level === point.level);
      expect(Math.abs((label?.pointLpsMm[2] ?? Infinity) - point.pointLpsMm[2])).toBeLessThanOrEqual(10);
    }
  });
});

describe('snap', () => {
  const sample = image({ sac: 600, rollDeg: 0 });
  const scheme = { absent: [], extra: [] };

  it('brings labels off by millimetres onto the bodies and leaves the confirmed out', () => {
    const offer = snapLabels({
      confirmed: labels.filter((label) => ['T11', 'L1', 'L5'].includes(label.level)),
      provisional: labels
        .filter((label) => ['T12', 'L2', 'L3', 'L4'].includes(label.level))
        .map(({ level, pointLpsMm: [x, y, z] }) => ({ level, pointLpsMm: [x, y, z + 6] })),
      scheme,
      sample,
    });
    if (!offer.ok) throw new Error(offer.error.code);
    expect(offer.value.shifts.map((shift) => shift.level).toSorted()).toEqual(['L2', 'L3', 'L4', 'T12']);
    for (const shift of offer.value.shifts) {
      const body = labels.find((label) => label.level === shift.level)?.pointLpsMm ?? [0, 0, 0];
      expect(Math.abs(shift.pointLpsMm[2] - body[2])).toBeLessThan(1.5);
      expect(shift.movedMm).toBeGreaterThan(3);
    }
  });

  it('refuses one label and an image without rhythm', () => {
    const [one, ...rest] = labels;
    const single = snapLabels({ confirmed: one ? [one] : [], provisional: rest, scheme, sample });
    expect(single.ok ? 'ok' : single.error.code).toBe('snap-needs-two');
    const flat = snapLabels({
      confirmed: labels.slice(0, 3),
      provisional: rest.slice(3),
      scheme,
      sample: () => 100,
    });
    expect(flat.ok ? 'ok' : flat.error.code).toBe('snap-no-pattern');
  });
});
