import type { DisplayFacts, ProjectionFacts } from './pictureFacts.ts';
import type { FileCode, GeometryCode, SeriesClass } from '../domain/vocabulary/terms.ts';

/**
 * What Patchpoint reads from one DICOM instance: plain JSON, no pixels, the standard's words.
 * Absent is `null`, never a default: missing spacing is not 1 mm, missing orientation is not axial.
 */
export interface InstanceHeader {
  readonly sopClassUid: string;
  readonly sopInstanceUid: string;
  readonly studyInstanceUid: string;
  readonly seriesInstanceUid: string;
  readonly transferSyntaxUid: string;
  readonly modality: string;
  readonly patient: PatientHeader;
  readonly study: StudyHeader;
  readonly seriesDescription: string;
  readonly seriesNumber: number | null;
  readonly instanceNumber: number | null;
  readonly acquisitionNumber: number | null;
  readonly temporalPosition: number | null;
  readonly acquisitionDateTime: string | null;
  /** (0018,1060) milliseconds after the trigger: tells dynamic phases apart. */
  readonly triggerTimeMs?: number | null;
  readonly protocolName: string;
  readonly bodyPartExamined: string;
  readonly imageType: readonly string[];
  /** Contrast agents and routes as written, sequence forms (0018,0012), (0018,0014) included, joined by "; ". */
  readonly contrastBolusAgent: string;
  readonly contrastBolusRoute: string;
  readonly requestedProcedureDescription: string;
  readonly performedProcedureStepDescription: string;
  readonly sequenceName: string;
  readonly echoTimeMs: number | null;
  readonly inversionTimeMs: number | null;
  readonly frameOfReferenceUid: string | null;
  readonly rows: number;
  readonly columns: number;
  readonly numberOfFrames: number;
  readonly samplesPerPixel: number;
  readonly photometricInterpretation: string;
  readonly planarConfiguration: number;
  readonly bitsAllocated: number;
  readonly bitsStored: number;
  readonly highBit: number;
  readonly pixelRepresentation: 0 | 1;
  readonly pixelPaddingValue: number | null;
  readonly rescaleSlope: number;
  readonly rescaleIntercept: number;
  readonly rescaleType: string | null;
  readonly windowCenter: readonly number[];
  readonly windowWidth: readonly number[];
  readonly hasModalityLut: boolean;
  readonly hasVoiLut: boolean;
  /** Row spacing (between rows), column spacing, mm: PixelSpacing order. */
  readonly pixelSpacing: readonly [number, number] | null;
  readonly imagerPixelSpacing: readonly [number, number] | null;
  /** (0028,0034) vertical:horizontal size of a pixel; without spacing the picture must still not be distorted. */
  readonly pixelAspectRatio: readonly [number, number] | null;
  readonly estimatedMagnification: number | null;
  readonly distanceSourceToDetectorMm: number | null;
  readonly distanceSourceToPatientMm: number | null;
  readonly sliceThicknessMm: number | null;
  readonly spacingBetweenSlicesMm: number | null;
  readonly gantryTiltDeg: number | null;
  readonly imagePositionPatient: readonly [number, number, number] | null;
  readonly imageOrientationPatient: readonly [number, number, number, number, number, number] | null;
  /** (0018,5100) HFS, HFP …: metadata, never a transform. */
  readonly patientPosition: string | null;
  /** (0020,0020): the only source of letters on projection images; "declared", not proven. */
  readonly patientOrientation: readonly [string, string] | null;
  readonly laterality: string | null;
  readonly frameTimeMs: number | null;
  readonly frameTimeVectorMs: readonly number[] | null;
  readonly cineRate: number | null;
  readonly recommendedDisplayFrameRate: number | null;
  readonly lossyImageCompression: boolean;
  /** What the file says of distances on a projection image, and how it asks to be shown; absent: nothing. */
  readonly projection?: ProjectionFacts;
  readonly display?: DisplayFacts;
  /** Enhanced multi-frame: geometry of each frame, else null. */
  readonly perFrame: readonly FrameGeometry[] | null;
  readonly pixelData: PixelDataLocation | null;
}

