import { Button, Select } from '@mantine/core';
import type { Workspace } from '../../../app/workspace.ts';
import { allSeries } from '../../../app/workspace/series.ts';
import type { NegativeFinding } from '../../../domain/plan/circumstances.ts';
import { negativeWords } from '../../../domain/plan/negatives.ts';
import { registeredPosture } from '../../../domain/posture/registered.ts';
import { PATIENT_POSITIONS } from '../../../domain/vocabulary/terms.ts';
import { Choice } from '../../plan/fields/Choice.tsx';
import { Field } from '../../plan/fields/Field.tsx';
import { LevelField } from '../../plan/fields/LevelField.tsx';
import { LineField } from '../../plan/fields/LineField.tsx';
import { positionWords } from '../../plan/words.ts';
import { useWorkspaceState } from '../context.tsx';
import classes from '../StepPanel.module.css';

/** Examinations that showed no leak: posture and the part of the spine that was read, so that nobody repeats them. */
export function NegativeFindings({ workspace }: { readonly workspace: Workspace }) {
  const circumstances = useWorkspaceState((state) => state.doc.plan.circumstances);
  const { negatives } = circumstances;
  const set = (next: readonly NegativeFinding[]): void => {
    workspace.dispatch({ type: 'plan/set', patch: { circumstances: { ...circumstances, negatives: next } } });
  };
  const notices = useWorkspaceState((state) => state.derived.notices);
  const said = notices.filter(({ path }) => path?.startsWith('negatives') === true);
  return (
    <section className={classes.section} aria-label="Negative findings" data-field="negatives">
      <Button
        size="sm"
        variant="default"
        onClick={() => set([...negatives, { ...EMPTY, id: crypto.randomUUID() }])}
      >
        Record a negative examination
      </Button>
      {said.map(({ path, message }) => (
        <p key={path} className={classes.hint}>
          {message}
        </p>
      ))}
      {negatives.map((negative, index) => (
        <NegativeCard
          key={negative.id}
          negative={negative}
          position={index + 1}
          onChange={(patch) =>
            set(negatives.map((other) => (other.id === negative.id ? { ...other, ...patch } : other)))
          }
          onDelete={() => set(negatives.filter((other) => other.id !== negative.id))}
        />
      ))}
    </section>
  );
}

const EMPTY: Omit<NegativeFinding, 'id'> = {
  seriesUid: null,
  posture: 'not-stated',
  coverage: 'not-stated',
  note: '',
};

interface NegativeCardProps {
  readonly negative: NegativeFinding;
  readonly position: number;
  readonly onChange: (patch: Partial<Omit<NegativeFinding, 'id'>>) => void;
  readonly onDelete: () => void;
}

function NegativeCard({ negative, position, onChange, onDelete }: NegativeCardProps) {
  const numbering = useWorkspaceState((state) => state.doc.numbering);
  const studies = useWorkspaceState((state) => state.studies);
  const path = `negatives.${negative.id}`;
  const words = negativeWords(negative);
  /** The series says how the patient lay, where nobody has said it yet. */
  const postureFrom = (seriesUid: string | null): Partial<Pick<NegativeFinding, 'posture'>> => {
    const series = allSeries(studies).find((each) => each.seriesInstanceUid === seriesUid);
    const posture = registeredPosture(series?.patientPosition ?? null);
    return posture === null || negative.posture !== 'not-stated' ? {} : { posture };
  };
  return (
    <section className={classes.card} aria-label={`Negative examination ${position}`} data-field={path}>
      <div className={classes.cardHead}>
        <h3>{`${words.charAt(0).toUpperCase()}${words.slice(1)}`}</h3>
        <Button
          size="compact-sm"
          variant="subtle"
          color="red"
          aria-label={`Delete negative examination ${position}`}
          onClick={onDelete}
        >
          Delete
        </Button>
      </div>
      <Field path={`${path}.posture`} label="Posture" answered>
        {(labelId) => (
          <Choice
            options={PATIENT_POSITIONS}
            words={positionWords}
            value={negative.posture}
            onChange={(posture) => onChange({ posture })}
            labelledBy={labelId}
          />
        )}
      </Field>
      <LevelField
        path={`${path}.coverage`}
        label="Read from head to foot"
        value={negative.coverage}
        others={['not-stated']}
        scheme={numbering}
        onChange={(coverage) => onChange({ coverage: coverage ?? 'not-stated' })}
        hint="For example T1..T12."
      />
      <Field path={`${path}.seriesUid`} label="Series" answered>
        {(labelId) => (
          <Select
            aria-labelledby={labelId}
            placeholder="Not among the opened series"
            clearable
            data={allSeries(studies).map((series) => ({
              value: series.seriesInstanceUid,
              label: `${series.modality} ${series.description || 'without description'}`,
            }))}
            value={negative.seriesUid}
            onChange={(seriesUid) => onChange({ seriesUid, ...postureFrom(seriesUid) })}
          />
        )}
      </Field>
      <LineField
        path={`${path}.note`}
        label="Note"
        value={negative.note}
        onChange={(note) => onChange({ note })}
      />
    </section>
  );
}
