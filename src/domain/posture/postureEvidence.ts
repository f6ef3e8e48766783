import type { PointLps, SpineLabel } from '../case/document.ts';
import { addScaled } from '../geometry/vec3.ts';
import type { Sample } from './bodyTurn.ts';
import type { PostureEvidence } from './postureModel.ts';

/** Value at a place, HU; null outside the volume. */
export type SampleHu = Sample;

/** Denser than this is bone, or contrast in the sac: both lie behind the bodies. */
const DENSE_HU = 180;
/** Behind (or before) a body: from beyond its edge to the tip of the spinous process, mm from its centre. */
const DEPTHS_MM = [22, 26, 30, 34, 38, 42, 46, 50, 54, 58, 62];
const ACROSS_MM = [-12, -8, -4, 0, 4, 8, 12];
const ALONG_MM = [-10, -5, 0, 5, 10];
/** A body counts where this much of both boxes lies inside the volume. */
const INSIDE_SHARE = 0.6;
const FEWEST_BODIES = 2;

/** Posterior elements fill this share of the box behind a body at the least, and the box before it holds less. */
const ARCH_SHARE = 0.1;
const EMPTY_SHARE = 0.06;
/** The column lies nearer to the back: one way to the skin is this much shorter than the other. */
const SKIN_RATIO = 0.8;
const AIR_HU = -300;
/** Tissue this thick counts as the patient; table and blankets are thinner. */
const BODY_MM = 14;
const STEP_MM = 2;
const FARTHEST_MM = 400;

/**
 * Do the posterior elements lie behind the bodies, as the coordinates say? A patient registered supine while lying prone
 * comes with left and right and front and back turned together (clinical.md 12.3): arches and back then stand at −y.
 * Each labelled body is asked twice: is the dense tissue (arch, spinous process, contrast in the sac) at its +y or its −y
 * side, and on which side is the skin nearer.
 *
 * Says `contradicts` or `agrees` only where at least two bodies speak and none speaks against. CT only: in MR cortical
 * bone is dark, and so are vessels.
 * Measured: ct_lumbar_3mm 0.13–0.26 dense behind, 0.01–0.05 before, skin 76–108 against 148–174 mm; ct_t11t12_20sl_j2k
 * (contrast in the aorta) 0.14–0.20 and 0.21–0.23, skin 68–78 against 170–178 mm; the phantom registered the wrong way
 * round 0.00 behind, 0.39–0.50 before.
 *
 * @param labels - body centres, LPS mm as registered
 */
export function postureEvidence(
  labels: readonly Pick<SpineLabel, 'pointLpsMm'>[],
  sample: SampleHu,
): PostureEvidence {
  const votes = labels.map(({ pointLpsMm }) => voteOf(pointLpsMm, sample));
  const behind = votes.filter((vote) => vote === 'behind').length;
  const before = votes.filter((vote) => vote === 'before').length;
  if (behind >= FEWEST_BODIES && before === 0) return 'agrees';
  return before >= FEWEST_BODIES && behind === 0 ? 'contradicts' : 'unknown';
}

type Vote = 'behind' | 'before' | null;

/** Where the two signs disagree, the body says nothing. */
function voteOf(centre: PointLps, sample: SampleHu): Vote {
  const bone = boneVote(denseShare(centre, 1, sample), denseShare(centre, -1, sample));
  const skin = skinVote(skinMm(centre, 1, sample), skinMm(centre, -1, sample));
  return bone !== null && skin !== null && bone !== skin ? null : (bone ?? skin);
}

function boneVote(behind: number | null, before: number | null): Vote {
  if (behind === null || before === null) return null;
  if (behind >= ARCH_SHARE && before < EMPTY_SHARE) return 'behind';
  return before >= ARCH_SHARE && behind < EMPTY_SHARE ? 'before' : null;
}

function skinVote(behindMm: number | null, beforeMm: number | null): Vote {
  if (behindMm === null || beforeMm === null) return null;
  if (behindMm < SKIN_RATIO * beforeMm) return 'behind';
  return beforeMm < SKIN_RATIO * behindMm ? 'before' : null;
}

/** Share of dense voxels in the box toward `sign`·y; null where too little of it lies inside the volume. */
function denseShare(centre: PointLps, sign: 1 | -1, sample: SampleHu): number | null {
  let dense = 0;
  let inside = 0;
  for (const depth of DEPTHS_MM)
    for (const across of ACROSS_MM)
      for (const along of ALONG_MM) {
        const value = sample(addScaled(centre, [across, sign * depth, along], 1));
        if (value === null) continue;
        inside += 1;
        if (value >= DENSE_HU) dense += 1;
      }
  const all = DEPTHS_MM.length * ACROSS_MM.length * ALONG_MM.length;
  return inside >= INSIDE_SHARE * all ? dense / inside : null;
}

/** From a body to the skin toward `sign`·y, mm; null where the volume ends inside the patient. */
function skinMm(centre: PointLps, sign: 1 | -1, sample: SampleHu): number | null {
  const line: number[] = [];
  for (let mm = STEP_MM; mm <= FARTHEST_MM; mm += STEP_MM) {
    const value = densest(centre, sign * mm, sample);
    if (value === null) break;
    line.push(value);
  }
  if ((line.at(-1) ?? 0) > AIR_HU) return null;
  let tissueMm = 0;
  for (let i = line.length - 1; i >= 0; i -= 1) {
    tissueMm = (line[i] ?? AIR_HU) > AIR_HU ? tissueMm + STEP_MM : 0;
    if (tissueMm >= BODY_MM) return (i + 1) * STEP_MM + BODY_MM - STEP_MM;
  }
  return null;
}

/** Densest of three neighbours across: a fold or a gas bubble on the line is not the skin. */
function densest(centre: PointLps, y: number, sample: SampleHu): number | null {
  const values = [-6, 0, 6].flatMap((x) => sample(addScaled(centre, [x, y, 0], 1)) ?? []);
  return values.length === 0 ? null : Math.max(...values);
}
