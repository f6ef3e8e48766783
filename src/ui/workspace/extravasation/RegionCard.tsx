import { regionTitle } from '../../../app/workspace/captions.ts';
import type { Workspace } from '../../../app/workspace.ts';
import type { ExtravasationRegion, RegionMeasurement } from '../../../domain/case/document.ts';
import { formatLevel } from '../../../domain/vocabulary/levelText.ts';
import { CommittedTextarea } from '../../plan/fields/CommittedTextarea.tsx';
import { useWorkspaceState } from '../context.tsx';
import { MarkCard } from '../MarkCard.tsx';
import { ThresholdFields } from './ThresholdFields.tsx';
import classes from '../StepPanel.module.css';

interface RegionCardProps {
  readonly workspace: Workspace;
  readonly region: ExtravasationRegion;
}

/** One region: its extent in levels, its volume, and its intensity in the modality's own unit. */
export function RegionCard({ workspace, region }: RegionCardProps) {
  const derived = useWorkspaceState((state) => state.derived);
  const extent = derived.extents[region.id] ?? null;
  const { shape } = region;
  return (
    <MarkCard
      workspace={workspace}
      id={region.id}
      name={`Extravasation ${region.ordinal}`}
      title={regionTitle(region, derived)}
      colour="#ff6a3d"
      field={`regions.${region.id}`}
      onDelete={() => workspace.dispatch({ type: 'region/remove', id: region.id })}
    >
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
      <CommittedTextarea
        label="Note"
        size="xs"
        mt={8}
        maxRows={4}
        maxLength={4000}
        stored={region.note}
        onCommit={(note) => workspace.dispatch({ type: 'region/update', id: region.id, patch: { note } })}
      />
    </MarkCard>
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
