import { Tooltip } from '@mantine/core';
import type { LoadState, SeriesSummary, StudySummary } from '../../app/workspace.ts';
import { dateWords } from '../../app/workspace/captions.ts';
import { classWords } from '../plan/words.ts';
import { useWorkspace, useWorkspaceState } from './context.tsx';
import { seriesUidOf, stackKey } from '../../app/workspace/stackKeys.ts';
import { SERIES_DRAG_TYPE } from './seriesDrag.ts';
import { SeriesThumb } from './SeriesThumb.tsx';
import classes from './Workspace.module.css';

/** Every series of the patient: what it is and why, whether its geometry can be trusted, and where it hangs. */
export function SeriesStrip() {
  const studies = useWorkspaceState((state) => state.studies);
  return (
    <nav className={classes.strip} aria-label="Series" data-keys="workspace">
      {studies.map((study) => (
        <StudyGroup key={study.studyInstanceUid} study={study} />
      ))}
    </nav>
  );
}

function StudyGroup({ study }: { readonly study: StudySummary }) {
  return (
    <section>
      <h2 className={classes.studyDate} title={study.study.description}>
        {study.study.date === '' ? 'Date not stated' : dateWords(study.study.date)}
      </h2>
      {study.series.map((series) => (
        <div key={series.seriesInstanceUid}>
          <SeriesCard series={series} />
          <StackList series={series} />
        </div>
      ))}
    </section>
  );
}

const SHORT_CLASS: Readonly<Record<SeriesSummary['class'], string>> = {
  'ct-myelography': 'CTM',
  'mr-myelography': 'MRM',
  fluoroscopy: 'Fluoro',
  'ct-other': 'CT',
  'mr-other': 'MR',
  other: 'Other',
};

function SeriesCard({ series }: { readonly series: SeriesSummary }) {
  const workspace = useWorkspace();
  const uid = series.seriesInstanceUid;
  const hangs = useWorkspaceState((state) =>
    state.slots.some((slot) => seriesUidOf(slot.seriesUid ?? '') === uid),
  );
  const load = useWorkspaceState((state) => state.loads[uid]);
  const labelled = useWorkspaceState((state) => (state.doc.labelings[uid]?.labels.length ?? 0) > 0);
  const odd = series.geometry.codes.filter((code) => code !== 'regular' && code !== 'none');
  return (
    <Tooltip
      position="right"
      openDelay={700}
      multiline
      maw={320}
      label={
        <>
          <b>{classWords[series.class]}</b>
          <br />
          {series.classReason}
          {series.geometry.notes.map((note) => (
            <span key={note}>
              <br />
              {note}
            </span>
          ))}
        </>
      }
    >
      <button
        type="button"
        className={classes.series}
        data-series={uid}
        data-hangs={hangs || undefined}
        draggable
        onDragStart={(event) => {
          event.dataTransfer.setData(SERIES_DRAG_TYPE, uid);
          event.dataTransfer.effectAllowed = 'copy';
        }}
        onClick={() => workspace.hangSeries(uid)}
        aria-label={`${SHORT_CLASS[series.class]} ${series.description}, ${series.frames} images: show`}
      >
        <span className={classes.seriesHead}>
          <span className={classes.seriesClass} data-class={series.class}>
            {SHORT_CLASS[series.class]}
          </span>
          <span className={classes.seriesCount}>{series.frames}</span>
        </span>
        <SeriesThumb seriesUid={uid} />
        <span className={classes.seriesName}>{series.description || 'No description'}</span>
        <span className={classes.seriesFlags}>
          {odd.map((code) => (
            <span key={code} data-tone="warn">
              {code}
            </span>
          ))}
          {series.lossy ? <span data-tone="warn">lossy</span> : null}
          {labelled ? <span data-tone="good">labelled</span> : null}
          <LoadWords load={load} />
        </span>
      </button>
    </Tooltip>
  );
}

/** Phases and other stacks that one series holds, in time order: each opens by itself. */
function StackList({ series }: { readonly series: SeriesSummary }) {
  const workspace = useWorkspace();
  const shown = useWorkspaceState((state) => state.slots.map((slot) => slot.seriesUid ?? '').join(' ')).split(
    ' ',
  );
  if (series.otherStacks.length === 0) return null;
  const stacks = [series.stackName ?? 'main stack', ...series.otherStacks.map((stack) => stack.description)];
  return (
    <ul className={classes.stacks} aria-label={`Stacks of ${series.description || 'this series'}`}>
      {stacks.map((name, i) => {
        const key = stackKey(series.seriesInstanceUid, i);
        return (
          <li key={key}>
            <button
              type="button"
              className={classes.stack}
              data-hangs={shown.includes(key) || undefined}
              draggable
              onDragStart={(event) => {
                event.dataTransfer.setData(SERIES_DRAG_TYPE, key);
                event.dataTransfer.effectAllowed = 'copy';
              }}
              onClick={() => workspace.hangSeries(key)}
              aria-label={`${name}: show`}
            >
              {name}
            </button>
          </li>
        );
      })}
    </ul>
  );
}

function LoadWords({ load }: { readonly load: LoadState | undefined }) {
  switch (load?.kind) {
    case 'loading':
      return <span>{load.total === 0 ? 0 : Math.round((100 * load.loaded) / load.total)} %</span>;
    case 'failed':
      return <span data-tone="bad">{load.offer === undefined ? 'failed' : 'too large: choose slices'}</span>;
    case 'cancelled':
      return <span data-tone="warn">stopped</span>;
    default:
      return null;
  }
}
