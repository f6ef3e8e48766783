import { Button, SegmentedControl, Select } from '@mantine/core';
import type { Procedure } from '../../app/procedure/procedure.ts';
import { frameKey, framesLabelsToRepeat } from '../../app/procedure/counting.ts';
import { COUNTED_HERE, type CountedHere } from '../../domain/guard/model.ts';
import { isVertebra, vertebraeOf } from '../../domain/vocabulary/scheme.ts';
import { useProcedureState } from './useProcedure.ts';
import classes from './Procedure.module.css';

const COUNTED_WORDS: Readonly<Record<CountedHere, string>> = {
  sacrum: 'Sacrum',
  'last-rib': 'Last rib',
  C2: 'C2',
};
type Edge = 'unknown' | 'left' | 'right';

/** Steps 1 to 4 at the table: what was counted from, the labels, the side, the tip. */
export function CountPanel({ procedure }: { readonly procedure: Procedure }) {
  const state = useProcedureState(procedure, (each) => each);
  const { shown, tool, countedFrom, tip, instrument, nextLevel, record } = state;
  const labeling = shown === null ? undefined : state.labelings[frameKey(shown)];
  const repeatable = framesLabelsToRepeat(state);
  const levels = vertebraeOf(record.plan.numbering);
  return (
    <>
      <section className={classes.step}>
        <h2>1 Count again here</h2>
        <p className={classes.hint}>
          What you see on this fluoroscopy and count from. The plan’s own labels are not used.
        </p>
        <SegmentedControl
          fullWidth
          size="md"
          aria-label="Counted here from"
          value={countedFrom ?? ''}
          onChange={(value) => procedure.setCountedFrom(COUNTED_HERE.find((each) => each === value) ?? null)}
          data={COUNTED_HERE.map((value) => ({ value, label: COUNTED_WORDS[value] }))}
        />
      </section>
      <section className={classes.step}>
        <h2>2 Label the vertebrae</h2>
        <div className={classes.row}>
          <Button
            size="md"
            variant={tool === 'label' ? 'filled' : 'default'}
            aria-pressed={tool === 'label'}
            disabled={countedFrom === null}
            onClick={() => procedure.setTool(tool === 'label' ? 'navigate' : 'label')}
          >
            {tool === 'label' ? `Click the body of ${nextLevel}` : 'Label (S)'}
          </Button>
          <Select
            size="md"
            aria-label="Level of the next click"
            w={96}
            data={[...levels]}
            value={nextLevel}
            allowDeselect={false}
            onChange={(value) => {
              if (value !== null && isVertebra(value)) procedure.setNextLevel(value);
            }}
          />
        </div>
        {repeatable === null ? null : (
          <Button size="md" variant="default" mt={8} onClick={() => procedure.repeatLabels()}>
            Nothing moved since frame {repeatable.frame}: same labels
          </Button>
        )}
        <ul className={classes.labels} aria-label="Labels on this frame">
          {(labeling?.labels ?? []).map(({ level }) => (
            <li key={level}>
              <button
                type="button"
                onClick={() => procedure.removeLabel(level)}
                aria-label={`Remove ${level}`}
              >
                {level} ×
              </button>
            </li>
          ))}
        </ul>
      </section>
      <section className={classes.step}>
        <h2>3 Which side is which</h2>
        <p className={classes.hint}>
          The right edge of this image shows the patient’s. Confirm it by what you know of patient and C-arm:
          letters the device wrote do not prove it.
        </p>
        <SegmentedControl
          fullWidth
          size="md"
          aria-label="Side of the patient at the right edge of the image"
          value={labeling?.confirmedRightEdge ?? 'unknown'}
          onChange={(value: Edge) => procedure.confirmRightEdge(value === 'unknown' ? null : value)}
          data={[
            { value: 'unknown', label: 'Not confirmed' },
            { value: 'left', label: 'Left' },
            { value: 'right', label: 'Right' },
          ]}
        />
      </section>
      <section className={classes.step}>
        <h2>4 Mark the tip</h2>
        <div className={classes.row}>
          <SegmentedControl
            size="md"
            aria-label="Instrument"
            value={instrument}
            onChange={(value: 'needle' | 'catheter') => procedure.setInstrument(value)}
            data={[
              { value: 'needle', label: 'Needle' },
              { value: 'catheter', label: 'Catheter' },
            ]}
          />
          <Button
            size="md"
            variant={tool === 'tip' ? 'filled' : 'default'}
            aria-pressed={tool === 'tip'}
            onClick={() => procedure.setTool(tool === 'tip' ? 'navigate' : 'tip')}
          >
            {tool === 'tip' ? 'Click the tip' : tip === null ? 'Mark (T)' : 'Mark again (T)'}
          </Button>
        </div>
      </section>
    </>
  );
}
