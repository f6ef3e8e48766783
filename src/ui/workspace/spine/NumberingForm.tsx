import { Checkbox, Select, Text, Textarea } from '@mantine/core';
import type { Workspace } from '../../../app/workspace.ts';
import type { NumberingStatement } from '../../../domain/case/document.ts';
import { ANOMALIES, COUNTED_FROM, type Anomaly, type CountedFrom } from '../../../domain/vocabulary/terms.ts';
import { Choice } from '../../plan/fields/Choice.tsx';
import { Field } from '../../plan/fields/Field.tsx';
import { useCommitted } from '../../plan/fields/useCommitted.ts';
import { anomalyWords } from '../../plan/words.ts';
import { CountConflicts } from './CountConflicts.tsx';
import { useWorkspaceState } from '../context.tsx';
import classes from '../StepPanel.module.css';

/** Read after the question "Counted from". */
const LANDMARKS: Readonly<Record<CountedFrom, string>> = {
  C2: 'C2',
  sacrum: 'Sacrum',
  'last-rib': 'Last rib',
  segmentation: 'Segmentation',
  unverified: 'Not verified',
};

/** The numbering statement: counted from what, on which series. Asked for, never assumed (clinical.md 5). */
export function NumberingForm({ workspace }: { readonly workspace: Workspace }) {
  const numbering = useWorkspaceState((state) => state.doc.numbering);
  const studies = useWorkspaceState((state) => state.studies);
  const set = (patch: Partial<NumberingStatement>): void => {
    workspace.dispatch({ type: 'numbering/set', patch });
  };
  const toggle = (anomaly: Anomaly, on: boolean): void =>
    set({
      anomalies: ANOMALIES.filter((one) => (one === anomaly ? on : numbering.anomalies.includes(one))),
    });
  const statement = useCommitted(numbering.statement, (text) => set({ statement: text.trim() }));
  const series = studies.flatMap((study) =>
    study.series.map((one) => ({
      value: one.seriesInstanceUid,
      label: `${one.modality} ${one.description === '' ? 'no description' : one.description}`,
    })),
  );
  return (
    <>
      <CountConflicts workspace={workspace} />
      <Field path="numbering.countedFrom" label="Counted from" answered={numbering.countedFrom !== null}>
        {(labelId) => (
          <Choice
            options={COUNTED_FROM}
            words={LANDMARKS}
            value={numbering.countedFrom}
            onChange={(countedFrom) => set({ countedFrom })}
            labelledBy={labelId}
          />
        )}
      </Field>
      <Field path="numbering.seriesUid" label="On which series" answered={numbering.seriesUid !== null}>
        {(labelId) => (
          <Select
            aria-labelledby={labelId}
            placeholder="Series the count was made on"
            data={series}
            value={numbering.seriesUid}
            onChange={(seriesUid) => set({ seriesUid })}
            clearable
          />
        )}
      </Field>
      <Field path="numbering.anomalies" label="Variants" answered>
        <div className={classes.row}>
          {ANOMALIES.map((anomaly) => (
            <Checkbox
              key={anomaly}
              size="sm"
              label={anomalyWords[anomaly]}
              checked={numbering.anomalies.includes(anomaly)}
              onChange={(event) => toggle(anomaly, event.currentTarget.checked)}
            />
          ))}
        </div>
        {numbering.anomalies.length === 0 ? (
          <Text size="xs" c="dimmed" mt={6}>
            None ticked: seven cervical, twelve thoracic, five lumbar vertebrae.
          </Text>
        ) : null}
      </Field>
      <Field path="numbering.statement" label="Statement for the operator" answered>
        {(labelId) => (
          <Textarea
            aria-labelledby={labelId}
            placeholder="For example: five lumbar-type vertebrae, last ribs at T12"
            autosize
            minRows={1}
            maxRows={4}
            maxLength={2000}
            value={statement.text}
            onChange={(event) => statement.setText(event.currentTarget.value)}
            onBlur={statement.commit}
          />
        )}
      </Field>
    </>
  );
}
