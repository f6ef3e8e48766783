import type { FluoroscopyRequest } from '../cases/caseDefinition.ts';
import { add, dot, scale, sub } from '../math/vec3.ts';
import type { Vec3 } from '../math/vec3.ts';
import type { Scene } from '../scene/scene.ts';
import { vertebraAt } from '../spine/column.ts';
import type { SamplePlane } from './plane.ts';

/** C-arm as it stands about the patient, scene mm. Unit vectors: `beam` from the tube to the detector. */
export interface Carm {
  readonly view: FluoroscopyRequest['view'];
  readonly matrix: number;
  readonly imagerPixelMm: number;
  readonly sourceToDetectorMm: number;
  readonly sourceToIsocentreMm: number;
  readonly isocentre: Vec3;
  readonly beam: Vec3;
  /** Along the rows of the picture, and down its columns. */
  readonly right: Vec3;
  readonly down: Vec3;
}

/**
 * Plane across the beam, `depthMm` beyond the isocentre toward the detector. The trunk is smooth: few steps at half
 * resolution. The spine is summed in fine steps as what it differs from muscle by.
 */
export interface BeamStep {
  readonly depthMm: number;
  readonly lengthMm: number;
  readonly part: 'trunk' | 'spine';
}

/** AP: detector behind the patient, columns to the patient's left. LAT: detector at the patient's left, columns backward. */
const AXES = {
  AP: { beam: [0, 1, 0], right: [1, 0, 0] },
  LAT: { beam: [1, 0, 0], right: [0, 1, 0] },
} as const satisfies Record<FluoroscopyRequest['view'], { readonly beam: Vec3; readonly right: Vec3 }>;

/** Half of what is summed in fine steps in a lateral view: bodies and processes, then sacroiliac joints and ribs, mm. */
const LATERAL_SPINE_MM = 48;
const LATERAL_BONES_MM = 150;

export function makeCarm(request: FluoroscopyRequest, scene: Scene, resolution: number): Carm {
  const matrix = Math.max(64, Math.round((512 * Math.min(1, resolution)) / 32) * 32);
  const o = vertebraAt(scene.column, request.centre).frame.origin;
  return {
    view: request.view,
    matrix,
    imagerPixelMm: (0.5 * 512) / matrix,
    sourceToDetectorMm: 1050,
    sourceToIsocentreMm: 740,
    isocentre: [o[0] - 6, o[1] + 22, o[2] + 8],
    ...AXES[request.view],
    down: [0, 0, -1],
  };
}

export function beamSteps(scene: Scene, arm: Carm): readonly BeamStep[] {
  const z = arm.isocentre[2];
  const iso = dot(arm.isocentre, arm.beam);
  const steps = (from: number, to: number, step: number, part: BeamStep['part']): readonly BeamStep[] => {
    const n = Math.max(1, Math.round((to - from) / step));
    const lengthMm = (to - from) / n;
    return Array.from({ length: n }, (_, i) => ({
      depthMm: from + (i + 0.5) * lengthMm - iso,
      lengthMm,
      part,
    }));
  };
  if (arm.view === 'LAT') {
    const half = scene.outline.halfWidthAt(z) + 8;
    return [
      ...steps(-half, half, 7, 'trunk'),
      ...steps(-LATERAL_BONES_MM, -LATERAL_SPINE_MM, 4, 'spine'),
      ...steps(-LATERAL_SPINE_MM, LATERAL_SPINE_MM, 1.5, 'spine'),
      ...steps(LATERAL_SPINE_MM, LATERAL_BONES_MM, 4, 'spine'),
    ];
  }
  const seen = scene.column.map((v) => v.frame.origin).filter((o) => Math.abs(o[2] - z) < 115);
  const from = Math.min(...seen.map((o) => o[1])) - 26;
  const to = Math.max(...seen.map((o) => o[1])) + 80;
  return [
    ...steps(scene.outline.frontAt(z) - 6, scene.outline.backAt(z) + 22, 6, 'trunk'),
    ...steps(from, to, 1.5, 'spine'),
  ];
}

/** Detector pixel (column, row; 0, 0 = centre of the first) of a scene point. */
export function projectPoint(arm: Carm, p: Vec3): { readonly column: number; readonly row: number } {
  const off = sub(p, arm.isocentre);
  const m = arm.sourceToDetectorMm / (dot(off, arm.beam) + arm.sourceToIsocentreMm) / arm.imagerPixelMm;
  const middle = (arm.matrix - 1) / 2;
  return { column: middle + dot(off, arm.right) * m, row: middle + dot(off, arm.down) * m };
}

/** Sample points of one step: as wide as the cone is there. */
export function stepPlane(arm: Carm, step: BeamStep): SamplePlane {
  const coarse = step.part === 'trunk' ? 2 : 1;
  const n = arm.matrix / coarse;
  const d = step.depthMm + arm.sourceToIsocentreMm;
  const pixel = ((arm.imagerPixelMm * d) / arm.sourceToDetectorMm) * coarse;
  const half = ((n - 1) / 2) * pixel;
  const middle = add(arm.isocentre, scale(arm.beam, step.depthMm));
  return {
    origin: add(middle, add(scale(arm.right, -half), scale(arm.down, -half))),
    du: scale(arm.right, pixel),
    dv: scale(arm.down, pixel),
    columns: n,
    rows: n,
    edgeMm: Math.max(pixel, 1.3, step.part === 'spine' ? step.lengthMm * 0.9 : 0),
  };
}
