import type { TargetingPlan } from '../../domain/plan/targetingPlan.ts';
import { err, issue, ok, type Result } from '../../domain/result.ts';
import { identityLine, siteLines } from '../siteLines.ts';
import { dicomSet, part10 } from './dataset.ts';
import { commonModules, documentMoment, type StudyHeader } from './header.ts';
import { sopReference } from './sr/items.ts';
import { derivedUid } from './uids.ts';

/** A finished PDF as Encapsulated PDF, titled with identity and sites. Source: PS3.3 A.45.1. */
export function reportToEncapsulatedPdf(
  plan: TargetingPlan,
  pdf: Uint8Array,
  study: StudyHeader | undefined,
): Result<Uint8Array> {
  const title = [identityLine(plan), ...siteLines(plan)].join('\n');
  if (title.length > 1024) return err(issue('too-long', 'The plan is too long for a document title.'));
  const { date, time } = documentMoment(plan);
  const padded = new Uint8Array(pdf.length + (pdf.length % 2));
  padded.set(pdf);
  return ok(
    part10({
      ...commonModules(plan, study),
      ...dicomSet({
        SOPClassUID: '1.2.840.10008.5.1.4.1.1.104.1',
        SOPInstanceUID: derivedUid('pdf', JSON.stringify(plan), pdf.length, sumOf(pdf)),
        Modality: 'DOC',
        ConversionType: 'WSD',
        SeriesInstanceUID: derivedUid('series', 'pdf', plan.planId),
        SeriesNumber: [9006],
        SeriesDescription: 'Targeting plan, report',
        InstanceNumber: [plan.version],
        ContentDate: date,
        ContentTime: time,
        AcquisitionDateTime: null,
        BurnedInAnnotation: 'YES',
        SourceInstanceSequence: plan.series
          .flatMap((series) => series.instances)
          .map((instance) => sopReference({ ...instance, frame: null })),
        DocumentTitle: title,
        ConceptNameCodeSequence: [],
        MIMETypeOfEncapsulatedDocument: 'application/pdf',
        EncapsulatedDocument: padded,
        EncapsulatedDocumentLength: pdf.length,
      }),
    }),
  );
}

/** Tells two reports of one length apart (Fletcher's checksum). */
function sumOf(bytes: Uint8Array): number {
  let [a, b] = [0, 0];
  for (const byte of bytes) {
    a = (a + byte) % 65_535;
    b = (b + a) % 65_535;
  }
  return b * 65_536 + a;
}
