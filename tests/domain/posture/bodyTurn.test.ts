import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { deriveCase } from '../../../src/domain/case/deriveCase.ts';
import type { CaseDocument, PointLps } from '../../../src/domain/case/document.ts';
import { bodyTurnDeg, together, vertebraTurnDeg, type Sample } from '../../../src/domain/posture/bodyTurn.ts';
import { verifyPlan } from '../../../src/domain/plan/verifyPlan.ts';
import { noData, dataFiles, dataPath, readData } from '../../dicom/sharedData.ts';
import { volumeFrom } from '../../dicom/volumeFrom.ts';
import {
  after,
  bodyCentre,
  click,
  CT,
  ctPlanSeries,
  ctSeries,
  LEAK,
  markLeak,
  newCase,
  planOf,
  pointBetween,
  rightL2L3Draft,
  TODAY,
} from '../builders.ts';

type Turn = (point: PointLps) => PointLps;
/** About the long axis through a point, + from the back toward the patient's left. */
function turnAbout([cx, cy]: PointLps, deg: number): Turn {
  const [c, s] = [Math.cos((deg * Math.PI) / 180), Math.sin((deg * Math.PI) / 180)];
  return ([x, y, z]) => [cx + c * (x - cx) + s * (y - cy), cy - s * (x - cx) + c * (y - cy), z];
}
const LEVELS = ['S1', 'L5', 'L4', 'L3', 'L2', 'L1', 'T12'] as const;
const ABOUT = bodyCentre('L3');

/** A plain body without contrast: body, arch, two transverse processes and a spinous one, in muscle; nothing in the canal. */
const bone: Sample = ([x, y]) => {
  const [left, back] = [x - ABOUT[0], y - ABOUT[1]];
  if (Math.hypot(left, back) < 16) return 300;
  if (Math.abs(left) < 4 && back > 30 && back < 55) return 500;
  if (Math.abs(Math.abs(left) - 10) < 3 && back > 10 && back < 30) return 450;
  if (back > 22 && back < 27 && Math.abs(left) < 38) return 420;
  return Math.hypot(left, back) < 80 ? 50 + 10 * Math.sin(back / 6) : -80;
};
/** The same patient lying so many degrees off, registered as supine: voxels, labels and leak turn together. */
function lying(deg: number, leak: PointLps): { readonly doc: CaseDocument; readonly sample: Sample } {
  const [forth, back] = [turnAbout(ABOUT, deg), turnAbout(ABOUT, -deg)];
  const clicks = LEVELS.map((level) => click(level, forth(straight(bodyCentre(level)))));
  return {
    doc: after(newCase(), ...clicks, markLeak(forth(straight(leak)))),
    sample: (point) => bone(back(point)),
  };
}
/** On the axis of the made body, which has no lordosis. */
const straight = ([x, y, z]: PointLps): PointLps => [x, y - lordosisAt(z), z];
const lordosisAt = (z: number): number => {
  const all = LEVELS.map((level) => bodyCentre(level)).toSorted((a, b) => a[2] - b[2]);
  const above = all.findIndex((centre) => centre[2] >= z);
  const [one, two] = [all[Math.max(0, above - 1)] ?? ABOUT, all[above] ?? ABOUT];
  const share = two[2] === one[2] ? 0 : (z - one[2]) / (two[2] - one[2]);
  return one[1] + share * (two[1] - one[1]) - ABOUT[1];
};

describe('the turn of the body by its voxels', () => {
  it.each([-40, -24, -8, 0, 8, 24, 40])('%d degrees', (deg) => {
    const { doc, sample } = lying(deg, pointBetween('L2', 'L3', { leftMm: 5, backMm: 14 }));
    const labels = doc.labelings[CT]?.labels ?? [];
    expect(Math.abs((bodyTurnDeg(labels, sample) ?? NaN) - deg)).toBeLessThan(2);
  });

  it('is not said where nothing is seen, where halves are not alike, by too few, or by bodies that do not agree', () => {
    const labels = LEVELS.map((level) => ({ pointLpsMm: bodyCentre(level) }));
    expect(bodyTurnDeg(labels, () => null)).toBeNull();
    expect(bodyTurnDeg(labels, () => 40)).toBeNull();
    expect(bodyTurnDeg(labels.slice(0, 2), bone)).toBeNull();
    expect(vertebraTurnDeg(ABOUT, ([x, y]) => 37 * x + 0.01 * y * y)).toBeNull();
    expect(together([0, 0, 0, 20, 21, 22])).toBeNull();
    expect(together([19, 20, null, 21, 22])).toBe(21);
  });
});

