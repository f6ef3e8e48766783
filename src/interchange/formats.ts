import type { FormatId } from './readback/carried.ts';

/**
 * The one list of export formats: command line, server and page read it. What writes a format and reads it back stands
 * in `codecs.ts`; nothing leaves but through `exportVerified` (exportVerified.ts). This file is light: the page needs names only.
 */
export interface PlanFormat {
  readonly id: FormatId;
  readonly title: string;
  readonly contentType: string;
  readonly extension: string;
  /** What it is made from besides the plan: header facts, decoded voxels, the pictures, the finished PDF. */
  readonly needs: 'plan' | 'images' | 'voxels' | 'pictures' | 'report';
}

const DICOM = 'application/dicom';
const HL7 = 'application/hl7-v2; charset=utf-8';

export const PLAN_FORMATS = [
  format('json', 'Plan (JSON)', 'application/json', 'json', 'plan'),
  format('fhir', 'FHIR R4 bundle', 'application/fhir+json', 'fhir.json', 'plan'),
  format('text', 'Two lines of text', 'text/plain; charset=utf-8', 'txt', 'plan'),
  format('sr', 'DICOM report (SR)', DICOM, 'sr.dcm', 'plan'),
  format('kos', 'DICOM key images (KOS)', DICOM, 'kos.dcm', 'plan'),
  format('gsps', 'DICOM marks (GSPS)', DICOM, 'gsps.dcm', 'images'),
  format('sc', 'DICOM pictures (SC)', DICOM, 'sc.dcm', 'pictures'),
  format('seg', 'DICOM segmentation (SEG)', DICOM, 'seg.dcm', 'voxels'),
  format('pdf', 'DICOM encapsulated PDF', DICOM, 'pdf.dcm', 'report'),
  format('oru', 'HL7 v2 result (ORU)', HL7, 'oru.hl7', 'plan'),
  format('mdm', 'HL7 v2 document (MDM)', HL7, 'mdm.hl7', 'plan'),
] as const satisfies readonly PlanFormat[];

function format(
  id: FormatId,
  title: string,
  contentType: string,
  extension: string,
  needs: PlanFormat['needs'],
): PlanFormat {
  return { id, title, contentType, extension, needs };
}

/** The report for people: no exchange format, so it is read back from its own pages (pdf/verifiedReport.ts). */
export const REPORT_FORMAT = {
  id: 'report',
  title: 'Report (PDF)',
  contentType: 'application/pdf',
  extension: 'report.pdf',
} as const;

export const planFormat = (id: string): PlanFormat | undefined => PLAN_FORMATS.find((one) => one.id === id);
