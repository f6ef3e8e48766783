import { unionBox } from '../shapes/shape.ts';
import type { Box, Shape } from '../shapes/shape.ts';

/** A solid of bone and how thick its cortex is there. */
export interface BonePart {
  readonly shape: Shape;
  readonly cortexMm: number;
}

/** One bone: the smooth union of its parts, less its holes. Bones never melt into each other: joints stay open. */
export interface Bone {
  readonly name: string;
  readonly parts: readonly BonePart[];
  readonly holes: readonly Shape[];
  readonly blendMm: number;
  /** Attenuation of the spongy bone against the vertebral body, 1 = the same. */
  readonly spongyFactor: number;
  readonly box: Box;
}

export function makeBone(
  name: string,
  parts: readonly BonePart[],
  options: {
    readonly holes?: readonly Shape[];
    readonly blendMm?: number;
    readonly spongyFactor?: number;
  } = {},
): Bone {
  return {
    name,
    parts,
    holes: options.holes ?? [],
    blendMm: options.blendMm ?? 3,
    spongyFactor: options.spongyFactor ?? 1,
    box: unionBox(parts.map((p) => p.shape.box)),
  };
}
