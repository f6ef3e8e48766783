import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { locate } from '../../src/domain/spine/locate.ts';
import type { CaseDefinition } from '../cases/caseDefinition.ts';
import { inflatedPart10 } from '../dicom/part10.ts';
import { dot, sub, unit } from '../math/vec3.ts';
import { SERIES_FOLDERS } from '../tasks.ts';
import { gridsOf } from '../render/grids.ts';
import { scenesOf } from '../scene/scenesOf.ts';
import { filesOf, median, quantile, readSlice, readTruth, valuesNear } from './readBack.ts';
import type { Slice, Space, Truth } from './readBack.ts';
import { TISSUE_TOLERANCE_HU, muscleNoiseHu, tissueTable } from './tissues.ts';

/** One line of the table: what was looked at, what was found, and whether it may be so. */
export interface Check {
  readonly name: 'dciodvfy' | 'dcentvfy' | 'tissue' | 'noise' | 'bone' | 'sac' | 'leak' | 'pose' | 'masks';
  readonly state: 'ok' | 'failed' | 'skipped';
  readonly words: string;
}

const check = (name: Check['name'], ok: boolean, words: string): Check => ({
  name,
  state: ok ? 'ok' : 'failed',
  words,
});
const skipped = (name: Check['name'], words: string): Check => ({ name, state: 'skipped', words });

/** Everything a made case must satisfy, from its files and its truth. */
export function checkCase(
  c: CaseDefinition,
  folder: string,
  truthFile: string,
  o: { readonly scale: number; readonly everyNth: number },
): readonly Check[] {
  const truth = readTruth(truthFile);
  const ct = filesOf(folder, 'ct').map(readSlice).filter(withoutMetal);
  const sliceMm = (c.ct?.sliceMm ?? 1) / o.scale;
  return [
    ...validators(folder, o.everyNth),
    ...tissues(c, ct, o.scale),
    bone(truth, ct, sliceMm),
    sac(truth, ct, sliceMm),
    leak(truth),
    pose(truth),
    masks(truth, dirname(truthFile)),
  ];
}

/** Least angle between the person in the magnet and on the CT table, degrees (issue 3). */
const POSE_DEG = 15;
/** Least change of the angle between two vertebrae that says the spine is bent otherwise, degrees. */
const CURVE_DEG = 5;

/** The MR lies in another frame, turned, and with another curvature: no rigid shift brings it onto the CT. */
function pose({ series }: Truth): Check {
  const { ct, mr } = series;
  if (ct === null || mr === null) return skipped('pose', 'not both CT and MR');
  const bend = Math.max(
    ...ct.labels.flatMap((_, i) => {
      const [a, b] = [stretchDeg(ct.labels, i), stretchDeg(mr.labels, i)];
      return a === null || b === null ? [] : [Math.abs(a - b)];
    }),
  );
  return check(
    'pose',
    mr.attitudeAgainstCtDeg >= POSE_DEG &&
      bend >= CURVE_DEG &&
      ct.frameOfReferenceUid !== mr.frameOfReferenceUid,
    `${mr.attitudeAgainstCtDeg} degrees, bend over 4 levels up to ${bend.toFixed(0)} degrees otherwise`,
  );
}

/** Angle of the line of body centres between one level and four below, degrees; null at the end. */
function stretchDeg(labels: Space['labels'], i: number): number | null {
  const [a, b, c, d] = [labels[i], labels[i + 1], labels[i + 4], labels[i + 5]];
  if (a === undefined || b === undefined || c === undefined || d === undefined) return null;
  const [u, v] = [unit(sub(b.lps, a.lps)), unit(sub(d.lps, c.lps))];
  return (Math.acos(Math.min(1, dot(u, v))) * 180) / Math.PI;
}

