import type { Vec3 } from '../../domain/geometry/vec3.ts';
import type { Vertebra } from '../../domain/vocabulary/level.ts';

export interface FileLabel {
  readonly level: Vertebra;
  /** Centre of the vertebral body, LPS mm. */
  readonly pointLpsMm: Vec3;
}

/** What a file of labels says, whatever its format. Nothing in it is confirmed. */
export interface LabelFile {
  /** "Slicer markups", "DICOM Segmentation" … */
  readonly format: string;
  /** Where the file names one; null: plain patient coordinates, and a person vouches for the series they belong to. */
  readonly frameOfReferenceUid: string | null;
  readonly labels: readonly FileLabel[];
  /** Entries that were not understood or not taken, each with the reason; no values of patients. */
  readonly refused: readonly string[];
  /** What a person should know of those that were taken. */
  readonly notes: readonly string[];
}

/** Which numbers a label map uses: never guessed, since 20 is L1 in one and another vertebra in the next. */
export const NUMBERINGS = ['verse', 'totalsegmentator'] as const;
export type Numbering = (typeof NUMBERINGS)[number];
