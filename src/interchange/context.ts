import type { PlanReview } from '../domain/plan/targetingPlan.ts';
import type { StudyHeader } from './dicom/header.ts';

/** Header facts of an image that marks are drawn on, from the archive or from files. */
export interface SourceImage {
  readonly seriesInstanceUid: string;
  readonly sopClassUid: string;
  readonly sopInstanceUid: string;
  readonly rows: number;
  readonly columns: number;
  readonly frames: number;
  /** Null where the image has no place in the patient (projections). LPS mm; steps from pixel to pixel. */
  readonly plane: {
    readonly originLpsMm: readonly [number, number, number];
    readonly columnStepLpsMm: readonly [number, number, number];
    readonly rowStepLpsMm: readonly [number, number, number];
  } | null;
}

/** Voxels of an extravasation region on the slices of its series, for the SEG. */
export interface RegionVoxels {
  readonly regionId: string;
  readonly rows: number;
  readonly columns: number;
  /** Distance between neighbouring slices, mm. */
  readonly sliceSpacingMm: number;
  /** Slices that hold voxels: 1 inside, 0 outside, row by row. */
  readonly slices: readonly { readonly image: SourceImage; readonly bits: Uint8Array }[];
}

/** What a format may draw on besides the plan itself. */
export interface ExportContext {
  readonly review: PlanReview | null;
  /** Key image id → PNG in base64. */
  readonly keyImagePngs: Readonly<Record<string, string>>;
  readonly replacesHandedOffVersion: number | null;
  readonly study?: StudyHeader | undefined;
  readonly images?: readonly SourceImage[] | undefined;
  readonly voxels?: readonly RegionVoxels[] | undefined;
  readonly reportPdf?: Uint8Array | undefined;
}
export const NO_CONTEXT: ExportContext = { review: null, keyImagePngs: {}, replacesHandedOffVersion: null };

/** One file of an export; several where each key image or series is an object of its own. */
export interface PlanFile {
  readonly bytes: Uint8Array;
}
