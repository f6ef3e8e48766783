import { Title } from '@mantine/core';
import type { Workspace } from '../../app/workspace.ts';
import type { CaseDocument } from '../../domain/case/document.ts';
import { DISCLOSURES, type PlanCircumstances } from '../../domain/plan/circumstances.ts';
import { disclosureWords, presenceWords } from './circumstanceWords.ts';
import { Choice } from './fields/Choice.tsx';
import { Field } from './fields/Field.tsx';
import { NumberAnswer } from './fields/NumberAnswer.tsx';
import { TextAnswer } from './fields/TextAnswer.tsx';
import classes from './Plan.module.css';

interface CircumstancesProps {
  readonly workspace: Workspace;
  readonly doc: CaseDocument;
}

const OPEN = 'May stay open; the plan then says "not answered".';
const ORDER = ['no', 'yes', 'not-stated'] as const;

/** What the patient disclosed, what was let off before, and how the result is checked. */
export function Circumstances({ workspace, doc }: CircumstancesProps) {
  const { circumstances } = doc.plan;
  const { disclosures, csfDrainedMl, postProcedureCheck } = circumstances;
  const set = (patch: Partial<PlanCircumstances>): void => {
    workspace.dispatch({ type: 'plan/set', patch: { circumstances: { ...circumstances, ...patch } } });
  };
  return (
    <section className={classes.section} aria-labelledby="circumstances" data-field="circumstances">
      <Title order={3} size="h5" id="circumstances" className={classes.sectionHead}>
        Around the injection
      </Title>
      {DISCLOSURES.map((what) => (
        <Field
          key={what}
          path={`circumstances.${what}`}
          label={`Disclosed: ${disclosureWords[what].toLowerCase()}`}
          answered
          {...(disclosures[what] === null ? { hint: OPEN } : {})}
        >
          {(labelId) => (
            <Choice
              options={ORDER}
              words={presenceWords}
              value={disclosures[what]}
              onChange={(presence) => set({ disclosures: { ...disclosures, [what]: presence } })}
              labelledBy={labelId}
            />
          )}
        </Field>
      ))}
      <Field
        path="circumstances.csfDrainedMl"
        label="CSF drained before"
        answered
        {...(csfDrainedMl === null ? { hint: OPEN } : {})}
      >
        {(labelId) => (
          <>
            <NumberAnswer
              label="CSF drained before"
              unit="mL"
              max={200}
              value={csfDrainedMl === 'none' ? null : csfDrainedMl}
              onChange={(value) => set({ csfDrainedMl: value })}
            />
            <Choice
              options={['none'] as const}
              words={{ none: 'None' }}
              value={csfDrainedMl === 'none' ? 'none' : null}
              onChange={(none) => set({ csfDrainedMl: none })}
              labelledBy={labelId}
            />
          </>
        )}
      </Field>
      <TextAnswer
        path="circumstances.postProcedureCheck"
        label="Check afterwards"
        value={postProcedureCheck}
        onChange={(next) => set({ postProcedureCheck: next })}
        placeholder="For example: CT of the leak zone for the spread of blood"
        optional
      />
    </section>
  );
}
