import { z } from 'zod';
import { OWN_FACTS } from '../dicom/packedStudy.ts';
import { FILE_CODES, GEOMETRY_CODES, SERIES_CLASSES } from '../domain/vocabulary/terms.ts';

/** `src/dicom/model.ts` on the wire; tests/server/httpContract.test.ts keeps the types equal. Plain strings: files lie. */
const vector3 = z.tuple([z.number(), z.number(), z.number()]);
const vector6 = z.tuple([z.number(), z.number(), z.number(), z.number(), z.number(), z.number()]);
const spacing = z.tuple([z.number(), z.number()]);
const byteRange = z.object({ offset: z.number(), length: z.number() });

export const patientHeaderSchema = z.object({
  id: z.string().max(64),
  issuer: z.string().max(64),
  name: z.string().max(324),
  birthDate: z.string().max(8),
  sex: z.string().max(16),
});

export const studyHeaderSchema = z.object({
  date: z.string(),
  time: z.string(),
  description: z.string(),
  accessionNumber: z.string(),
  id: z.string(),
});

const frameGeometrySchema = z.object({
  imagePositionPatient: vector3.nullable(),
  imageOrientationPatient: vector6.nullable(),
  pixelSpacing: spacing.nullable(),
  rescaleSlope: z.number().nullable(),
  rescaleIntercept: z.number().nullable(),
  temporalPosition: z.number().nullable(),
  frameType: z.array(z.string()).exactOptional(),
  component: z.string().exactOptional(),
  echoTimeMs: z.number().exactOptional(),
  acquiredAt: z.string().exactOptional(),
  window: z.object({ center: z.number(), width: z.number() }).exactOptional(),
});

const projectionFactsSchema = z.object({
  calibrationType: z.string().nullable(),
  distanceSourceToEntranceMm: z.number().nullable(),
});

const displayFactsSchema = z.object({
  presentationLutShape: z.string().nullable(),
  intensityRelationship: z.string().nullable(),
  intensitySign: z.union([z.literal(1), z.literal(-1)]).nullable(),
  shutter: z
    .object({
      rectangle: z
        .object({ left: z.number(), right: z.number(), upper: z.number(), lower: z.number() })
        .nullable(),
      circle: z.object({ row: z.number(), column: z.number(), radius: z.number() }).nullable(),
      polygon: z.array(spacing).nullable(),
    })
    .nullable(),
  overlayGroups: z.array(z.number()),
});

