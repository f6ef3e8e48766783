import { makeFrame } from '../math/frame.ts';
import type { Frame } from '../math/frame.ts';
import type { Vec3 } from '../math/vec3.ts';

/** Patient Position (0018,5100) of a patient lying head first. */
export type Registered = 'HFS' | 'HFP' | 'HFDL' | 'HFDR';

/** How a person really lies on the table, and what the header says. */
export interface Lying {
  readonly on: 'back' | 'front' | 'left' | 'right';
  /** Turned off that posture about the long axis, degrees, posterior toward the patient's left. */
  readonly offDeg: number;
  readonly registered: Registered;
}

export const ON_BACK: Lying = { on: 'back', offDeg: 0, registered: 'HFS' };
export const ON_FRONT: Lying = { on: 'front', offDeg: 0, registered: 'HFP' };
export const ON_LEFT: Lying = { on: 'left', offDeg: 0, registered: 'HFDL' };

/** Roll of the body in the scanner (x to the right of the picture, y down), degrees. */
const BODY_DEG = { back: 0, front: 180, left: -90, right: 90 } as const;
const HEADER_DEG = { HFS: 0, HFP: 180, HFDL: -90, HFDR: 90 } as const;

const turned = (rollDeg: number): Frame => makeFrame([0, 0, 0], 0, 0, rollDeg);

/** The body's axes in the LPS that the header claims: unturned only where header and body agree. */
export const bodyInLps = (l: Lying): Frame => turned(BODY_DEG[l.on] + l.offDeg - HEADER_DEG[l.registered]);

/** The scanner's axes in that LPS: rows of the picture run along x, columns along y, which is down. PS3.3 C.7.6.2.1.1 */
export const scannerInLps = (l: Lying): Frame => turned(-HEADER_DEG[l.registered]);

/** Unit vector toward the floor in the scene. */
export const gravityInScene = (l: Lying): Vec3 => turned(-(BODY_DEG[l.on] + l.offDeg)).y;
