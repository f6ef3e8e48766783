import type { TargetingPlan } from '../../../domain/plan/targetingPlan.ts';
import { tagKey } from '../../../dicom/tags.ts';
import { CONCEPTS } from '../../codes/codes.ts';
import { PLAN, SR } from '../../codes/planConcepts.ts';
import { codeItem } from '../coded.ts';
import { dicomSet, part10, privateText, type DicomSet } from '../dataset.ts';
import { commonModules, documentMoment, evidenceModules, homeSeries, type StudyHeader } from '../header.ts';
import { PLAN_JSON_TAG, PRIVATE_CREATOR, PRIVATE_CREATOR_TAG } from '../tags.ts';
import { derivedUid } from '../uids.ts';
import { negativeGroups } from './circumstances.ts';
import { findingGroup } from './findingGroup.ts';
import { code, container, containerSet, itemSet, sopReference, text, uidref, type SrItem } from './items.ts';
import { labelGroups } from './labelGroups.ts';
import { regionGroup } from './regionGroup.ts';
import { siteGroups } from './siteGroups.ts';
import { planStatements } from './statements.ts';

const COMPREHENSIVE_3D_SR = '1.2.840.10008.5.1.4.1.1.88.34';

/** A signed version is one document for ever; a draft is as many as it has contents. */
const documentUid = (plan: TargetingPlan): string =>
  plan.signature === null
    ? derivedUid('sr', 'draft', JSON.stringify(plan))
    : derivedUid('sr', plan.planId, plan.version);

/**
 * The plan as Comprehensive 3D SR, TID 1500: a measurement group per mark, region, place of a site and labelling, the
 * plan's own statements as qualitative evaluations; the whole plan as JSON in a private element.
 *
 * UNVERIFIED and PRELIMINARY until an identity provider vouches for the signer (definitions.md). Source: PS3.16 TID 1500,
 * 1410, 1501; PS3.3 A.35.13.
 */
export function planToSr(plan: TargetingPlan, study: StudyHeader | undefined): Uint8Array {
  return part10({
    ...commonModules(plan, study),
    ...documentModules(plan),
    ...evidenceModules(plan, plan.series),
    ...dicomSet({
      ValueType: 'CONTAINER',
      ConceptNameCodeSequence: [codeItem(SR.report)],
      ContentSequence: contentTree(plan).map(itemSet),
    }),
    ...containerSet('1500'),
    [tagKey(PRIVATE_CREATOR_TAG)]: { vr: 'LO', Value: [PRIVATE_CREATOR] },
    [tagKey(PLAN_JSON_TAG)]: privateText(JSON.stringify(plan)),
  });
}

function documentModules(plan: TargetingPlan): DicomSet {
  const { signature } = plan;
  const { date, time } = documentMoment(plan);
  const vouched = signature !== null && signature.authenticated;
  return dicomSet({
    SOPClassUID: COMPREHENSIVE_3D_SR,
    SOPInstanceUID: documentUid(plan),
    Modality: 'SR',
    SeriesInstanceUID: derivedUid('series', 'sr', plan.planId),
    SeriesNumber: [9001],
    SeriesDescription: 'Epidural blood patch targeting plan',
    InstanceNumber: [plan.version],
    ContentDate: date,
    ContentTime: time,
    ReferencedPerformedProcedureStepSequence: [],
    PerformedProcedureCodeSequence: [],
    CompletionFlag: signature === null ? 'PARTIAL' : 'COMPLETE',
    VerificationFlag: vouched ? 'VERIFIED' : 'UNVERIFIED',
    PreliminaryFlag: vouched ? 'FINAL' : 'PRELIMINARY',
    ...(vouched
      ? {
          VerifyingObserverSequence: [
            dicomSet({
              VerifyingObserverName: personName(signature.name),
              VerifyingObserverIdentificationCodeSequence: [],
              VerifyingOrganization: 'not stated',
              VerificationDateTime: `${date}${time}+0000`,
            }),
          ],
        }
      : {}),
    ...(plan.replacesVersion === null ? {} : { PredecessorDocumentsSequence: [predecessor(plan)] }),
  });
}

