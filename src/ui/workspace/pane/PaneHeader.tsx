import { Menu, Tooltip } from '@mantine/core';
import type { Pane, PaneSlot, PaneState, Plane, SeriesSummary } from '../../../app/workspace.ts';
import { presetOfWindow, presetsOf } from '../../../app/workspace/presets.ts';
import { pictureNoun } from '../../../app/workspace/captions.ts';
import { showsPlanes } from '../../../app/workspace/series.ts';
import { useWorkspace, useWorkspaceState } from '../context.tsx';
import { ToolIcon } from '../../common/ToolIcon.tsx';
import classes from './Pane.module.css';

interface PaneHeaderProps {
  readonly slot: PaneSlot;
  readonly series: SeriesSummary;
  readonly pane: Pane;
  readonly state: PaneState;
}

/** Which picture this is, and how it is shown: each a menu of its own. */
export function PaneHeader({ slot, series, pane, state }: PaneHeaderProps) {
  const workspace = useWorkspace();
  const maximised = useWorkspaceState((current) => current.maximisedPaneId === slot.paneId);
  return (
    <header className={classes.header}>
      <div className={classes.headerSide}>
        <PlaneMenu slot={slot} series={series} />
        {series.stackName === undefined ? null : (
          <span className={classes.flag} title={series.stackName}>
            {series.stackName.split(',').slice(0, 2).join(',')}
          </span>
        )}
        <GeometryBadge series={series} note={state.message} />
        {series.lossy ? <span className={classes.flag}>LOSSY</span> : null}
      </div>
      <div className={classes.headerSide}>
        <SlabMenu pane={pane} state={state} plane={slot.plane} />
        <WindowMenu slot={slot} series={series} pane={pane} state={state} />
        <button
          type="button"
          className={classes.chip}
          aria-label={maximised ? 'Back to the layout' : 'Maximise this view'}
          onClick={() => workspace.maximise(maximised ? null : slot.paneId)}
        >
          <ToolIcon name={maximised ? 'restore' : 'maximise'} size={15} />
        </button>
      </div>
    </header>
  );
}

const PLANE_WORDS: Readonly<Record<Plane, string>> = {
  axial: 'Axial',
  sagittal: 'Sagittal',
  coronal: 'Coronal',
  'curved-sagittal': 'Curved sagittal',
  'curved-coronal': 'Curved coronal',
  stack: 'Original images',
};
/** For panes too narrow for the whole word: the modality must still stand beside it. */
const SHORT_PLANE: Readonly<Record<Plane, string>> = {
  axial: 'Ax',
  sagittal: 'Sag',
  coronal: 'Cor',
  'curved-sagittal': 'Curv. sag',
  'curved-coronal': 'Curv. cor',
  stack: 'Orig.',
};
/** One projection image is no run: a held image, a plain film. */
function planeWords(plane: Plane, series: SeriesSummary): string {
  if (plane !== 'stack') return PLANE_WORDS[plane];
  if (series.frames === 1) return 'Image';
  return pictureNoun(series, plane, series.frames) === 'frame' ? 'Run' : PLANE_WORDS.stack;
}

