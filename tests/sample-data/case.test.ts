import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { S004_P1 } from '../../sample-data/cases/s004P1.ts';
import { generateCase } from '../../sample-data/generate.ts';
import type { Vec3 } from '../../sample-data/math/vec3.ts';
import { scenesOf } from '../../sample-data/scene/scenesOf.ts';
import { HU_PALETTE } from '../../sample-data/scene/tissue.ts';
import type { Tissue } from '../../sample-data/scene/tissue.ts';
import { locate } from '../../src/domain/spine/locate.ts';
import type { Vertebra } from '../../src/domain/vocabulary/level.ts';
import {
  deviation,
  filesOf,
  mean,
  readSlice,
  readTruth,
  valuesNear,
} from '../../sample-data/check/readBack.ts';
import type { Slice, Space, Truth } from '../../sample-data/check/readBack.ts';
import { SERIES_FOLDERS } from '../../sample-data/tasks.ts';
import { temporaryFolder } from './made.ts';

const out = temporaryFolder();
type FluoroscopyTruth = NonNullable<Truth['series']['fluoroscopy']>;

let folder = '';
let truth: {
  readonly series: {
    readonly ct: Space;
    readonly mr: Space & { readonly attitudeAgainstCtDeg: number };
    readonly fluoroscopy: FluoroscopyTruth;
  };
};
let ct: readonly Slice[];
let mr: readonly Slice[];
let xa: Slice;

beforeAll(async () => {
  const generated = await generateCase(S004_P1, { out: join(out, 'images'), scale: 0.5, workers: 2 });
  folder = generated.folder;
  const { ct: ctTruth, mr: mrTruth, fluoroscopy } = readTruth(generated.truthFile).series;
  if (ctTruth === null || mrTruth === null || fluoroscopy === null)
    throw new Error('an examination is missing');
  truth = { series: { ct: ctTruth, mr: mrTruth, fluoroscopy } };
  ct = filesOf(folder, 'ct').map(readSlice);
  mr = filesOf(folder, 'mr').map(readSlice);
  xa = readSlice(filesOf(folder, 'xa')[0] ?? '');
}, 400_000);
afterAll(() => rmSync(out, { recursive: true, force: true }));

describe('the CT myelogram', () => {
  it('says in its header that the contrast is intrathecal', () => {
    expect(ct[0]?.text('x00181040')).toBe('INTRATHECAL');
    expect(ct[0]?.text('x00180010')).not.toBe('');
  });

  it('has spongy bone at every label inside the scan', () => {
    const seen = truth.series.ct.labels.filter((l) => valuesNear(ct, l.lps, 4).length > 40);
    expect(seen.map((l) => l.level)).toEqual(['T11', 'T12', 'L1', 'L2', 'L3', 'L4', 'L5', 'S1', 'S2', 'S3']);
    const hu = seen.map((l) => mean(valuesNear(ct, l.lps, 4)));
    expect(Math.min(...hu)).toBeGreaterThan(90);
    expect(Math.max(...hu)).toBeLessThan(420);
  });

  it('has bone at the tips of the spinous processes', () => {
    const brightest = truth.series.ct.spinousTips
      .map((t) => valuesNear(ct, t.lps, 5))
      .filter((values) => values.length > 60)
      .map((values) => Math.max(...values));
    expect(brightest.length).toBeGreaterThanOrEqual(6);
    expect(Math.min(...brightest)).toBeGreaterThan(400);
  });

  it('has contrast in the sac at every level above its end', () => {
    const seen = truth.series.ct.sacPoints
      .map((p) => valuesNear(ct, p.lps, 2))
      .filter((values) => values.length > 3)
      .map((values) => Math.max(...values));
    expect(seen.length).toBeGreaterThanOrEqual(7);
    expect(Math.min(...seen)).toBeGreaterThan(400);
  });

  it('has contrast outside the sac on the right at L2-L3 and none on the left', () => {
    const leak = truth.series.ct.leaks[0];
    const l2 = truth.series.ct.labels.find((l) => l.level === 'L2');
    if (leak === undefined || l2 === undefined) throw new Error('no leak in the truth');
    const [x, y, z] = leak.centre;
    const mirrored: Vec3 = [2 * l2.lps[0] - x + 1.8, y - 3, z];
    expect(mean(valuesNear(ct, [x, y - 3, z], 1.6))).toBeGreaterThan(380);
    expect(mean(valuesNear(ct, mirrored, 1.2))).toBeLessThan(250);
  });

  it('keeps the tissue table within 15 HU', () => {
    const scene = scenesOf(S004_P1).ct();
    if (scene === null) throw new Error('no CT');
    const shift = truth.series.ct.labels.find((l) => l.level === 'L3')?.lps ?? [0, 0, 0];
    const at = (x: number, y: number, z: number): Vec3 => [x + shift[0], y + shift[1], z + shift[2]];
    const body = (level: Vertebra): Vec3 =>
      scene.column.find((v) => v.level === level)?.frame.origin ?? [0, 0, 0];
    const behind = scene.canal.curve.pointAt(scene.canal.levelS.get('L2') ?? 0)[1];
    const places: readonly (readonly [Tissue, readonly Vec3[], number])[] = [
      ['spongy', (['T12', 'L1', 'L2', 'L3', 'L4'] as const).map((l) => at(0, body(l)[1] - 5, body(l)[2])), 5],
      ['liver', [at(-80, body('T12')[1] - 40, body('T12')[2])], 9],
      ['muscle', [at(-38, body('L3')[1] + 4, body('L3')[2]), at(33, behind + 28, body('L2')[2])], 8],
      ['nucleus', [mid(body('L3'), body('L4'), at)], 3],
      ['air', [at(0, scene.outline.frontAt(0) - 25, 0)], 8],
      ['blood', [at(7, body('L2')[1] - 29, body('L2')[2])], 4],
      ['kidney', [at(80, body('L1')[1] + 22, (body('L1')[2] + body('L2')[2]) / 2)], 5],
    ];
    for (const [tissue, points, radius] of places) {
      const values = points.flatMap((p) => valuesNear(ct, p, radius));
      expect(values.length).toBeGreaterThan(10);
      const off = mean(values) - HU_PALETTE.value[tissue];
      expect({ tissue, off, met: Math.abs(off) <= 15 }).toMatchObject({ met: true });
    }
  });

  it('has noise of 8 to 25 HU in soft tissue', () => {
    const t12 = truth.series.ct.labels.find((l) => l.level === 'T12')?.lps ?? [0, 0, 0];
    const sd = deviation(valuesNear(ct, [t12[0] - 80, t12[1] - 40, t12[2]], 9));
    expect(sd).toBeGreaterThan(8);
    expect(sd).toBeLessThan(25);
  });
});