/** The version this one replaces: signed, so its identity follows from plan and version. */
const predecessor = (plan: TargetingPlan): DicomSet =>
  dicomSet({
    StudyInstanceUID: homeSeries(plan)?.studyInstanceUid ?? derivedUid('study', plan.planId),
    ReferencedSeriesSequence: [
      dicomSet({
        SeriesInstanceUID: derivedUid('series', 'sr', plan.planId),
        ReferencedSOPSequence: [
          sopReference({
            sopClassUid: COMPREHENSIVE_3D_SR,
            sopInstanceUid: derivedUid('sr', plan.planId, plan.replacesVersion ?? 0),
            frame: null,
          }),
        ],
      }),
    ],
  });

/** A typed name is one text, not parts: it goes whole into the family name; `^` and `=` would split it. */
export const personName = (name: string): string =>
  `${name
    .replaceAll(/[\\^=]/g, ' ')
    .trim()
    .slice(0, 60)}^`;

/**
 * The content below the root: language, observers, procedure, image library, measurements, statements. Groups without
 * coordinates stand in a container of their own (TID 1500 is extensible): OHIF 3.13.2 takes `coords[0]` of each group of
 * Imaging Measurements and stops at the first that has none (read in its source).
 */
export function contentTree(plan: TargetingPlan): readonly SrItem[] {
  const measured = [
    ...plan.findings.map((finding) => findingGroup(plan, finding)),
    ...plan.regions.map(regionGroup),
    ...labelGroups(plan),
  ];
  const placeless = [
    ...plan.sites.flatMap((site, index) => siteGroups(plan, site, index + 1)),
    ...negativeGroups(plan),
  ];
  return [
    code('HAS CONCEPT MOD', SR.language, SR.english),
    ...observers(plan),
    code('HAS CONCEPT MOD', SR.procedure, SR.myelogram),
    ...imageLibrary(plan),
    ...(measured.length === 0 ? [] : [container('CONTAINS', SR.measurements, null, measured)]),
    container('CONTAINS', PLAN.placeless, null, placeless),
    container('CONTAINS', SR.qualitative, null, [...planStatements(plan), ...keyImageItems(plan)]),
  ];
}

/** TID 1001: the person, named as signed, and the device. */
function observers(plan: TargetingPlan): readonly SrItem[] {
  const { signature } = plan;
  const named = signature === null ? 'Not signed' : personName(signature.name);
  return [
    code('HAS OBS CONTEXT', SR.observerType, SR.person),
    { type: 'PNAME', relationship: 'HAS OBS CONTEXT', name: SR.personName, value: named },
    code('HAS OBS CONTEXT', SR.observerType, SR.device),
    uidref('HAS OBS CONTEXT', SR.deviceUid, derivedUid('device', plan.software.name)),
    text('HAS OBS CONTEXT', SR.deviceName, `Patchpoint ${plan.software.version}`),
  ];
}

/** TID 1600: every image the plan refers to, by series. */
function imageLibrary(plan: TargetingPlan): readonly SrItem[] {
  const groups = plan.series
    .filter((series) => series.instances.length > 0)
    .map((series) =>
      container(
        'CONTAINS',
        SR.libraryGroup,
        null,
        series.instances.map((instance): SrItem => ({
          type: 'IMAGE',
          relationship: 'CONTAINS',
          name: null,
          image: { ...instance, frame: null },
        })),
      ),
    );
  return groups.length === 0 ? [] : [container('CONTAINS', SR.library, '1600', groups)];
}

/** Caption of each key image, and the image it was taken from where it is a frame of one. */
function keyImageItems(plan: TargetingPlan): readonly SrItem[] {
  return plan.keyImages.map((image): SrItem => {
    const place = image.sopInstanceUid === null ? 'none' : image.sopInstanceUid;
    return text(
      'CONTAINS',
      PLAN.keyImage,
      `${place}#${image.frame ?? 'none'}\n${image.caption.trim() === '' ? CONCEPTS.keyImages.display : image.caption}`,
    );
  });
}