const mark = (leftMm: number) => pointBetween('L2', 'L3', { fraction: 0.5, leftMm, backMm: 16 });
const definite = (derived: ReturnType<typeof deriveCase>): string | null =>
  derived.blockers.some(({ code }) => code.startsWith('side-'))
    ? null
    : (derived.locations[LEAK]?.side ?? null);

describe('a body turned on the table under a supine header, no canal', () => {
  const measuredAt = new Map<number, number | null>();
  const derive = (deg: number, leftMm: number) => {
    const { doc, sample } = lying(deg, mark(leftMm));
    // The mark changes no voxel: each turn is measured once.
    const known = measuredAt.get(deg);
    const measured = known === undefined ? bodyTurnDeg(doc.labelings[CT]?.labels ?? [], sample) : known;
    measuredAt.set(deg, measured);
    const series = ctSeries({ patientPosition: 'HFS', ...(measured === null ? {} : { turnDeg: measured }) });
    return deriveCase(doc, [series], TODAY);
  };

  it('is never given a definite side that is wrong: right, or asked', () => {
    const wrong: string[] = [];
    for (let deg = -40; deg <= 40; deg += 8)
      for (let leftMm = -18; leftMm <= 18; leftMm += 1.5) {
        const said = definite(derive(deg, leftMm));
        const truth = Math.abs(leftMm) <= 3 ? 'midline' : leftMm > 0 ? 'left' : 'right';
        if (said !== null && said !== truth) wrong.push(`${deg}°, ${leftMm} mm: ${said}`);
      }
    expect(wrong).toEqual([]);
  });

  it('would have been without the voxels, so the test can fail', () => {
    const { doc } = lying(40, mark(-4));
    expect(definite(deriveCase(doc, [ctSeries({ patientPosition: 'HFS' })], TODAY))).toBe('left');
  });

  it('says so, and asks no more of a body that lies straight', () => {
    expect(derive(24, -4).locations[LEAK]?.words).toMatch(
      /vertebrae look turned by 2[345]° against the header/,
    );
    expect(definite(derive(0, 9))).toBe('left');
    expect(definite(derive(4, -12))).toBe('right');
  });

  it('goes with the plan: whoever reads it asks the same', () => {
    const straightPlan = planOf(rightL2L3Draft());
    expect(verifyPlan(straightPlan)).toEqual([]);
    const turned = { ...straightPlan, series: [{ ...ctPlanSeries, turnDeg: -30 }] };
    expect(verifyPlan(turned).map(({ code }) => code)).toContain('side-turned-without-roll');
  });
});

describe.skipIf(noData)('on a real CT', () => {
  it('turned by any angle, the answer turns with it', async () => {
    const files = dataFiles('series/ct_lumbar_3mm').map((path) => readData(`series/ct_lumbar_3mm/${path}`));
    const { sample } = await volumeFrom(files, (series) => series.modality === 'CT');
    const read: { readonly labels: readonly { readonly lps: PointLps }[] } = JSON.parse(
      readFileSync(dataPath('series/ct_lumbar_3mm.labels.json'), 'utf8'),
    );
    const labels = read.labels.map(({ lps }) => ({ pointLpsMm: lps }));
    const about = labels[0]?.pointLpsMm ?? ABOUT;
    const own = bodyTurnDeg(labels, sample) ?? NaN;
    expect(Math.abs(own)).toBeLessThan(8);
    for (const deg of [-30, -15, 15, 30]) {
      const [forth, back] = [turnAbout(about, deg), turnAbout(about, -deg)];
      const turned = labels.map(({ pointLpsMm }) => ({ pointLpsMm: forth(pointLpsMm) }));
      const answer = bodyTurnDeg(turned, (point) => sample(back(point))) ?? NaN;
      expect(Math.abs(answer - own - deg)).toBeLessThan(1);
    }
  });
});
