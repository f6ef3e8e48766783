/** What was understood of a DICOM object made elsewhere. Nothing is dropped: what is not understood is listed. */
export type ForeignKind =
  'report' | 'key-objects' | 'presentation' | 'segmentation' | 'structures' | 'document' | 'image' | 'other';

/** One line of the object's content, in words. */
export interface ForeignLine {
  /** Where in the object: content item `1.4.2`, `segment 1`, `annotation 1`. */
  readonly path: string;
  readonly words: string;
}

/** A place that a mark claims: in the patient frame (LPS mm), or on one frame of one image (pixels, first pixel's centre 0,0). */
export type ForeignPlace =
  | {
      readonly kind: 'patient';
      readonly frameOfReferenceUid: string;
      readonly pointsLpsMm: readonly (readonly [number, number, number])[];
    }
  | {
      readonly kind: 'image';
      readonly sopInstanceUid: string;
      readonly frame: number;
      readonly pointsPx: readonly (readonly [number, number])[];
    };

export interface ForeignMark {
  readonly path: string;
  readonly words: string;
  readonly trackingUid: string | null;
  /** Vertebra, or the two of an interspace ("L2 L3"), by standard code; never by number or order. */
  readonly level: string | null;
  readonly side: string | null;
  readonly place: ForeignPlace;
}

export interface ForeignReason {
  readonly path: string;
  readonly words: string;
  readonly reason: string;
}

export interface ForeignObject {
  readonly kind: ForeignKind;
  readonly title: string;
  /** Manufacturer as the object names it; empty where it does not. */
  readonly maker: string;
  readonly sopClassUid: string;
  readonly sopInstanceUid: string;
  readonly studyInstanceUid: string;
  readonly frameOfReferenceUid: string | null;
  /** Frames of its own pixels; 1 where none are counted. */
  readonly frames: number;
  /** Instances the object refers to. */
  readonly references: readonly string[];
  readonly lines: readonly ForeignLine[];
  readonly marks: readonly ForeignMark[];
  /** Marks that have no usable place in the object itself. */
  readonly unplaced: readonly ForeignReason[];
  readonly notUnderstood: readonly ForeignReason[];
}

export type ForeignContent = Pick<
  ForeignObject,
  'title' | 'lines' | 'marks' | 'unplaced' | 'notUnderstood' | 'references'
>;