export const instanceHeaderSchema = z.object({
  sopClassUid: z.string(),
  sopInstanceUid: z.string(),
  studyInstanceUid: z.string(),
  seriesInstanceUid: z.string(),
  transferSyntaxUid: z.string(),
  modality: z.string(),
  patient: patientHeaderSchema,
  study: studyHeaderSchema,
  seriesDescription: z.string(),
  seriesNumber: z.number().nullable(),
  instanceNumber: z.number().nullable(),
  acquisitionNumber: z.number().nullable(),
  temporalPosition: z.number().nullable(),
  acquisitionDateTime: z.string().nullable(),
  triggerTimeMs: z.number().nullable().exactOptional(),
  protocolName: z.string(),
  bodyPartExamined: z.string(),
  imageType: z.array(z.string()),
  contrastBolusAgent: z.string(),
  contrastBolusRoute: z.string(),
  requestedProcedureDescription: z.string(),
  performedProcedureStepDescription: z.string(),
  sequenceName: z.string(),
  echoTimeMs: z.number().nullable(),
  inversionTimeMs: z.number().nullable(),
  frameOfReferenceUid: z.string().nullable(),
  rows: z.number(),
  columns: z.number(),
  numberOfFrames: z.number(),
  samplesPerPixel: z.number(),
  photometricInterpretation: z.string(),
  planarConfiguration: z.number(),
  bitsAllocated: z.number(),
  bitsStored: z.number(),
  highBit: z.number(),
  pixelRepresentation: z.union([z.literal(0), z.literal(1)]),
  pixelPaddingValue: z.number().nullable(),
  rescaleSlope: z.number(),
  rescaleIntercept: z.number(),
  rescaleType: z.string().nullable(),
  windowCenter: z.array(z.number()),
  windowWidth: z.array(z.number()),
  hasModalityLut: z.boolean(),
  hasVoiLut: z.boolean(),
  pixelSpacing: spacing.nullable(),
  imagerPixelSpacing: spacing.nullable(),
  pixelAspectRatio: spacing.nullable(),
  estimatedMagnification: z.number().nullable(),
  distanceSourceToDetectorMm: z.number().nullable(),
  distanceSourceToPatientMm: z.number().nullable(),
  sliceThicknessMm: z.number().nullable(),
  spacingBetweenSlicesMm: z.number().nullable(),
  gantryTiltDeg: z.number().nullable(),
  imagePositionPatient: vector3.nullable(),
  imageOrientationPatient: vector6.nullable(),
  patientPosition: z.string().nullable(),
  patientOrientation: z.tuple([z.string(), z.string()]).nullable(),
  laterality: z.string().nullable(),
  frameTimeMs: z.number().nullable(),
  frameTimeVectorMs: z.array(z.number()).nullable(),
  cineRate: z.number().nullable(),
  recommendedDisplayFrameRate: z.number().nullable(),
  lossyImageCompression: z.boolean(),
  projection: projectionFactsSchema.exactOptional(),
  display: displayFactsSchema.exactOptional(),
  perFrame: z.array(frameGeometrySchema).nullable(),
  pixelData: z
    .object({
      offset: z.number(),
      length: z.number(),
      frameFragments: z.array(z.array(byteRange)).nullable(),
      intactFrames: z.number(),
    })
    .nullable(),
});

export const fileVerdictSchema = z.object({
  path: z.string(),
  used: z.boolean(),
  code: z.enum(FILE_CODES),
  kept: z.string().nullable(),
  message: z.string(),
});

const geometryReportSchema = z.object({
  codes: z.array(z.enum(GEOMETRY_CODES)),
  notes: z.array(z.string()),
  volumeAllowed: z.boolean(),
  grid: z
    .object({
      dimensions: vector3,
      originLpsMm: vector3,
      columnStepLpsMm: vector3,
      rowStepLpsMm: vector3,
      sliceStepLpsMm: vector3,
    })
    .nullable(),
});

const frameSelectionSchema = z.record(z.string(), z.array(z.number()));

/** `HeaderRun` of `src/dicom/packedStudy.ts`. */
const headerRunsSchema = z.array(
  z.object({
    shared: instanceHeaderSchema.omit(OWN_FACTS),
    own: z.array(instanceHeaderSchema.pick(OWN_FACTS)),
  }),
);

export const packedStudySchema = z.object({
  studyInstanceUid: z.string(),
  patient: patientHeaderSchema,
  study: studyHeaderSchema,
  series: z.array(
    z.object({
      seriesInstanceUid: z.string(),
      studyInstanceUid: z.string(),
      modality: z.string(),
      class: z.enum(SERIES_CLASSES),
      classReason: z.string(),
      description: z.string(),
      seriesNumber: z.number().nullable(),
      frameOfReferenceUid: z.string().nullable(),
      patientPosition: z.string().nullable(),
      lossy: z.boolean(),
      files: z.number(),
      frames: z.number(),
      geometry: geometryReportSchema,
      instances: headerRunsSchema,
      otherStacks: z.array(
        z.object({
          description: z.string(),
          geometry: geometryReportSchema,
          instances: headerRunsSchema,
          selection: frameSelectionSchema.exactOptional(),
        }),
      ),
      stackName: z.string().exactOptional(),
      selection: frameSelectionSchema.exactOptional(),
    }),
  ),
});
