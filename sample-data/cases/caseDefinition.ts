import type { LeakSpec } from '../spine/leak.ts';
import type { Posture } from '../spine/posture.ts';
import type { Person } from '../scene/scene.ts';
import type { Vertebra } from '../../src/domain/vocabulary/level.ts';

/** One sample case: a person, what was imaged, and how. Pure data. */
export interface CaseDefinition {
  readonly id: string;
  /** One line for `--list`. */
  readonly title: string;
  /** The record in seed-cases.json the case follows; null for a trap. */
  readonly seedCase: string | null;
  readonly sex: 'F' | 'M' | 'O';
  readonly ageYears: number | null;
  readonly person: Person;
  readonly ct: CtRequest;
  readonly mr: MrRequest;
  readonly fluoroscopy: FluoroscopyRequest;
}

export interface CtRequest {
  readonly posture: Posture;
  readonly top: Vertebra;
  readonly bottom: Vertebra;
  readonly fieldOfViewMm: number;
  readonly sliceMm: number;
  readonly agent: string;
  readonly agentMl: number;
}

export interface MrRequest {
  readonly posture: Posture;
  /** Attitude of the person in the magnet against the scene, degrees: about x, y, z. */
  readonly pitchDeg: number;
  readonly leanDeg: number;
  readonly rollDeg: number;
  readonly sliceMm: number;
  readonly pixelMm: number;
  readonly slices: number;
  readonly matrix: number;
}

export interface FluoroscopyRequest {
  readonly posture: Posture;
  readonly centre: Vertebra;
  /** Spread of the injected contrast: arrives from the defect outwards. */
  readonly spread: LeakSpec;
  readonly frames: number;
  readonly frameTimeMs: number;
  readonly arrivalFrame: number;
}