function PlaneMenu({ slot, series }: { readonly slot: PaneSlot; readonly series: SeriesSummary }) {
  const workspace = useWorkspace();
  const planes: readonly Plane[] = showsPlanes(series)
    ? ['axial', 'sagittal', 'coronal', 'curved-sagittal', 'curved-coronal', 'stack']
    : ['stack'];
  return (
    <Menu position="bottom-start" withinPortal>
      <Menu.Target>
        <button
          type="button"
          className={classes.chip}
          data-strong
          title={series.description}
          aria-label={`${series.modality} · ${planeWords(slot.plane, series)}`}
        >
          {series.modality}
          <span className={classes.wide}>· {planeWords(slot.plane, series)}</span>
          <span className={classes.narrow}>{series.frames === 1 ? '' : SHORT_PLANE[slot.plane]}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{series.description || 'Series without description'}</Menu.Label>
        {planes.map((plane) => (
          <Menu.Item
            key={plane}
            onClick={() => workspace.setPlane(slot.paneId, plane)}
            rightSection={plane === slot.plane ? <ToolIcon name="check" size={14} /> : null}
          >
            {planeWords(plane, series)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Regular geometry needs no words; anything else is named, with its numbers in the tooltip. */
function GeometryBadge({ series, note }: { readonly series: SeriesSummary; readonly note: string | null }) {
  const { codes, notes } = series.geometry;
  const odd = codes.filter((code) => code !== 'regular' && code !== 'none');
  const words = [...(note === null ? [] : [note]), ...notes].join(' ');
  if (odd.length === 0 && note === null) return null;
  return (
    <Tooltip label={words === '' ? odd.join(', ') : words} multiline maw={360}>
      <button type="button" className={classes.flag} data-tone="warn">
        {odd.length === 0 ? 'NOTE' : odd.join(', ').toUpperCase()}
      </button>
    </Tooltip>
  );
}

const SLABS_MM = [0, 1, 2, 3, 5, 10, 15, 20, 30] as const;
const SLAB_MODES = ['mip', 'minip', 'mean'] as const;
const SLAB_WORDS = { mip: 'MIP', minip: 'MinIP', mean: 'Mean' } as const;

function SlabMenu({
  pane,
  state,
  plane,
}: Pick<PaneHeaderProps, 'pane' | 'state'> & { readonly plane: Plane }) {
  if (plane === 'stack') return null;
  const { slabMm, slabMode } = state;
  return (
    <Menu position="bottom-end" withinPortal closeOnItemClick={false}>
      <Menu.Target>
        <button
          type="button"
          className={classes.chip}
          aria-label={slabMm === 0 ? 'Slab off' : `Slab ${SLAB_WORDS[slabMode]} ${slabMm} mm`}
        >
          {slabMm === 0 ? (
            <>
              <ToolIcon name="slab" size={15} />
              <span className={classes.wide}>Off</span>
            </>
          ) : (
            `${SLAB_WORDS[slabMode]} ${slabMm} mm`
          )}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Thickness</Menu.Label>
        {SLABS_MM.map((thicknessMm) => (
          <Menu.Item
            key={thicknessMm}
            onClick={() => pane.setSlab({ mode: slabMode, thicknessMm })}
            rightSection={thicknessMm === slabMm ? <ToolIcon name="check" size={14} /> : null}
          >
            {thicknessMm === 0 ? 'Off' : `${thicknessMm} mm`}
          </Menu.Item>
        ))}
        <Menu.Label>Shows</Menu.Label>
        {SLAB_MODES.map((mode) => (
          <Menu.Item
            key={mode}
            onClick={() => pane.setSlab({ mode, thicknessMm: slabMm === 0 ? 10 : slabMm })}
            rightSection={mode === slabMode && slabMm > 0 ? <ToolIcon name="check" size={14} /> : null}
          >
            {SLAB_WORDS[mode]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function WindowMenu({ slot, series, pane, state }: PaneHeaderProps) {
  const workspace = useWorkspace();
  const presets = presetsOf(series.modality);
  const current = presetOfWindow(presets, state.window);
  const { window } = state;
  const words = window === null ? 'Window' : `W ${Math.round(window.width)} C ${Math.round(window.center)}`;
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <button type="button" className={classes.chip} data-window aria-label={words}>
          <span className={classes.full}>{words}</span>
          <span className={classes.brief}>
            {window === null ? 'W' : `${Math.round(window.width)}/${Math.round(window.center)}`}
          </span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Window, all views of this series</Menu.Label>
        {presets.map((preset, index) => (
          <Menu.Item
            key={preset.id}
            onClick={() => workspace.applyPreset(slot.paneId, preset.id)}
            leftSection={<kbd className={classes.key}>W {index + 1}</kbd>}
            rightSection={preset.id === current?.id ? <ToolIcon name="check" size={14} /> : null}
          >
            {preset.name}
            {preset.kind === 'range' ? (
              <span className={classes.presetNumbers}>
                {preset.window.width} / {preset.window.center}
              </span>
            ) : null}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={() => pane.setInvert(!state.invert)}>
          {state.invert ? 'Normal grey values' : 'Invert grey values'}
        </Menu.Item>
        <Menu.Item onClick={() => pane.fit()}>Fit to the view</Menu.Item>
        <Menu.Item onClick={() => pane.reset()}>Reset the view</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
