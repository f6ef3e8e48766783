import { Checkbox, Select, Text } from '@mantine/core';
import type { Workspace } from '../../../app/workspace.ts';
import type { NumberingStatement } from '../../../domain/case/document.ts';
import type { Vertebra } from '../../../domain/vocabulary/level.ts';
import { ANOMALIES, COUNTED_FROM, type Anomaly } from '../../../domain/vocabulary/terms.ts';
import { Choice } from '../../plan/fields/Choice.tsx';
import { Field } from '../../plan/fields/Field.tsx';
import { TextAnswer } from '../../plan/fields/TextAnswer.tsx';
import { anomalyWords, countedFromWords } from '../../plan/words.ts';
import { useWorkspace } from '../useWorkspace.ts';
import classes from '../StepPanel.module.css';

/** What an anomaly does to the count (definitions.md: `absent`, `extra`); transitional ones are named, not counted. */
const CHANGES: Readonly<Partial<Record<Anomaly, { readonly absent?: Vertebra; readonly extra?: Vertebra }>>> =
  {
    'six-lumbar': { extra: 'L6' },
    'four-lumbar': { absent: 'L5' },
    'eleven-ribs': { absent: 'T12' },
    'thirteen-ribs': { extra: 'T13' },
  };

const withAnomaly = (
  numbering: NumberingStatement,
  anomaly: Anomaly,
  on: boolean,
): Partial<NumberingStatement> => {
  const anomalies = ANOMALIES.filter((one) => (one === anomaly ? on : numbering.anomalies.includes(one)));
  const changes = anomalies.map((one) => CHANGES[one] ?? {});
  return {
    anomalies,
    absent: changes.flatMap((change) => change.absent ?? []),
    extra: changes.flatMap((change) => change.extra ?? []),
  };
};

/** The numbering statement: counted from what, on which series. Asked for, never assumed (clinical.md 5). */
export function NumberingForm({ workspace }: { readonly workspace: Workspace }) {
  const numbering = useWorkspace(workspace, (state) => state.doc.numbering);
  const studies = useWorkspace(workspace, (state) => state.studies);
  const set = (patch: Partial<NumberingStatement>): void => {
    workspace.dispatch({ type: 'numbering/set', patch });
  };
  const series = studies.flatMap((study) =>
    study.series.map((one) => ({
      value: one.seriesInstanceUid,
      label: `${one.modality} ${one.description === '' ? 'no description' : one.description}`,
    })),
  );
  return (
    <>
      <Field path="numbering.countedFrom" label="Counted from" answered={numbering.countedFrom !== null}>
        {(labelId) => (
          <Choice
            options={COUNTED_FROM}
            words={countedFromWords}
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
              onChange={(event) => set(withAnomaly(numbering, anomaly, event.currentTarget.checked))}
            />
          ))}
        </div>
        {numbering.anomalies.length === 0 ? (
          <Text size="xs" c="dimmed" mt={6}>
            None ticked: seven cervical, twelve thoracic, five lumbar vertebrae.
          </Text>
        ) : null}
      </Field>
      <TextAnswer
        path="numbering.statement"
        label="Statement for the operator"
        value={numbering.statement === '' ? null : numbering.statement}
        onChange={(statement) => set({ statement: statement ?? '' })}
        placeholder="For example: five lumbar-type vertebrae, last ribs at T12"
      />
    </>
  );
}
