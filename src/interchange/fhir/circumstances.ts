import type { BundleEntry } from '@medplum/fhirtypes';
import { DISCLOSURES, type NegativeFinding } from '../../domain/plan/circumstances.ts';
import type { TargetingPlan } from '../../domain/plan/targetingPlan.ts';
import { levelCodes, POSITION_CODES } from '../codes/codes.ts';
import { AROUND } from '../codes/circumstanceConcepts.ts';
import { CONCEPTS } from '../codes/codes.ts';
import { levelWords, words } from '../words.ts';
import { concept, concepts, createOnce, identifier, narrative, planKey, reference } from './entries.ts';
import { observationKey, studyOf } from './findings.ts';
import { patientKey, studyKey } from './subjects.ts';

/** Notes of the order: "Disclosed anticoagulant: no"; what was not answered is not said. */
export function circumstanceNotes({ circumstances }: TargetingPlan): readonly string[] {
  const { disclosures, csfDrainedMl: drained, postProcedureCheck: check } = circumstances;
  const amount = typeof drained === 'number' ? `${drained} mL` : drained === null ? '' : words(drained);
  return [
    ...DISCLOSURES.map((name) => {
      const answer = disclosures[name];
      return answer === null ? '' : `Disclosed ${name}: ${words(answer)}`;
    }),
    amount === '' ? '' : `CSF drained before: ${amount}`,
    check === null || check.trim() === ''
      ? ''
      : `Check afterwards: ${check === 'not-stated' ? words(check) : check}`,
  ].filter((note) => note !== '');
}

/** An Observation for each examination that showed no leak. */
export const negativeEntries = (plan: TargetingPlan): readonly BundleEntry[] =>
  plan.circumstances.negatives.map((negative, index) => negativeEntry(plan, negative, index + 1));

function negativeEntry(plan: TargetingPlan, negative: NegativeFinding, ordinal: number): BundleEntry {
  const { coverage, posture, seriesUid, note } = negative;
  const id = identifier('negative-examination', `${planKey(plan)}.${negative.id}`);
  const study = seriesUid === null ? undefined : studyOf(plan, seriesUid);
  return createOnce(
    observationKey(plan, negative.id),
    {
      resourceType: 'Observation',
      text: narrative(
        `Negative examination ${ordinal}: no CSF leak seen, ${words(posture)}, ${levelWords(coverage)}`,
      ),
      identifier: [id],
      status: 'final',
      code: concept(CONCEPTS.finding, 'Finding'),
      subject: reference(patientKey(plan)),
      effectiveDateTime: plan.createdAt,
      valueCodeableConcept: concept(AROUND.negative, AROUND.negative.display),
      bodySite: concepts(coverage === 'not-stated' ? [] : levelCodes(coverage), levelWords(coverage)),
      ...(study === undefined ? {} : { derivedFrom: [reference(studyKey(study))] }),
      ...(note.trim() === '' ? {} : { note: [{ text: note }] }),
      component: [
        {
          code: concept(AROUND.posture, AROUND.posture.display),
          valueCodeableConcept: concept(POSITION_CODES[posture], words(posture)),
        },
      ],
    },
    id,
  );
}