/** The Segmentation objects beside the truth pass dciodvfy; it cannot read deflated files, so a plain copy is shown to it. */
function masks(truth: Truth, folder: string): Check {
  const names = [truth.masks.ct, truth.masks.mr].filter((name) => name !== null);
  if (names.length === 0) return skipped('masks', 'no volume');
  if (spawnSync('dciodvfy', ['-version']).error !== undefined)
    return skipped('masks', 'dciodvfy not installed (dicom3tools)');
  const work = mkdtempSync(join(tmpdir(), 'patchpoint-masks-'));
  try {
    const errors = names.flatMap((name) => {
      const plain = join(work, name);
      writeFileSync(plain, inflatedPart10(readFileSync(join(folder, name))));
      return validatorErrors(plain);
    });
    return check('masks', errors.length === 0, errors[0] ?? names.join(', '));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Streaks falsify every value of a slice with metal: such slices are left out of what is measured. */
const withoutMetal = (s: Slice): boolean => s.values.every((hu) => hu < METAL_HU);
const METAL_HU = 2600;

function validatorErrors(path: string): readonly string[] {
  const said = spawnSync('dciodvfy', [path], { encoding: 'utf8' });
  return `${said.stdout}${said.stderr}`.split('\n').filter((line) => line.startsWith('Error'));
}

function validators(folder: string, everyNth: number): readonly Check[] {
  const all = SERIES_FOLDERS.flatMap((series) => filesOf(folder, series));
  if (spawnSync('dciodvfy', ['-version']).error !== undefined) {
    return [
      skipped('dciodvfy', 'not installed (dicom3tools)'),
      skipped('dcentvfy', 'not installed (dicom3tools)'),
    ];
  }
  const some = all.filter((path, i) => i % everyNth === 0 || path.includes('xa-'));
  const errors = some.flatMap(validatorErrors);
  const together = spawnSync('dcentvfy', all, { encoding: 'utf8' });
  const words = `${together.stdout}${together.stderr}`.trim();
  return [
    check(
      'dciodvfy',
      errors.length === 0,
      `${some.length} of ${all.length} files${errors[0] ? `: ${errors[0]}` : ''}`,
    ),
    check(
      'dcentvfy',
      together.status === 0 && words === '',
      words === '' ? `${all.length} files` : words.slice(0, 90),
    ),
  ];
}

function tissues(c: CaseDefinition, slices: readonly Slice[], scale: number): readonly Check[] {
  const { ct } = gridsOf(c, scenesOf(c), scale);
  if (ct === null) return [skipped('tissue', 'no CT'), skipped('noise', 'no CT')];
  const rows = tissueTable(ct, slices);
  const far = rows.filter((r) => Math.abs(r.offHu) > TISSUE_TOLERANCE_HU);
  const noise = muscleNoiseHu(ct, slices);
  return [
    check(
      'tissue',
      far.length === 0 && rows.length >= 3,
      rows.map((r) => `${r.tissue} ${r.offHu > 0 ? '+' : ''}${r.offHu.toFixed(0)}`).join(', '),
    ),
    check('noise', noise > 8 && noise < 25, `${noise.toFixed(1)} HU in muscle`),
  ];
}

/** Labels lie in spongy bone: not in air, fluid, disc or cortex. C1 has no body at its centre. */
function bone(truth: Truth, slices: readonly Slice[], sliceMm: number): Check {
  const labels = truth.series.ct?.labels ?? [];
  const seen = labels.flatMap((l) => {
    const values = l.level === 'C1' ? [] : valuesNear(slices, l.lps, Math.max(3, 0.6 * sliceMm));
    return values.length < 8 ? [] : [{ level: l.level, hu: median(values) }];
  });
  if (truth.series.ct === null) return skipped('bone', 'no CT');
  const bad = seen.filter((s) => s.hu < 90 || s.hu > 480).map((s) => `${s.level} ${s.hu}`);
  return check(
    'bone',
    seen.length > 0 && bad.length === 0,
    bad.length === 0 ? `${seen.length} labels` : bad.join(', '),
  );
}

/** Sac points lie in contrast; in a plain CT, in fluid. */
function sac(truth: Truth, slices: readonly Slice[], sliceMm: number): Check {
  const { ct } = truth.series;
  const seen = (ct?.sacPoints ?? []).flatMap((p) => {
    const values = valuesNear(slices, p.lps, Math.max(2, 0.6 * sliceMm));
    return values.length < 4
      ? []
      : [{ level: p.level, hu: quantile(values, ct?.intrathecalContrast === true ? 0.8 : 0.25) }];
  });
  if (ct === null) return skipped('sac', 'no CT');
  const fits = (hu: number): boolean => (ct.intrathecalContrast ? hu > 350 : hu > -30 && hu < 60);
  const bad = seen.filter((s) => !fits(s.hu)).map((s) => `${s.level} ${s.hu}`);
  return check(
    'sac',
    seen.length > 0 && bad.length === 0,
    bad.length === 0 ? `${seen.length} levels` : bad.join(', '),
  );
}

/** The level rule of the definitions, given the true labels, names the true interspace of every finding. */
function leak(truth: Truth): Check {
  const space = truth.series.ct ?? truth.series.mr;
  if (space === null || truth.leak.length === 0) return skipped('leak', 'none in a volume');
  const wrong = truth.leak.flatMap((finding, i) => {
    const place = space.leaks[i];
    if (place === undefined) return [`${finding.interspace}: no place`];
    const found = locate(
      {
        scheme: truth.scheme,
        labels: space.labels.map((l) => ({ level: l.level, pointLpsMm: l.lps })),
        posterior: space.spinousTips.map((l) => ({ level: l.level, pointLpsMm: l.lps })),
      },
      place.defect,
    ).interspace;
    const name = found === null ? 'none' : `${found.upper}-${found.lower}`;
    return name === finding.interspace ? [] : [`${finding.interspace} is called ${name}`];
  });
  return check(
    'leak',
    wrong.length === 0,
    wrong.length === 0 ? `${truth.leak.length} by the level rule` : wrong.join(', '),
  );
}