const mid = (a: Vec3, b: Vec3, at: (x: number, y: number, z: number) => Vec3): Vec3 =>
  at((a[0] + b[0]) / 2, (a[1] + b[1]) / 2, (a[2] + b[2]) / 2);

describe('the truth', () => {
  it.each(['ct', 'mr'] as const)(
    'of the leak in %s is L2-L3 right by the rule of the definitions',
    (series) => {
      const space = truth.series[series];
      const labels = space.labels.map((l) => ({ level: l.level, lps: l.lps }));
      const answer = locate(
        {
          scheme: S004_P1.person.scheme,
          labels: labels.map((l) => ({ level: l.level, pointLpsMm: l.lps })),
          posterior: space.spinousTips.map((l) => ({ level: l.level, pointLpsMm: l.lps })),
        },
        space.leaks[0]?.centre ?? [0, 0, 0],
      );
      expect(answer.interspace).toEqual({ upper: 'L2', lower: 'L3' });
      expect(answer.vertebra).toBe('L2');
      expect(answer.side).toBe('right');
      expect(answer.exitingRoot).toBe('L2');
    },
  );

  it('of the MR lies in another frame, at least 15 degrees away', () => {
    expect(truth.series.mr.attitudeAgainstCtDeg).toBeGreaterThanOrEqual(15);
    expect(mr[0]?.text('x00200052')).not.toBe(ct[0]?.text('x00200052'));
  });
});

describe('the MR myelogram', () => {
  it('is bright in the sac and dim in the bodies', () => {
    const bright = mean(
      truth.series.mr.sacPoints.slice(2).map((p) => Math.max(...valuesNear(mr, p.lps, 1.5), 0)),
    );
    const dim = mean(truth.series.mr.labels.flatMap((l) => valuesNear(mr, l.lps, 4)));
    expect(bright).toBeGreaterThan(4 * dim);
  });

  it('is called MR myelography and has no HU', () => {
    expect(mr[0]?.text('x0008103e')).toContain('MR myelography');
    expect(mr[0]?.text('x00281054')).toBe('');
    expect(Number(mr[0]?.text('x00180081'))).toBeGreaterThan(300);
  });
});

describe('the coronal MR series', () => {
  it('shows the same sac in the same frame of reference', () => {
    const coronal = filesOf(folder, 'mr-cor').map(readSlice);
    expect(coronal[0]?.text('x00200052')).toBe(mr[0]?.text('x00200052'));
    expect(coronal[0]?.text('x0020000e')).not.toBe(mr[0]?.text('x0020000e'));
    const inSac = truth.series.mr.sacPoints.flatMap((p) => {
      const values = valuesNear(coronal, p.lps, 2.5);
      return values.length < 3 ? [] : [Math.max(...values)];
    });
    expect(inSac.length).toBeGreaterThan(4);
    expect(Math.min(...inSac)).toBeGreaterThan(350);
  });
});

