import { cross, dot, scale, unit, type Vec3 } from '../../domain/geometry/vec3.ts';
import type { PlanRegion, TargetingPlan } from '../../domain/plan/targetingPlan.ts';
import { err, issue, ok, type Result } from '../../domain/result.ts';
import { CONCEPTS } from '../codes/codes.ts';
import { SR } from '../codes/planConcepts.ts';
import type { RegionVoxels, SourceImage } from '../context.ts';
import { identityLine } from '../siteLines.ts';
import { levelWords } from '../words.ts';
import { dicomCieLab } from './cieLab.ts';
import { codeItem } from './coded.ts';
import { dicomSet, part10, shortText, type DicomSet } from './dataset.ts';
import { commonModules, documentMoment, type StudyHeader } from './header.ts';
import { personName } from './sr/document.ts';
import { sopReference } from './sr/items.ts';
import { T } from './tags.ts';
import { derivedUid } from './uids.ts';

/** A region with its voxels; all regions of one SEG lie in one series. */
export interface SegmentedRegion {
  readonly region: PlanRegion;
  readonly voxels: RegionVoxels;
}
interface SegFrame {
  readonly segment: number;
  readonly image: SourceImage;
  readonly bits: Uint8Array;
}

/**
 * The extravasation regions of one series as BINARY SEG: one segment a region, one frame a slice that holds voxels, in
 * the series' frame of reference, each frame naming its source image; Tracking UID of the region. Source: PS3.3 A.51.
 */
export function regionsToSegmentation(
  plan: TargetingPlan,
  regions: readonly SegmentedRegion[],
  study: StudyHeader | undefined,
): Result<Uint8Array> {
  const [first] = regions;
  const plane = first?.voxels.slices[0]?.image.plane ?? null;
  const across = plane === null ? null : unit(cross(plane.columnStepLpsMm, plane.rowStepLpsMm));
  if (first === undefined || plane === null || across === null)
    return err(issue('needs-images', 'The slices of the region have no place in the patient.'));
  const { rows, columns, sliceSpacingMm } = first.voxels;
  const frames = regions.flatMap(({ voxels }, index) =>
    voxels.slices.map(({ image, bits }): SegFrame => ({ segment: index + 1, image, bits })),
  );
  if (frames.some(({ image, bits }) => image.plane === null || bits.length !== rows * columns))
    return err(issue('needs-images', 'The slices of the region differ in size or have no place.'));
  const images = [...new Map(frames.map(({ image }) => [image.sopInstanceUid, image])).values()];
  const heights = [...new Set(images.map((image) => height(image, across)))].toSorted((a, b) => a - b);
  const { date, time } = documentMoment(plan);
  const organization = derivedUid('dimension', plan.planId, plan.version, first.region.seriesUid);
  return ok(
    part10({
      ...commonModules(plan, study),
      ...dicomSet({
        SOPClassUID: '1.2.840.10008.5.1.4.1.1.66.4',
        SOPInstanceUID: derivedUid('seg', JSON.stringify(plan), first.region.seriesUid),
        Modality: 'SEG',
        SeriesInstanceUID: derivedUid('series', 'seg', plan.planId, plan.version),
        SeriesNumber: [9005],
        SeriesDescription: 'Extravasation',
        InstanceNumber: [1],
        ContentDate: date,
        ContentTime: time,
        ImageType: ['DERIVED', 'PRIMARY'],
        ContentLabel: 'EXTRAVASATION',
        ContentDescription: shortText(identityLine(plan)),
        ContentCreatorName: plan.signature === null ? null : personName(plan.signature.name),
        FrameOfReferenceUID: first.region.frameOfReferenceUid,
        PositionReferenceIndicator: null,
        ReferencedSeriesSequence: [
          dicomSet({
            SeriesInstanceUID: first.region.seriesUid,
            ReferencedInstanceSequence: images.map((image) => sopReference({ ...image, frame: null })),
          }),
        ],
        DimensionOrganizationSequence: [dicomSet({ DimensionOrganizationUID: organization })],
        DimensionIndexSequence: dimensions(organization),
        SegmentationType: 'BINARY',
        LossyImageCompression: '00',
        SegmentSequence: regions.map(({ region }, index) => segment(region, index + 1)),
        SamplesPerPixel: 1,
        PhotometricInterpretation: 'MONOCHROME2',
        Rows: rows,
        Columns: columns,
        BitsAllocated: 1,
        BitsStored: 1,
        HighBit: 0,
        PixelRepresentation: 0,
        NumberOfFrames: [frames.length],
        SharedFunctionalGroupsSequence: [sharedGroups(plane, sliceSpacingMm)],
        PerFrameFunctionalGroupsSequence: frames.map((frame) =>
          frameGroups(frame, heights.indexOf(height(frame.image, across)) + 1),
        ),
        PixelData: packedBits(frames.map((frame) => frame.bits)),
      }),
    }),
  );
}

