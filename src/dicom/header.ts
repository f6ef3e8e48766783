import { tidyName } from '../domain/vocabulary/personName.ts';
import type { Attributes } from './attributes.ts';
import { firstNumber, firstText } from './attributes.ts';
import { readFunctionalGroups } from './functionalGroups.ts';
import type { InstanceHeader, PatientHeader, PixelDataLocation, StudyHeader } from './model.ts';
import { displayFactsOf, projectionFactsOf } from './pictureFacts.ts';
import { TAG } from './tags.ts';
import { transferSyntaxOf } from './transferSyntaxes.ts';
import { finiteSix, finiteTriple, positivePair } from './vectors.ts';
import { windowsOf } from './windows.ts';

/** Identity that is not in the dataset itself: meta group, or the request a DICOMweb answer belongs to. */
export interface HeaderContext {
  readonly transferSyntaxUid: string;
  /** (0002,0002), (0002,0003): stand in where the dataset lost (0008,0016) or (0008,0018). */
  readonly mediaStorageSopClassUid: string;
  readonly mediaStorageSopInstanceUid: string;
  readonly pixelData: PixelDataLocation | null;
}

/**
 * Everything Patchpoint reads from an instance, from any carrier. Total: absent or unreadable is `null` or '', with
 * three stated exceptions where the standard itself gives the value: one frame, one sample, rescale 1 and 0.
 */
export function headerFromAttributes(dataset: Attributes, context: HeaderContext): InstanceHeader {
  const groups = readFunctionalGroups(dataset);
  const shared = groups.shared;
  const numberOfFrames = Math.max(1, Math.trunc(firstNumber(dataset, TAG.numberOfFrames) ?? 1));
  const bitsAllocated = firstNumber(dataset, TAG.bitsAllocated) ?? 0;
  const bitsStored = firstNumber(dataset, TAG.bitsStored) ?? bitsAllocated;
  const slope = firstNumber(dataset, TAG.rescaleSlope) ?? shared.rescaleSlope;
  const projection = projectionFactsOf(dataset);
  const display = displayFactsOf(dataset);
  const windows = windowsOf(dataset.has(TAG.windowCenter) ? dataset : (groups.windowCarrier ?? dataset));
  return {
    sopClassUid: firstText(dataset, TAG.sopClassUid) || context.mediaStorageSopClassUid,
    sopInstanceUid: firstText(dataset, TAG.sopInstanceUid) || context.mediaStorageSopInstanceUid,
    studyInstanceUid: firstText(dataset, TAG.studyInstanceUid),
    seriesInstanceUid: firstText(dataset, TAG.seriesInstanceUid),
    transferSyntaxUid: context.transferSyntaxUid,
    modality: firstText(dataset, TAG.modality),
    patient: patientOf(dataset),
    study: studyOf(dataset),
    seriesDescription: firstText(dataset, TAG.seriesDescription),
    seriesNumber: firstNumber(dataset, TAG.seriesNumber),
    instanceNumber: firstNumber(dataset, TAG.instanceNumber),
    acquisitionNumber: firstNumber(dataset, TAG.acquisitionNumber),
    temporalPosition: firstNumber(dataset, TAG.temporalPositionIdentifier),
    acquisitionDateTime: acquisitionDateTimeOf(dataset),
    triggerTimeMs: firstNumber(dataset, TAG.triggerTime),
    protocolName: firstText(dataset, TAG.protocolName),
    bodyPartExamined: firstText(dataset, TAG.bodyPartExamined),
    imageType: dataset.texts(TAG.imageType),
    contrastBolusAgent: contrastAgentOf(dataset),
    contrastBolusRoute: contrastRouteOf(dataset),
    requestedProcedureDescription: firstText(dataset, TAG.requestedProcedureDescription),
    performedProcedureStepDescription: firstText(dataset, TAG.performedProcedureStepDescription),
    sequenceName: firstText(dataset, TAG.sequenceName) || firstText(dataset, TAG.pulseSequenceName),
    echoTimeMs: firstNumber(dataset, TAG.echoTime) ?? groups.echoTimeMs,
    inversionTimeMs: firstNumber(dataset, TAG.inversionTime) ?? groups.inversionTimeMs,
    frameOfReferenceUid: firstText(dataset, TAG.frameOfReferenceUid) || null,
    rows: firstNumber(dataset, TAG.rows) ?? 0,
    columns: firstNumber(dataset, TAG.columns) ?? 0,
    numberOfFrames,
    samplesPerPixel: firstNumber(dataset, TAG.samplesPerPixel) ?? 1,
    photometricInterpretation: firstText(dataset, TAG.photometricInterpretation),
    planarConfiguration: firstNumber(dataset, TAG.planarConfiguration) ?? 0,
    bitsAllocated,
    bitsStored,
    highBit: firstNumber(dataset, TAG.highBit) ?? bitsStored - 1,
    pixelRepresentation: firstNumber(dataset, TAG.pixelRepresentation) === 1 ? 1 : 0,
    pixelPaddingValue: pixelPaddingOf(dataset),
    // A slope of 0 would make every pixel equal: it is read as "not stated", and so is its unit.
    rescaleSlope: slope === null || slope === 0 ? 1 : slope,
    rescaleIntercept: firstNumber(dataset, TAG.rescaleIntercept) ?? shared.rescaleIntercept ?? 0,
    rescaleType: slope === 0 ? null : firstText(dataset, TAG.rescaleType) || groups.rescaleType,
    windowCenter: windows.map(([center]) => center),
    windowWidth: windows.map(([, width]) => width),
    hasModalityLut: dataset.items(TAG.modalityLutSequence).length > 0,
    hasVoiLut: dataset.items(TAG.voiLutSequence).length > 0,
    pixelSpacing: positivePair(dataset, TAG.pixelSpacing) ?? shared.pixelSpacing,
    imagerPixelSpacing: positivePair(dataset, TAG.imagerPixelSpacing),
    pixelAspectRatio: positivePair(dataset, TAG.pixelAspectRatio),
    estimatedMagnification: positive(firstNumber(dataset, TAG.estimatedRadiographicMagnificationFactor)),
    distanceSourceToDetectorMm: positive(firstNumber(dataset, TAG.distanceSourceToDetector)),
    distanceSourceToPatientMm: positive(firstNumber(dataset, TAG.distanceSourceToPatient)),
    sliceThicknessMm: positive(firstNumber(dataset, TAG.sliceThickness) ?? groups.sliceThicknessMm),
    spacingBetweenSlicesMm: firstNumber(dataset, TAG.spacingBetweenSlices) ?? groups.spacingBetweenSlicesMm,
    gantryTiltDeg: firstNumber(dataset, TAG.gantryDetectorTilt),
    imagePositionPatient: finiteTriple(dataset, TAG.imagePositionPatient) ?? shared.imagePositionPatient,
    imageOrientationPatient:
      finiteSix(dataset, TAG.imageOrientationPatient) ?? shared.imageOrientationPatient,
    patientPosition: firstText(dataset, TAG.patientPosition) || null,
    patientOrientation: patientOrientationOf(dataset),
    laterality: firstText(dataset, TAG.laterality) || firstText(dataset, TAG.imageLaterality) || null,
    frameTimeMs: positive(firstNumber(dataset, TAG.frameTime)),
    frameTimeVectorMs: frameTimeVectorOf(dataset),
    cineRate: positive(firstNumber(dataset, TAG.cineRate)),
    recommendedDisplayFrameRate: positive(firstNumber(dataset, TAG.recommendedDisplayFrameRate)),
    lossyImageCompression:
      firstText(dataset, TAG.lossyImageCompression) === '01' ||
      transferSyntaxOf(context.transferSyntaxUid)?.alwaysLossy === true,
    ...(projection === null ? {} : { projection }),
    ...(display === null ? {} : { display }),
    perFrame: groups.perFrame,
    pixelData: context.pixelData,
  };
}

