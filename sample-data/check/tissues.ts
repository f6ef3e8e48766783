import type { CtRequest } from '../cases/caseDefinition.ts';
import { toScene } from '../math/frame.ts';
import { mix } from '../math/vec3.ts';
import type { Vec3 } from '../math/vec3.ts';
import type { Examination } from '../render/grids.ts';
import type { CtGrid } from '../render/ct.ts';
import { HU_PALETTE } from '../scene/tissue.ts';
import type { Tissue } from '../scene/tissue.ts';
import { VERTEBRA_SIZES } from '../spine/anatomy.ts';
import { deviation, mean, valuesNear } from './readBack.ts';
import type { Slice } from './readBack.ts';

/** Mean attenuation of one tissue in the files against the table, HU. */
export interface TissueRow {
  readonly tissue: Tissue;
  readonly offHu: number;
  readonly voxels: number;
}

/** The table is met within this, HU (issue 3). */
export const TISSUE_TOLERANCE_HU = 15;
/** Fewer voxels say nothing; a region may lie outside the scan. */
const ENOUGH = 60;

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
  const { column, outline, canal } = ct.scene;
  for (const [i, v] of column.entries()) {
    const size = VERTEBRA_SIZES[v.level];
    if (size === undefined || v.level === 'C1') continue;
    const small = v.level.startsWith('C');
    add('spongy', toScene(v.frame, [0, small ? -1 : -5, 0]), 3);
    const behind = canal.curve.toScene(
      (canal.levelS.get(v.level) ?? 0) + 3,
      small ? 16 : 33,
      small ? 34 : 28,
    );
    add('muscle', behind, 4);
    const next = column[i + 1];
    if (v.level.startsWith('L') && next !== undefined)
      add('nucleus', mix(v.frame.origin, next.frame.origin, 0.5), 2.5);
    if (/^T([4-9])$/.test(v.level)) {
      add('lung', toScene(v.frame, [62, -30, 0]), 6);
    }
  }
  const z = toScene(ct.grid.person, [0, 0, 0])[2] - ct.grid.originLps[2];
  const middle = (ct.grid.slices * ct.grid.sliceMm) / 2 - z;
  add('air', [0, outline.frontAt(middle) - 22, middle], 6);
  return [...places].flatMap(([tissue, { points, radiusMm }]) => {
    const values = points.flatMap((p) => valuesNear(slices, p, radiusMm));
    if (values.length < ENOUGH) return [];
    return [{ tissue, offHu: mean(values) - HU_PALETTE.value[tissue], voxels: values.length }];
  });
}

/** Noise in the paraspinal muscles, one standard deviation, HU; the grain of the muscle is in it. */
export function muscleNoiseHu(ct: Examination<CtRequest, CtGrid>, slices: readonly Slice[]): number {
  const { column, canal } = ct.scene;
  const sds = column.flatMap((v) => {
    const small = v.level.startsWith('C');
    const p = canal.curve.toScene((canal.levelS.get(v.level) ?? 0) + 3, small ? 16 : 33, small ? 34 : 28);
    const values = valuesNear(slices, toScene(ct.grid.person, p), 3);
    return values.length < 20 ? [] : [deviation(values)];
  });
  return sds.toSorted((a, b) => a - b)[Math.floor(sds.length / 2)] ?? NaN;
}
