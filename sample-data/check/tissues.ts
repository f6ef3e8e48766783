import type { Vertebra } from '../../src/domain/vocabulary/level.ts';
import type { CtRequest } from '../cases/caseDefinition.ts';
import { directionInScene, toLocal, toScene } from '../math/frame.ts';
import { add as add3, mix, scale } from '../math/vec3.ts';
import type { Vec3 } from '../math/vec3.ts';
import { fattyStreak } from '../render/canvas.ts';
import type { Examination } from '../render/grids.ts';
import type { CtGrid } from '../render/ct.ts';
import type { Scene } from '../scene/scene.ts';
import { HU_PALETTE } from '../scene/tissue.ts';
import type { Tissue } from '../scene/tissue.ts';
import { VERTEBRA_SIZES } from '../spine/anatomy.ts';
import { median, spread, valuesNear } from './readBack.ts';
import type { Slice } from './readBack.ts';

/** Median attenuation of one tissue in the files against the table, HU. */
export interface TissueRow {
  readonly tissue: Tissue;
  readonly offHu: number;
  readonly voxels: number;
}

/** The table is met within this, HU (issue 3). */
export const TISSUE_TOLERANCE_HU = 15;
/** Fewer voxels say nothing; a region may lie outside the scan. */
const ENOUGH = 20;

/** Tissues at places where the scene holds nothing else, read from the written slices. */
export function tissueTable(
  ct: Examination<CtRequest, CtGrid>,
  slices: readonly Slice[],
): readonly TissueRow[] {
  const places = new Map<Tissue, { readonly points: Vec3[]; readonly radiusMm: number }>();
  const add = (tissue: Tissue, p: Vec3, radiusMm: number): void => {
    const known = places.get(tissue) ?? { points: [], radiusMm };
    known.points.push(toScene(ct.grid.person, p));
    places.set(tissue, known);
  };
  const { column } = ct.scene;
  for (const [i, v] of column.entries()) {
    const size = VERTEBRA_SIZES[v.level];
    if (size === undefined || v.level === 'C1') continue;
    const small = v.level.startsWith('C');
    add('spongy', toScene(v.frame, [0, small ? -1 : -5, 0]), 3);
    add('muscle', backMuscle(ct.scene, v.level), 4);
    const next = column[i + 1];
    if (v.level.startsWith('L') && next !== undefined)
      add('nucleus', mix(v.frame.origin, next.frame.origin, 0.5), 2.5);
    if (/^T([4-9])$/.test(v.level)) {
      add('lung', toScene(v.frame, [62, -30, 0]), 6);
    }
  }
  add('air', airAbove(ct), 6);
  return [...places].flatMap(([tissue, { points, radiusMm }]) => {
    const values = points.flatMap((p) => valuesNear(slices, p, Math.max(radiusMm, 0.7 * ct.grid.sliceMm)));
    if (values.length < ENOUGH) return [];
    return [{ tissue, offHu: median(values) - HU_PALETTE.value[tissue], voxels: values.length }];
  });
}

/** Noise in the paraspinal muscles, one standard deviation, HU; fat in the muscle left out. */
export function muscleNoiseHu(ct: Examination<CtRequest, CtGrid>, slices: readonly Slice[]): number {
  const sds = ct.scene.column.flatMap((v) => {
    const p = toScene(ct.grid.person, backMuscle(ct.scene, v.level));
    const values = valuesNear(slices, p, Math.max(4, 0.7 * ct.grid.sliceMm));
    return values.length < ENOUGH ? [] : [spread(values)];
  });
  return sds.toSorted((a, b) => a - b)[Math.floor(sds.length / 2)] ?? NaN;
}

/** In the muscle block beside a spinous process, clear of laminae, planes of fat and, as far as may be, fatty streaks, scene. */
function backMuscle(scene: Scene, level: Vertebra): Vec3 {
  const canal = scene.canal.curve.pointAt((scene.canal.levelS.get(level) ?? 0) + 3);
  const places = MUSCLE[level.startsWith('C') ? 'neck' : level.startsWith('T') ? 'chest' : 'back'].map((p) =>
    add3(canal, p),
  );
  const fat = (p: Vec3): number =>
    Math.max(...[-3, 0, 3].map((dx) => fattyStreak(scene.noise, p[0] + dx, p[1], p[2])));
  return places.reduce((best, p) => (fat(p) < fat(best) - 1e-9 ? p : best));
}

/** Candidates behind the canal's centre, both sides, mm. Behind the chest the block is low and narrow. */
const MUSCLE: Readonly<Record<'neck' | 'chest' | 'back', readonly Vec3[]>> = {
  neck: [
    [10, 34, 0],
    [-10, 34, 0],
  ],
  chest: [
    [24, 20, 0],
    [-24, 20, 0],
  ],
  back: [
    [33, 30, 0],
    [-33, 30, 0],
    [35, 24, 0],
    [-35, 24, 0],
  ],
};

/** 15 mm over the skin, away from the couch, in the middle of the scan, scene. */
function airAbove({ scene, grid }: Examination<CtRequest, CtGrid>): Vec3 {
  const up = scale(directionInScene(grid.person, grid.columnDirection), -1);
  const middle = toLocal(grid.person, grid.originLps)[2] + (grid.slices * grid.sliceMm) / 2;
  const back = scene.outline.backAt(middle);
  const start: Vec3 = [0, (scene.outline.frontAt(middle) + back) / 2, middle];
  let away = 0;
  const at = (): Vec3 => add3(start, scale(up, away));
  while (scene.outline.distance(...at()) < 15 && away < 400) away += 2;
  return at();
}
