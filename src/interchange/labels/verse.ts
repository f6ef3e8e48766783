import { z } from 'zod';
import { indexToLps, type Grid } from '../../domain/geometry/grid.ts';
import { length, type Vec3 } from '../../domain/geometry/vec3.ts';
import { err, issue, ok, type Result } from '../../domain/result.ts';
import { withoutDoubles } from './collect.ts';
import type { FileLabel, LabelFile } from './labelFile.ts';
import { levelOfNumber } from './numberings.ts';

const letter = z.enum(['L', 'R', 'A', 'P', 'S', 'I']);
const centroid = z.object({ label: z.number(), X: z.number(), Y: z.number(), Z: z.number() });
const file = z.tuple([z.object({ direction: z.tuple([letter, letter, letter]) })]).rest(z.unknown());

/** Patient axis and sign (LPS) towards which an index grows: nibabel's letters name the positive end. */
const TOWARD: Readonly<Record<z.infer<typeof letter>, readonly [axis: 0 | 1 | 2, sign: 1 | -1]>> = {
  L: [0, 1],
  R: [0, -1],
  P: [1, 1],
  A: [1, -1],
  S: [2, 1],
  I: [2, -1],
};

/** A spacing that is 1 mm up to rounding. */
const ISOTROPIC_MM = 0.01;

/**
 * VerSe centroids (`*_ctd.json`): voxel places of their NIfTI, in the axes that `direction` names; without the header of
 * that NIfTI they have no place in the patient.
 *
 * The MICCAI release (`*_iso-ctd.json`) counts in voxels of 1 mm made from that NIfTI: with any other spacing its numbers
 * would be read as other places, so it is refused.
 *
 * @param isotropic - the file's name says that it is of the MICCAI release
 * Source: osf.io/4skx2 ("in voxels in the image space"), osf.io/b2wxj ("in 1mm resolution"); VerSe `data_utilities.py` (`reorient_centroids_to`: a turned axis counts from the other end, size − x)
 */
export function readVerse(input: unknown, grid: Grid | null, isotropic: boolean): Result<LabelFile> {
  const parsed = file.safeParse(input);
  if (!parsed.success) return err(issue('not-verse', 'This is no VerSe centroid file.'));
  const [{ direction }, ...entries] = parsed.data;
  if (new Set(direction.map((one) => TOWARD[one][0])).size !== 3)
    return err(issue('direction', 'The directions of the VerSe file name an axis twice.'));
  if (grid === null)
    return err(
      issue('needs-nifti', 'VerSe centroids are voxel places: choose their NIfTI file together with them.'),
    );
  const steps = [grid.columnStepLpsMm, grid.rowStepLpsMm, grid.sliceStepLpsMm];
  if (isotropic && steps.some((step) => Math.abs(length(step) - 1) > ISOTROPIC_MM))
    return err(
      issue(
        'verse-iso',
        'These VerSe centroids count voxels of 1 mm, and the NIfTI has others: use the centroids of the subject-based release, which belong to the image itself.',
      ),
    );
  const axes = steps.map(axisOf);
  const labels: FileLabel[] = [];
  const refused: string[] = [];
  for (const entry of entries) {
    const one = centroid.safeParse(entry);
    if (!one.success) {
      refused.push('An entry without label and place.');
      continue;
    }
    const level = levelOfNumber('verse', one.data.label);
    if (level === null) {
      refused.push(`Label ${one.data.label} stands for no single vertebra.`);
      continue;
    }
    const places = [one.data.X, one.data.Y, one.data.Z];
    const index = axes.map(([axis, sign], k) => {
      const from = direction.findIndex((name) => TOWARD[name][0] === axis);
      const name = direction[from];
      const place = places[from] ?? Number.NaN;
      return name !== undefined && TOWARD[name][1] === sign ? place : (grid.dimensions[k] ?? 0) - place;
    });
    const [i = NaN, j = NaN, k = NaN] = index;
    const inside = index.every((at, axis) => at >= -1 && at <= (grid.dimensions[axis] ?? 0));
    if (inside) labels.push({ level, pointLpsMm: indexToLps(grid, [i, j, k]) });
    else refused.push(`${level} lies outside its NIfTI volume.`);
  }
  const once = withoutDoubles(labels);
  return ok({
    format: 'VerSe centroids',
    frameOfReferenceUid: null,
    labels: once.labels,
    refused: [...refused, ...once.refused],
    notes: [],
  });
}

/** The patient axis an index mostly runs along. */
function axisOf(step: Vec3): readonly [axis: number, sign: 1 | -1] {
  const axis = [0, 1, 2].reduce(
    (best, k) => (Math.abs(step[k] ?? 0) > Math.abs(step[best] ?? 0) ? k : best),
    0,
  );
  return [axis, (step[axis] ?? 0) < 0 ? -1 : 1];
}
