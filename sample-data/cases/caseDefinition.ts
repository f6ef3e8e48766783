import type { LeakSpec } from '../spine/leak.ts';
import type { Posture } from '../spine/posture.ts';
import type { Lying } from '../scene/lying.ts';
import type { Person } from '../scene/scene.ts';
import type { Vertebra } from '../../src/domain/vocabulary/level.ts';
import type { Publication } from './publication.ts';

/** One sample case: a person, what was imaged, and how. Pure data. */
export interface CaseDefinition {
  readonly id: string;
  /** One line for `--list`. */
  readonly title: string;
  /** Patient the study is of, where two cases are of one person; else the case's id. */
  readonly patient: string;
  /** The record in seed-cases.json the case follows; null for a trap. */
  readonly publication: Publication | null;
  /** What the phantom had to choose because nobody states it, and for a trap what it tries. */
  readonly note: string;
  readonly region: Region;
  readonly sex: 'F' | 'M' | null;
  readonly ageYears: number | null;
  /** Dates of the studies, YYYYMMDD: invented. */
  readonly dates: { readonly mr: string; readonly ct: string; readonly xa: string };
  readonly person: Person;
  /** Null: the examination does not exist in this case. */
  readonly ct: CtRequest | null;
  readonly mr: MrRequest | null;
  readonly fluoroscopy: FluoroscopyRequest | null;
  /** More pictures and runs of the same session. */
  readonly furtherFluoroscopy?: readonly FluoroscopyRequest[];
}

/** Every C-arm picture and run of a case, in order. */
export const fluoroscopyOf = (c: CaseDefinition): readonly FluoroscopyRequest[] =>
  c.fluoroscopy === null ? [] : [c.fluoroscopy, ...(c.furtherFluoroscopy ?? [])];

export type Region = 'cervical' | 'thoracic' | 'lumbar';

export interface CtRequest {
  readonly posture: Posture;
  readonly lying: Lying;
  readonly top: Vertebra;
  readonly bottom: Vertebra;
  readonly fieldOfViewMm: number;
  readonly sliceMm: number;
  /** Contrast in the sac; null: a plain CT. */
  readonly intrathecal: { readonly agent: string; readonly volumeMl: number | null } | null;
}

export interface MrRequest {
  readonly posture: Posture;
  /** Level at the middle of the slab. */
  readonly centre: Vertebra;
  /** Attitude of the person in the magnet against the scene, degrees: about x, y, z. */
  readonly pitchDeg: number;
  readonly leanDeg: number;
  readonly rollDeg: number;
  readonly sliceMm: number;
  readonly pixelMm: number;
  readonly slices: number;
  readonly matrix: number;
  /** A second 3D series of the same session in coronal slices of `matrix` pixels. */
  readonly coronal: { readonly sliceMm: number; readonly slices: number } | null;
}

/** One C-arm picture or run. All of a case are of one person on one table. */
export interface FluoroscopyRequest {
  readonly posture: Posture;
  readonly lying: Lying;
  readonly view: 'AP' | 'LAT';
  readonly kind: 'run' | 'last-image-hold';
  readonly centre: Vertebra;
  readonly agent: string;
  readonly compartment: 'epidural' | 'intrathecal';
  /** Spread of the injected contrast from its defect outwards; intrathecal: from there along the sac. */
  readonly spread: LeakSpec;
  readonly device: 'needle' | 'caudal-catheter';
  /** 1 in a last image hold, which shows all of the contrast. */
  readonly frames: number;
  readonly frameTimeMs: number;
  /** 0-based frame after which contrast comes. */
  readonly arrivalFrame: number;
  /** From this frame on (0-based) the anatomy lies so many pixels of a 512 picture right and down of where it was. */
  readonly motion: { readonly fromFrame: number; readonly columns: number; readonly rows: number } | null;
  /** False: a mobile C-arm that writes neither angles nor distances (RF Image Storage). */
  readonly geometryInHeader: boolean;
  /** The last frame is also there as a secondary capture. */
  readonly secondaryCapture: boolean;
  /** The picture was flipped left to right and its Patient Orientation left as it was. */
  readonly mirrored: boolean;
}