function patientOf(dataset: Attributes): PatientHeader {
  return {
    id: firstText(dataset, TAG.patientId),
    issuer: firstText(dataset, TAG.issuerOfPatientId),
    name: tidyName(firstText(dataset, TAG.patientName)),
    birthDate: firstText(dataset, TAG.patientBirthDate),
    sex: firstText(dataset, TAG.patientSex),
  };
}

function studyOf(dataset: Attributes): StudyHeader {
  return {
    date: firstText(dataset, TAG.studyDate),
    time: firstText(dataset, TAG.studyTime),
    description: firstText(dataset, TAG.studyDescription),
    accessionNumber: firstText(dataset, TAG.accessionNumber),
    id: firstText(dataset, TAG.studyId),
  };
}

function acquisitionDateTimeOf(dataset: Attributes): string | null {
  const combined = firstText(dataset, TAG.acquisitionDateTime);
  if (combined !== '') return combined;
  const date = firstText(dataset, TAG.acquisitionDate);
  return date === '' ? null : date + firstText(dataset, TAG.acquisitionTime);
}

const joined = (values: readonly string[]): string =>
  [...new Set(values.filter((value) => value !== ''))].join('; ');

function contrastAgentOf(dataset: Attributes): string {
  const coded = dataset.items(TAG.contrastBolusAgentSequence).map((item) => firstText(item, TAG.codeMeaning));
  return joined([firstText(dataset, TAG.contrastBolusAgent), ...coded]);
}

/** Routes from the text element and from the coded sequence, at the top and inside each agent. */
function contrastRouteOf(dataset: Attributes): string {
  const carriers = [dataset, ...dataset.items(TAG.contrastBolusAgentSequence)];
  const coded = carriers.flatMap((carrier) =>
    carrier
      .items(TAG.contrastBolusAdministrationRouteSequence)
      .map((item) => firstText(item, TAG.codeMeaning) || firstText(item, TAG.codeValue)),
  );
  return joined([firstText(dataset, TAG.contrastBolusRoute), ...coded]);
}

/** US or SS by Pixel Representation; an unsigned reading of a signed padding is turned back. */
function pixelPaddingOf(dataset: Attributes): number | null {
  const value = firstNumber(dataset, TAG.pixelPaddingValue);
  const signed = firstNumber(dataset, TAG.pixelRepresentation) === 1;
  return value !== null && signed && value > 0x7fff ? value - 0x10000 : value;
}

const positive = (value: number | null): number | null => (value !== null && value > 0 ? value : null);

function patientOrientationOf(dataset: Attributes): readonly [string, string] | null {
  const [row, column] = dataset.texts(TAG.patientOrientation);
  return row === undefined || column === undefined || row === '' || column === '' ? null : [row, column];
}

function frameTimeVectorOf(dataset: Attributes): readonly number[] | null {
  const vector = dataset.numbers(TAG.frameTimeVector);
  return vector.length > 0 && vector.every((ms) => Number.isFinite(ms) && ms >= 0) ? vector : null;
}