describe('the fluoroscopy run', () => {
  it('declares its orientation, geometry and timing', () => {
    expect(xa.text('x00200020')).toBe('L\\F');
    expect(Number(xa.text('x00181110'))).toBeGreaterThan(Number(xa.text('x00181111')));
    expect(xa.frames).toBeGreaterThanOrEqual(30);
    expect(Number(xa.text('x00181063'))).toBeGreaterThan(0);
  });

  it('darkens at the leak after the arrival frame and not before', () => {
    const place = truth.series.fluoroscopy.leaks[0] ?? { column: 0, row: 0 };
    const at = (frame: number): number => {
      const values: number[] = [];
      for (let dr = -4; dr <= 4; dr++) {
        for (let dc = -4; dc <= 4; dc++) {
          const i = (Math.round(place.row) + dr) * xa.columns + Math.round(place.column) + dc;
          values.push(xa.values[frame * xa.rows * xa.columns + i] ?? 0);
        }
      }
      return mean(values);
    };
    const { arrivalFrame, frames } = truth.series.fluoroscopy;
    expect(Math.abs(at(arrivalFrame - 2) - at(0))).toBeLessThan(25);
    expect(at(0) - at(frames - 1)).toBeGreaterThan(60);
  });

  it('shows L1 to L5 from the top down inside the picture', () => {
    const rows = truth.series.fluoroscopy.levels.filter((l) => /^L[1-5]$/.test(l.level));
    expect(rows.map((l) => l.level)).toEqual(['L1', 'L2', 'L3', 'L4', 'L5']);
    for (const [i, l] of rows.entries()) {
      expect(l.row).toBeGreaterThan(i === 0 ? 0 : (rows[i - 1]?.row ?? 0));
      expect(l.row).toBeLessThan(xa.rows);
    }
  });
});

const has = (tool: string): boolean => spawnSync('which', [tool]).status === 0;

const TOOLS = ['dciodvfy', 'dcentvfy'] as const;
for (const tool of TOOLS) {
  if (!has(tool)) console.warn(`SKIPPED: ${tool} is not installed (apt-get install dicom3tools)`);
}

describe('DICOM validators', () => {
  it.runIf(process.env['CI'] === 'true')('are installed under CI', () => {
    expect(TOOLS.filter((tool) => !has(tool))).toEqual([]);
  });

  it.skipIf(!has('dciodvfy'))('dciodvfy finds no errors', () => {
    const volumes = (['ct', 'mr', 'mr-cor'] as const).flatMap((series) => filesOf(folder, series));
    const some = volumes.filter((_, i) => i % 25 === 0);
    const errors = [...some, ...filesOf(folder, 'xa')].flatMap((path) => {
      const words = spawnSync('dciodvfy', [path], { encoding: 'utf8' });
      return `${words.stdout}${words.stderr}`.split('\n').filter((l) => l.startsWith('Error'));
    });
    expect(some.length).toBeGreaterThan(4);
    expect(errors).toEqual([]);
  });

  it.skipIf(!has('dcentvfy'))('dcentvfy finds the case consistent', () => {
    const all = SERIES_FOLDERS.flatMap((series) => filesOf(folder, series));
    const words = spawnSync('dcentvfy', all, { encoding: 'utf8' });
    expect(words.status).toBe(0);
    expect(`${words.stdout}${words.stderr}`).toBe('');
  });
});

describe('a bench series', () => {
  it('has exactly the slices asked for over the same range, and says how thick they are', async () => {
    const { folder: made } = await generateCase(S004_P1, {
      out: join(out, 'cut', 'images'),
      scale: 0.125,
      slices: 40,
      series: ['ct'],
      workers: 2,
    });
    const cut = filesOf(made, 'ct').map(readSlice);
    expect(cut).toHaveLength(40);
    const heights = cut.map((s) => s.position[2] ?? NaN);
    const thick = Number(cut[0]?.text('x00180050'));
    for (const [i, z] of heights.slice(1).entries()) expect(z - (heights[i] ?? NaN)).toBeCloseTo(thick, 3);
    const whole = ct.map((s) => s.position[2] ?? NaN);
    expect(heights[0]).toBeCloseTo(whole[0] ?? NaN, 3);
    expect(Math.abs((heights.at(-1) ?? NaN) - (whole.at(-1) ?? NaN))).toBeLessThan(2.5);
  });
});

describe('determinism', () => {
  it('gives the same bytes whatever the number of threads', async () => {
    await Promise.all([
      generateCase(S004_P1, { out: join(out, 'one', 'images'), scale: 0.125, workers: 1 }),
      generateCase(S004_P1, { out: join(out, 'two', 'images'), scale: 0.125, workers: 2 }),
    ]);
    expect(spawnSync('diff', ['-r', join(out, 'one'), join(out, 'two')], { encoding: 'utf8' })).toMatchObject(
      {
        status: 0,
        stdout: '',
      },
    );
  });

  it('gives another person for another seed, and leaves nothing half behind', async () => {
    const made = await generateCase(S004_P1, {
      out: join(out, 'other', 'images'),
      scale: 0.125,
      seed: 7,
      workers: 2,
    });
    const other = readTruth(made.truthFile);
    expect(other.series.ct?.labels).not.toEqual(truth.series.ct.labels);
    expect(existsSync(join(out, 'other', 'images', `.partial-S004-P1-${process.pid}`))).toBe(false);
  });
});
