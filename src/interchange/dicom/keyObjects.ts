import type { TargetingPlan } from '../../domain/plan/targetingPlan.ts';
import { err, issue, ok, type Result } from '../../domain/result.ts';
import { SR } from '../codes/planConcepts.ts';
import { identityLine, placeLines } from '../siteLines.ts';
import { planToText } from '../text.ts';
import { codeItem } from './coded.ts';
import { dicomSet, part10 } from './dataset.ts';
import { commonModules, documentMoment, evidenceModules, type StudyHeader } from './header.ts';
import { personName } from './sr/document.ts';
import { code, containerSet, itemSet, text, type SrItem } from './sr/items.ts';
import { derivedUid } from './uids.ts';

/**
 * Key Object Selection "For Therapy" (TID 2010): the images that marks and key images lie on, for the procedure team,
 * with the plan in words. Source: PS3.3 A.35.4, PS3.16 TID 2010.
 */
export function planToKeyObjects(plan: TargetingPlan, study: StudyHeader | undefined): Result<Uint8Array> {
  const images = plan.series.flatMap((series) => series.instances);
  if (images.length === 0) return err(issue('no-images', 'The plan refers to no image.'));
  const { date, time } = documentMoment(plan);
  const items: readonly SrItem[] = [
    code('HAS CONCEPT MOD', SR.language, SR.english),
    code('HAS OBS CONTEXT', SR.observerType, SR.person),
    {
      type: 'PNAME',
      relationship: 'HAS OBS CONTEXT',
      name: SR.personName,
      value: plan.signature === null ? 'Not signed^' : personName(plan.signature.name),
    },
    text('CONTAINS', SR.keyDescription, descriptionOf(plan)),
    ...images.map((image): SrItem => ({
      type: 'IMAGE',
      relationship: 'CONTAINS',
      name: null,
      image: { ...image, frame: framesOn(plan, image.sopInstanceUid) },
    })),
  ];
  return ok(
    part10({
      ...commonModules(plan, study),
      ...dicomSet({
        SOPClassUID: '1.2.840.10008.5.1.4.1.1.88.59',
        SOPInstanceUID: derivedUid('kos', JSON.stringify(plan)),
        Modality: 'KO',
        SeriesInstanceUID: derivedUid('series', 'kos', plan.planId),
        SeriesNumber: [9002],
        SeriesDescription: 'Key images for therapy',
        InstanceNumber: [plan.version],
        ContentDate: date,
        ContentTime: time,
        ReferencedPerformedProcedureStepSequence: [],
        ValueType: 'CONTAINER',
        ConceptNameCodeSequence: [codeItem(SR.forTherapy)],
        ContentSequence: items.map(itemSet),
      }),
      ...evidenceModules(plan, plan.series),
      ...containerSet('2010'),
    }),
  );
}

/** The two lines, the five places, identity and captions: read by people in any viewer, and back by us. */
export const descriptionOf = (plan: TargetingPlan): string =>
  [
    planToText(plan).trimEnd(),
    identityLine(plan),
    ...placeLines(plan),
    ...plan.keyImages.map(
      (image, index) => `Key image ${index + 1}: ${image.caption.replaceAll(/\s+/g, ' ').trim()}`,
    ),
  ].join('\n');

/** Frames of one object that marks and key images lie on. */
function framesOn(plan: TargetingPlan, sopInstanceUid: string): readonly number[] {
  const marks = plan.findings.flatMap(({ place }) =>
    place.kind === 'image' && place.sopInstanceUid === sopInstanceUid ? [place.frame] : [],
  );
  const keys = plan.keyImages.flatMap((image) =>
    image.sopInstanceUid === sopInstanceUid && image.frame !== null ? [image.frame] : [],
  );
  return [...new Set([...marks, ...keys])];
}
