import { Button, Group, Textarea } from '@mantine/core';
import { regionTitle } from '../../../app/workspace/captions.ts';
import type { Workspace } from '../../../app/workspace.ts';
import type { ExtravasationRegion, RegionMeasurement } from '../../../domain/case/document.ts';
import { formatLevel } from '../../../domain/vocabulary/levelText.ts';
import { useCommitted } from '../../plan/fields/useCommitted.ts';
import { useWorkspaceState } from '../context.tsx';
import { ThresholdFields } from './ThresholdFields.tsx';
import classes from '../StepPanel.module.css';

interface RegionCardProps {
  readonly workspace: Workspace;
  readonly region: ExtravasationRegion;
}

/** One region: its extent in levels, its volume, and its intensity in the modality's own unit. */
export function RegionCard({ workspace, region }: RegionCardProps) {
  const derived = useWorkspaceState((state) => state.derived);
  const { id } = region;
  const selected = useWorkspaceState((state) => state.selectedId === id);
  const extent = derived.extents[region.id] ?? null;
  const note = useCommitted(region.note, (text) => {
    workspace.dispatch({ type: 'region/update', id: region.id, patch: { note: text } });
  });
  const { shape } = region;
  return (
    <section
      className={classes.card}
      style={{ '--mark-colour': '#ff6a3d' }}
      data-selected={selected || undefined}
      data-field={`regions.${region.id}`}
      aria-label={`Extravasation ${region.ordinal}`}
    >
      <div className={classes.cardHead}>
        <h3>{regionTitle(region, derived)}</h3>
        <Group gap={4} wrap="nowrap">
          <Button size="compact-sm" variant="default" onClick={() => workspace.goTo(id)}>
            Go to
          </Button>
          <Button
            size="compact-sm"
            variant="subtle"
            color="red"
            onClick={() => workspace.dispatch({ type: 'region/remove', id: region.id })}
            aria-label={`Delete extravasation ${region.ordinal}`}
          >
            Delete
          </Button>
        </Group>
      </div>
      <Measured
        measurement={region.measurement}
        extent={
          extent === null ? 'not known: the labels of this series do not reach it' : formatLevel(extent)
        }
      />
      {shape.kind === 'grow' ? (
        <ThresholdFields
          lower={shape.lower}
          upper={shape.upper}
          unit={region.measurement.unit}
          placeholder=""
          onLower={(lower) => workspace.regrow(region.id, { lower })}
          onUpper={(upper) => workspace.regrow(region.id, { upper })}
        />
      ) : null}
      <Textarea
        label="Note"
        size="xs"
        mt={8}
        autosize
        minRows={1}
        maxRows={4}
        maxLength={4000}
        value={note.text}
        onChange={(event) => note.setText(event.currentTarget.value)}
        onBlur={note.commit}
      />
    </section>
  );
}

const whole = (value: number): string => Math.round(value).toString().replace('-', '−');

interface MeasuredProps {
  readonly measurement: RegionMeasurement;
  readonly extent: string;
}

function Measured({ measurement, extent }: MeasuredProps) {
  const { mean, sd, min, max, unit, volumeMl, volumeProblem, touchesBounds } = measurement;
  return (
    <>
      <dl className={classes.facts}>
        <dt>Extent</dt>
        <dd>
          <b>{extent}</b>
        </dd>
        <dt>Volume</dt>
        <dd>{volumeMl === null ? (volumeProblem ?? 'not computed') : `${volumeMl.toFixed(2)} mL`}</dd>
        <dt>{unit === 'HU' ? 'Attenuation' : 'Signal'}</dt>
        <dd>
          {whole(mean)} ± {whole(sd)} {unit === 'HU' ? 'HU' : '(no unit)'}, {whole(min)} to {whole(max)}
        </dd>
      </dl>
      {touchesBounds ? (
        <p className={classes.problems}>
          The growth stopped at the bounds: drag the box, or raise the lower threshold.
        </p>
      ) : null}
    </>
  );
}
