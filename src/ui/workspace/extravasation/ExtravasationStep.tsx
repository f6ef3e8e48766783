import { Button, NumberInput } from '@mantine/core';
import type { ToolInHand, Workspace } from '../../../app/workspace.ts';
import { findSeries } from '../../../app/workspace/series.ts';
import { activeSeriesUid } from '../spine/SpineStep.tsx';
import { useWorkspaceState } from '../context.tsx';
import { RegionCard } from './RegionCard.tsx';
import { ThresholdFields } from './ThresholdFields.tsx';
import classes from '../StepPanel.module.css';

const TOOLS: readonly { readonly tool: ToolInHand; readonly name: string; readonly hint: string }[] = [
  { tool: 'ellipse', name: 'Ellipse', hint: 'Drag across the contrast on any plane.' },
  { tool: 'freehand', name: 'Freehand', hint: 'Draw around the contrast; the contour closes itself.' },
  {
    tool: 'grow',
    name: 'Grow in 3D',
    hint: 'Click inside the contrast. It grows within the box; drag its edges.',
  },
];

/** Regions of extravasated contrast or extradural CSF, drawn or grown. */
export function ExtravasationStep({ workspace }: { readonly workspace: Workspace }) {
  const regions = useWorkspaceState((state) => state.doc.regions);
  const tool = useWorkspaceState((state) => state.tool);
  const growth = useWorkspaceState((state) => state.growth);
  const studies = useWorkspaceState((state) => state.studies);
  const seriesUid = useWorkspaceState(activeSeriesUid);
  const locked = useWorkspaceState((state) => state.lock !== null);
  const unit = findSeries(studies, seriesUid)?.modality === 'CT' ? 'HU' : 'signal';
  const hint = TOOLS.find((one) => one.tool === tool)?.hint;
  return (
    <fieldset className={classes.fields} disabled={locked} aria-label="Extravasation">
      <section className={classes.section}>
        <div className={classes.row}>
          {TOOLS.map((one) => (
            <Button
              key={one.tool}
              size="sm"
              variant={tool === one.tool ? 'filled' : 'default'}
              aria-pressed={tool === one.tool}
              onClick={() => workspace.setTool(tool === one.tool ? 'navigate' : one.tool)}
            >
              {one.name}
            </Button>
          ))}
        </div>
        <p className={classes.hint}>{hint ?? 'Choose how to outline the contrast (E grows in 3D).'}</p>
        {tool === 'grow' ? (
          <>
            <ThresholdFields
              lower={growth.lower}
              upper={growth.upper}
              unit={unit}
              placeholder="from click"
              onLower={(lower) => workspace.setGrowth({ lower })}
              onUpper={(upper) => workspace.setGrowth({ upper })}
            />
            <NumberInput
              label="Box around the click, half edge (mm)"
              size="xs"
              w={248}
              mt={6}
              min={5}
              max={150}
              value={growth.halfEdgeMm}
              onChange={(value) => {
                if (typeof value === 'number' && value >= 5) workspace.setGrowth({ halfEdgeMm: value });
              }}
            />
          </>
        ) : null}
      </section>
      {regions.length === 0 ? (
        <p className={classes.empty}>
          No region yet. A leak needs none; a region gives extent, volume and density.
        </p>
      ) : null}
      {regions.map((region) => (
        <RegionCard key={region.id} workspace={workspace} region={region} />
      ))}
    </fieldset>
  );
}
