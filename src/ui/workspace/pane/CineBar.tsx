import type { Pane, PaneState } from '../../../app/workspace.ts';
import { ToolIcon } from '../../common/ToolIcon.tsx';
import classes from './Pane.module.css';

interface CineBarProps {
  readonly pane: Pane;
  readonly state: PaneState;
  readonly cine: NonNullable<PaneState['cine']>;
}

/** Play, step, and what is really shown: frame, time in the run, pictures a second. */
export function CineBar({ pane, state, cine }: CineBarProps) {
  const { frameTimeMs, actualFps, playing } = cine;
  const nominal = frameTimeMs === null ? null : 1000 / frameTimeMs;
  return (
    <fieldset className={classes.cine} aria-label="Cine">
      <button
        type="button"
        className={classes.chip}
        aria-label="Previous frame"
        onClick={() => pane.scrollBy(-1)}
      >
        <ToolIcon name="previous" size={16} />
      </button>
      <button
        type="button"
        className={classes.chip}
        aria-label={playing ? 'Pause' : 'Play'}
        onClick={() => pane.cine('toggle')}
      >
        <ToolIcon name={playing ? 'pause' : 'play'} size={16} />
      </button>
      <button type="button" className={classes.chip} aria-label="Next frame" onClick={() => pane.scrollBy(1)}>
        <ToolIcon name="next" size={16} />
      </button>
      <input
        type="range"
        className={classes.cineRange}
        aria-label="Frame"
        min={1}
        max={state.count}
        value={state.index + 1}
        onChange={(event) => pane.scrollTo(event.currentTarget.valueAsNumber - 1)}
      />
      <span className={classes.cineWords}>
        {state.index + 1} / {state.count}
        {frameTimeMs === null ? ' · timing not stated' : ` · ${Math.round(state.index * frameTimeMs)} ms`}
      </span>
      <span className={classes.cineRate}>
        {playing && actualFps !== null ? `${actualFps.toFixed(1)} of ` : ''}
        {nominal === null ? '' : `${nominal.toFixed(1)} fps`}
      </span>
    </fieldset>
  );
}
