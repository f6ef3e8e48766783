import { CINE_SPEEDS, type Pane, type PaneState } from '../../../app/workspace.ts';
import { ToolIcon } from '../../common/ToolIcon.tsx';
import classes from './Pane.module.css';

interface CineBarProps {
  readonly pane: Pane;
  readonly state: PaneState;
  readonly cine: NonNullable<PaneState['cine']>;
}

/** Play, step, loop, speed, and what is really shown: frame, its time in the run, pictures a second. */
export function CineBar({ pane, state, cine }: CineBarProps) {
  const { frameTimeMs, atMs, actualFps, playing, speed, loop } = cine;
  const nominal = frameTimeMs === null ? null : (speed * 1000) / frameTimeMs;
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
      <button
        type="button"
        className={classes.chip}
        aria-label="Loop"
        aria-pressed={loop}
        title={loop ? 'Starts again at its end' : 'Stops at its end'}
        onClick={() => pane.setCine({ loop: !loop })}
      >
        <ToolIcon name="loop" size={16} />
      </button>
      <select
        className={classes.cineSpeed}
        aria-label="Speed"
        value={speed}
        onChange={(event) => pane.setCine({ speed: Number(event.currentTarget.value) })}
      >
        {CINE_SPEEDS.map((one) => (
          <option key={one} value={one}>
            {one} ×
          </option>
        ))}
      </select>
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
        {atMs === null ? ' · timing not stated' : ` · ${Math.round(atMs)} ms`}
      </span>
      <span className={classes.cineRate}>
        {playing && actualFps !== null ? `${actualFps.toFixed(1)} of ` : ''}
        {nominal === null ? '' : `${nominal.toFixed(1)} fps`}
      </span>
    </fieldset>
  );
}
