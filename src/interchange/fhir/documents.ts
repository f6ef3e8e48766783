import type { BundleEntry, Provenance } from '@medplum/fhirtypes';
import type { KeyImage } from '../../domain/case/document.ts';
import type { PlanSignature, TargetingPlan } from '../../domain/plan/targetingPlan.ts';
import { CONCEPTS } from '../codes/codes.ts';
import { planToText } from '../text.ts';
import { base64 } from './base64.ts';
import {
  concept,
  createOnce,
  identifier,
  narrative,
  planKey,
  putOnce,
  reference,
  type BundleInput,
} from './entries.ts';
import { observationKey } from './findings.ts';
import { orderKey } from './order.ts';
import { patientKey, studyKey, studyUids } from './subjects.ts';

/** Report, plan document, key images and who said so. */

const reportKey = (plan: TargetingPlan): string => `DiagnosticReport/${planKey(plan)}`;
const documentKey = (plan: TargetingPlan): string => `DocumentReference/${planKey(plan)}`;
const mediaKey = (plan: TargetingPlan, image: KeyImage): string => `Media/${planKey(plan)}/${image.id}`;

export function reportEntry({ plan, keyImagePngs }: BundleInput): BundleEntry {
  const id = identifier('report', planKey(plan));
  const text = planToText(plan);
  const pictures = plan.keyImages.filter((image) => keyImagePngs[image.id] !== undefined);
  return createOnce(
    reportKey(plan),
    {
      resourceType: 'DiagnosticReport',
      text: narrative(text),
      identifier: [id],
      basedOn: [reference(orderKey(plan))],
      status: 'final',
      code: concept(CONCEPTS.diagnosticImaging, 'Localization of spinal CSF leak'),
      subject: reference(patientKey(plan)),
      effectiveDateTime: plan.createdAt,
      issued: plan.signature?.at ?? plan.createdAt,
      result: [...plan.findings, ...plan.regions, ...plan.circumstances.negatives].map((one) =>
        reference(observationKey(plan, one.id)),
      ),
      imagingStudy: studyUids(plan).map((uid) => reference(studyKey(uid))),
      ...(pictures.length === 0
        ? {}
        : {
            media: pictures.map((image) => ({
              comment: image.caption,
              link: reference(mediaKey(plan, image)),
            })),
          }),
      conclusion: text,
      presentedForm: [{ contentType: 'text/plain', data: base64(text), title: 'Finding and plan' }],
    },
    id,
  );
}

/** The whole plan as its own JSON: a record that reads only FHIR loses nothing. */
export function documentEntry({ plan }: BundleInput): BundleEntry {
  const id = identifier('plan-document', planKey(plan));
  return createOnce(
    documentKey(plan),
    {
      resourceType: 'DocumentReference',
      text: narrative(`Epidural blood patch targeting plan, version ${plan.version}`),
      masterIdentifier: id,
      identifier: [id],
      status: 'current',
      type: concept(CONCEPTS.pacuPlan, 'Epidural blood patch targeting plan'),
      subject: reference(patientKey(plan)),
      date: plan.signature?.at ?? plan.createdAt,
      content: [
        {
          attachment: {
            contentType: 'application/json',
            data: base64(JSON.stringify(plan)),
            title: `Targeting plan version ${plan.version}`,
          },
        },
      ],
      context: { related: [reference(orderKey(plan))] },
    },
    id,
  );
}

/** Said of every picture made from images that were compressed with loss. */
const LOSSY_NOTE = 'Made from images compressed with loss (lossy compressed).';

export function mediaEntries({ plan, keyImagePngs }: BundleInput): readonly BundleEntry[] {
  return plan.keyImages.flatMap((image) => {
    const data = keyImagePngs[image.id];
    if (data === undefined) return [];
    const id = identifier('key-image', `${planKey(plan)}.${image.id}`);
    return [
      createOnce(
        mediaKey(plan, image),
        {
          resourceType: 'Media',
          text: narrative(`Key image: ${image.caption}`),
          identifier: [id],
          status: 'completed',
          type: concept(CONCEPTS.keyImages, 'Key image'),
          subject: reference(patientKey(plan)),
          createdDateTime: plan.createdAt,
          height: image.heightPx,
          width: image.widthPx,
          content: { contentType: 'image/png', data, title: image.caption },
          ...(image.lossy === true ? { note: [{ text: LOSSY_NOTE }] } : {}),
        },
        id,
      ),
    ];
  });
}

/** Names typed by hand: agent type `author`, never `legal` (definitions.md, Identity). */
export function provenanceEntries({ plan, review }: BundleInput): readonly BundleEntry[] {
  const signed = plan.signature;
  return [
    ...(signed === null ? [] : [provenance(plan, signed, 'signed')]),
    ...(review === null ? [] : [provenance(plan, review.reviewer, review.decision)]),
  ];
}

function provenance(plan: TargetingPlan, by: PlanSignature, act: string): BundleEntry {
  const resource: Provenance & { id: string } = {
    resourceType: 'Provenance',
    id: `pp-${plan.planId}-v${plan.version}-${by.role === 'radiologist' ? 'sign' : 'review'}`,
    text: narrative(`${act} by ${by.name}, ${by.role}${by.authenticated ? '' : ', not authenticated'}`),
    target: [reference(orderKey(plan)), reference(reportKey(plan)), reference(documentKey(plan))],
    recorded: by.at,
    agent: [
      {
        type: {
          coding: [
            {
              system: 'http://terminology.hl7.org/CodeSystem/provenance-participant-type',
              code: 'author',
              display: 'Author',
            },
          ],
        },
        role: [{ text: by.role }],
        who: { display: by.authenticated ? by.name : `${by.name} (not authenticated)` },
      },
    ],
  };
  return putOnce(resource);
}
