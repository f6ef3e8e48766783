import type { TargetingPlan } from '../domain/plan/targetingPlan.ts';
import { err, issue, ok, type Result } from '../domain/result.ts';
import { parseTargetingPlan } from '../schema/plan.ts';
import type { ExportContext, PlanFile } from './context.ts';
import { planToKeyObjects } from './dicom/keyObjects.ts';
import { planToPresentation } from './dicom/presentation.ts';
import { reportToEncapsulatedPdf } from './dicom/report.ts';
import { keyImageToCapture } from './dicom/secondaryCapture.ts';
import { regionsToSegmentation, type SegmentedRegion } from './dicom/segmentation.ts';
import { sheetCaptures } from './dicom/sheetCapture.ts';
import { planToSr } from './dicom/sr/document.ts';
import { planToFhirBundle } from './fhir/bundle.ts';
import { planToMdm } from './hl7/document.ts';
import { planToOru } from './hl7/results.ts';
import type { RgbPicture } from './pictures/rgb.ts';
import { captureClaims } from './readback/capture.ts';
import type { FormatId } from './readback/carried.ts';
import { planClaims, type Claims } from './readback/claims.ts';
import { keyObjectClaims } from './readback/description.ts';
import { fhirClaims } from './readback/fhir.ts';
import { mdmClaims, oruClaims } from './readback/hl7.ts';
import { presentationClaims } from './readback/presentation.ts';
import { reportClaims } from './readback/report.ts';
import { segmentationClaims } from './readback/segmentation.ts';
import { srClaims } from './readback/sr.ts';
import { textClaims } from './readback/text.ts';
import { planToText } from './text.ts';

/** A writer, and a reader of one file that shares nothing with it but the plan's schema. */
export interface PlanCodec {
  readonly write: (plan: TargetingPlan, context: ExportContext) => Result<readonly PlanFile[]>;
  readonly read: (bytes: Uint8Array, context: ExportContext) => Result<Claims>;
}

declare const TextEncoder: new () => { encode(text: string): Uint8Array };
declare const TextDecoder: new (label: string) => { decode(input: Uint8Array): string };
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const textOf = (bytes: Uint8Array): string => new TextDecoder('utf-8').decode(bytes);

const one = (bytes: Uint8Array): Result<readonly PlanFile[]> => ok([{ bytes }]);
const wrapped = (bytes: Result<Uint8Array>): Result<readonly PlanFile[]> =>
  bytes.ok ? one(bytes.value) : bytes;
const missing = (what: string): Result<never> => err(issue('needs-source', what));

export const CODECS: Readonly<Record<FormatId, PlanCodec>> = {
  json: {
    write: (plan) => one(utf8(`${JSON.stringify(plan, null, 2)}\n`)),
    read: (bytes) => jsonClaims(textOf(bytes)),
  },
  fhir: {
    write: (plan, context) =>
      one(utf8(`${JSON.stringify(planToFhirBundle({ plan, ...context }), null, 2)}\n`)),
    read: (bytes) => fhirClaims(textOf(bytes)),
  },
  text: {
    write: (plan) => one(utf8(planToText(plan))),
    read: (bytes) => textClaims(textOf(bytes)),
  },
  sr: {
    write: (plan, { study }) => one(planToSr(plan, study)),
    read: srClaims,
  },
  kos: {
    write: (plan, { study }) => wrapped(planToKeyObjects(plan, study)),
    read: keyObjectClaims,
  },
  gsps: {
    write: (plan, { study, images = [] }) => wrapped(planToPresentation(plan, images, study)),
    read: (bytes, { images = [] }) => presentationClaims(bytes, images),
  },
  sc: { write: writeCaptures, read: captureClaims },
  seg: { write: writeSegmentations, read: segmentationClaims },
  pdf: {
    write: (plan, { study, reportPdf }) =>
      reportPdf === undefined
        ? missing('The report as PDF is needed.')
        : wrapped(reportToEncapsulatedPdf(plan, reportPdf, study)),
    read: (bytes, { reportPdf }) => reportClaims(bytes, reportPdf),
  },
  oru: {
    write: (plan) => one(utf8(planToOru(plan))),
    read: (bytes) => oruClaims(textOf(bytes)),
  },
  mdm: {
    write: (plan, { reportPdf }) => one(utf8(planToMdm(plan, reportPdf))),
    read: (bytes, { reportPdf }) => mdmClaims(textOf(bytes), reportPdf),
  },
};

function jsonClaims(text: string): Result<Claims> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return err(issue('unreadable', 'The plan file is not JSON.'));
  }
  const plan = parseTargetingPlan(json);
  return plan.ok ? ok(planClaims(plan.value)) : err(issue('unreadable', 'The plan file is not a plan.'));
}

/** One capture a key image, then the sheets of several; every picture must be at hand. */
function writeCaptures(plan: TargetingPlan, context: ExportContext): Result<readonly PlanFile[]> {
  if (plan.keyImages.length === 0) return missing('The plan has no key image.');
  const files: PlanFile[] = [];
  const pictures: RgbPicture[] = [];
  for (const image of plan.keyImages) {
    const png = context.keyImagePngs[image.id];
    if (png === undefined) return missing('A key image of the plan is not at hand.');
    const capture = keyImageToCapture(plan, image, png, context.study);
    if (!capture.ok) return capture;
    files.push({ bytes: capture.value.bytes });
    pictures.push(capture.value.pixels);
  }
  return ok([...files, ...sheetCaptures(plan, pictures, context.study).map((bytes) => ({ bytes }))]);
}

/** One segmentation a series; the voxels of every region must be at hand. */
function writeSegmentations(plan: TargetingPlan, context: ExportContext): Result<readonly PlanFile[]> {
  if (plan.regions.length === 0) return missing('The plan has no extravasation region.');
  const bySeries = new Map<string, SegmentedRegion[]>();
  for (const region of plan.regions) {
    const voxels = context.voxels?.find((entry) => entry.regionId === region.id);
    if (voxels === undefined) return missing('The images of a region are needed.');
    bySeries.set(region.seriesUid, [...(bySeries.get(region.seriesUid) ?? []), { region, voxels }]);
  }
  const files: PlanFile[] = [];
  for (const regions of bySeries.values()) {
    const file = regionsToSegmentation(plan, regions, context.study);
    if (!file.ok) return file;
    files.push({ bytes: file.value });
  }
  return ok(files);
}