export interface FrameGeometry {
  readonly imagePositionPatient: readonly [number, number, number] | null;
  readonly imageOrientationPatient: readonly [number, number, number, number, number, number] | null;
  readonly pixelSpacing: readonly [number, number] | null;
  readonly rescaleSlope: number | null;
  readonly rescaleIntercept: number | null;
  readonly temporalPosition: number | null;
  /** Frame Type, Complex Image Component, echo time and time of acquisition, where the frame states its own. */
  readonly frameType?: readonly string[];
  readonly component?: string;
  readonly echoTimeMs?: number;
  readonly acquiredAt?: string;
  /** Window Center and Width that the frame states for itself. */
  readonly window?: { readonly center: number; readonly width: number };
}

/** Frames (from 1) of multi-frame instances that belong to a stack, by SOP Instance UID; others belong whole. */
export type FrameSelection = Readonly<Record<string, readonly number[]>>;

export interface PatientHeader {
  readonly id: string;
  readonly issuer: string;
  /** Decoded by Specific Character Set; every spelling, as `tidyName` writes it. */
  readonly name: string;
  readonly birthDate: string;
  readonly sex: string;
}
export interface StudyHeader {
  readonly date: string;
  readonly time: string;
  readonly description: string;
  readonly accessionNumber: string;
  readonly id: string;
}

/**
 * Byte offsets into the Part 10 file; for the deflated syntax into `inflatedInstance(file)` (part10.ts).
 * `frameFragments` is null for native pixel data.
 */
export interface PixelDataLocation {
  readonly offset: number;
  readonly length: number;
  /** One entry a frame: the fragments (offset, length) that make it up. */
  readonly frameFragments:
    readonly (readonly { readonly offset: number; readonly length: number }[])[] | null;
  /** Frames whose bytes are all there: less than numberOfFrames for a truncated file. */
  readonly intactFrames: number;
}

/** One row per file or archive member; every file has one (definitions.md, `inspect`). */
export interface FileVerdict {
  readonly path: string;
  readonly used: boolean;
  readonly code: FileCode;
  /** What could be kept, e.g. frames of a truncated run; null when nothing was. */
  readonly kept: string | null;
  readonly message: string;
}

export interface GeometryReport {
  readonly codes: readonly GeometryCode[];
  /** Sentences for people, with numbers: "Gap at z = -312 mm (2 slices missing) …". */
  readonly notes: readonly string[];
  /** May volumes and levels be computed across the whole series? */
  readonly volumeAllowed: boolean;
  /** Affine of the regular grid when there is one. */
  readonly grid: VolumeGrid | null;
}

/** Voxel index (i column, j row, k slice) → LPS mm: origin + i·columnStep + j·rowStep + k·sliceStep. */
export interface VolumeGrid {
  readonly dimensions: readonly [number, number, number];
  readonly originLpsMm: readonly [number, number, number];
  /** Step vectors in LPS mm, shear kept. */
  readonly columnStepLpsMm: readonly [number, number, number];
  readonly rowStepLpsMm: readonly [number, number, number];
  readonly sliceStepLpsMm: readonly [number, number, number];
}

export interface SeriesSummary {
  readonly seriesInstanceUid: string;
  readonly studyInstanceUid: string;
  readonly modality: string;
  readonly class: SeriesClass;
  /** Why, in words a radiologist accepts: "CT, sac-density voxels not examined; Contrast Route INTRATHECAL". */
  readonly classReason: string;
  readonly description: string;
  readonly seriesNumber: number | null;
  readonly frameOfReferenceUid: string | null;
  readonly patientPosition: string | null;
  readonly lossy: boolean;
  readonly files: number;
  readonly frames: number;
  readonly geometry: GeometryReport;
  /** Sorted for display: along the normal for slices, by instance number otherwise. */
  readonly instances: readonly InstanceHeader[];
  /**
   * Stacks of the same Series Instance UID that must not be mixed with this one (scout, other orientation, size, frame
   * of reference or phase). This summary is the largest; `files`, `frames` and `geometry.codes` speak of the series.
   */
  readonly otherStacks: readonly SeriesStack[];
  /** What this stack is among them, "phase 1 of 4, 14:02:10"; absent where the series is one stack. */
  readonly stackName?: string;
  /** Frames of `instances` that belong to this stack; absent: all of them. */
  readonly selection?: FrameSelection;
}

/** A part of a series that is consistent in itself. */
export interface SeriesStack {
  readonly description: string;
  readonly geometry: GeometryReport;
  readonly instances: readonly InstanceHeader[];
  readonly selection?: FrameSelection;
}

export interface StudySummary {
  readonly studyInstanceUid: string;
  readonly patient: PatientHeader;
  readonly study: StudyHeader;
  readonly series: readonly SeriesSummary[];
}