/** Position along the normal, to a micrometre: slices of one height share an index. */
const height = (image: SourceImage, across: Vec3): number =>
  Math.round(dot(image.plane?.originLpsMm ?? [0, 0, 0], across) * 1000);

const dimensions = (organization: string): readonly DicomSet[] => [
  dimension(organization, T.ReferencedSegmentNumber, T.SegmentIdentificationSequence, 'Segment'),
  dimension(organization, T.ImagePositionPatient, T.PlanePositionSequence, 'Position'),
];
const dimension = (organization: string, pointer: number, group: number, label: string): DicomSet =>
  dicomSet({
    DimensionOrganizationUID: organization,
    DimensionIndexPointer: pointer,
    FunctionalGroupPointer: group,
    DimensionDescriptionLabel: label,
  });

/** As the page draws an extravasation (`viewer/markLook.ts`). */
const EXTRAVASATION_COLOUR = '#ff6b35';

const segment = (region: PlanRegion, number: number): DicomSet =>
  dicomSet({
    SegmentNumber: number,
    SegmentLabel: `Extravasation ${region.ordinal}`,
    SegmentDescription: `Extravasation ${region.ordinal}: ${levelWords(region.extent)}`,
    SegmentAlgorithmType: region.shape.kind === 'grow' ? 'SEMIAUTOMATIC' : 'MANUAL',
    ...(region.shape.kind === 'grow' ? { SegmentAlgorithmName: 'Region growing between two values' } : {}),
    RecommendedDisplayCIELabValue: dicomCieLab(EXTRAVASATION_COLOUR),
    SegmentedPropertyCategoryCodeSequence: [codeItem(SR.abnormal)],
    SegmentedPropertyTypeCodeSequence: [codeItem(CONCEPTS.extravasation)],
    AnatomicRegionSequence: [codeItem(SR.canal)],
    TrackingID: `EXTRAV-${region.ordinal}`,
    TrackingUID: region.trackingUid,
  });

function sharedGroups(plane: NonNullable<SourceImage['plane']>, sliceSpacingMm: number): DicomSet {
  const [row, column] = [plane.columnStepLpsMm, plane.rowStepLpsMm];
  const [columnMm, rowMm] = [Math.hypot(...row), Math.hypot(...column)];
  return dicomSet({
    PixelMeasuresSequence: [
      dicomSet({
        PixelSpacing: [rowMm, columnMm],
        SliceThickness: [sliceSpacingMm],
        SpacingBetweenSlices: [sliceSpacingMm],
      }),
    ],
    PlaneOrientationSequence: [
      dicomSet({ ImageOrientationPatient: [...scale(row, 1 / columnMm), ...scale(column, 1 / rowMm)] }),
    ],
  });
}

const frameGroups = ({ segment: number, image }: SegFrame, position: number): DicomSet =>
  dicomSet({
    FrameContentSequence: [dicomSet({ DimensionIndexValues: [number, position] })],
    PlanePositionSequence: [dicomSet({ ImagePositionPatient: image.plane?.originLpsMm ?? [] })],
    SegmentIdentificationSequence: [dicomSet({ ReferencedSegmentNumber: number })],
    DerivationImageSequence: [
      dicomSet({
        DerivationCodeSequence: [codeItem(DERIVATION)],
        SourceImageSequence: [
          {
            ...sopReference({ ...image, frame: null }),
            ...dicomSet({ PurposeOfReferenceCodeSequence: [codeItem(SOURCE_PURPOSE)] }),
          },
        ],
      }),
    ],
  });
const DCM = 'http://dicom.nema.org/resources/ontology/DCM';
const DERIVATION = { system: DCM, code: '113076', display: 'Segmentation' };
const SOURCE_PURPOSE = {
  system: DCM,
  code: '121322',
  display: 'Source image for image processing operation',
};

/** Bits of all frames one after another, first pixel in the lowest bit (PS3.5 8.2), padded to an even length. */
function packedBits(frames: readonly Uint8Array[]): Uint8Array {
  const count = frames.reduce((sum, bits) => sum + bits.length, 0);
  const bytes = Math.ceil(count / 8);
  const packed = new Uint8Array(bytes + (bytes % 2));
  let at = 0;
  for (const bits of frames)
    for (const bit of bits) {
      if (bit === 1) packed[at >> 3] = (packed[at >> 3] ?? 0) | (1 << (at & 7));
      at += 1;
    }
  return packed;
}
