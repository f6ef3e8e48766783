import type { Workspace, WorkspaceState } from '../../../app/workspace.ts';
import { findSeries, isProjection } from '../../../app/workspace/series.ts';
import { seriesUidOf } from '../../../app/workspace/stackKeys.ts';
import { useWorkspaceState } from '../context.tsx';
import { LinkedSeries } from '../across/LinkedSeries.tsx';
import { CanalSection } from './CanalSection.tsx';
import { LabelFiles } from './LabelFiles.tsx';
import { LabelList } from './LabelList.tsx';
import { NextLevelControls } from './NextLevelControls.tsx';
import { NumberingForm } from './NumberingForm.tsx';
import { PostureChecks } from './PostureCheck.tsx';
import { ProjectionLabels } from './ProjectionLabels.tsx';
import { SnapOffer } from './SnapOffer.tsx';
import classes from '../StepPanel.module.css';

export const activeSeriesUid = (state: WorkspaceState): string | null => {
  const key = state.slots.find((slot) => slot.paneId === state.activePaneId)?.seriesUid ?? null;
  return key === null ? null : seriesUidOf(key);
};

/** Labels by click, the numbering statement, and what the labels say about each other. */
export function SpineStep({ workspace }: { readonly workspace: Workspace }) {
  const seriesUid = useWorkspaceState(activeSeriesUid);
  const studies = useWorkspaceState((state) => state.studies);
  const projections = useWorkspaceState((state) => state.doc.projectionLabelings);
  const locked = useWorkspaceState((state) => state.lock !== null);
  const series = findSeries(studies, seriesUid);
  const isVolume = series?.modality === 'CT' || series?.modality === 'MR';
  const onImages = Object.values(projections).filter((labeling) => labeling.seriesUid === seriesUid);
  return (
    <fieldset className={classes.fields} disabled={locked} aria-label="Spine labels">
      <PostureChecks workspace={workspace} />
      <section className={classes.section}>
        <h2>Label the spine</h2>
        <NextLevelControls workspace={workspace} projection={series !== null && isProjection(series)} />
      </section>
      {/* Above the lists: they grow with every label and would push an open answer from under the hand. */}
      <section className={classes.section}>
        <h2>Numbering statement</h2>
        <NumberingForm workspace={workspace} />
      </section>
      <section className={classes.section}>
        <h2>
          {series === null
            ? 'Labels'
            : `Labels on ${series.description === '' ? series.modality : series.description}`}
        </h2>
        {series?.class === 'fluoroscopy' ? (
          onImages.length === 0 ? (
            <p className={classes.hint}>
              No labels on these images yet. A label here belongs to one image and frame.
            </p>
          ) : (
            onImages.map((labeling) => (
              <ProjectionLabels
                key={`${labeling.sopInstanceUid}#${labeling.frame}`}
                workspace={workspace}
                labeling={labeling}
              />
            ))
          )
        ) : seriesUid === null ? (
          <p className={classes.hint}>Open a series to label it.</p>
        ) : (
          <>
            <LabelList workspace={workspace} seriesUid={seriesUid} />
            <SnapOffer workspace={workspace} seriesUid={seriesUid} />
            <LabelFiles key={seriesUid} workspace={workspace} seriesUid={seriesUid} />
          </>
        )}
      </section>
      {isVolume && seriesUid !== null ? (
        <section className={classes.section}>
          <h2>Canal</h2>
          <CanalSection workspace={workspace} seriesUid={seriesUid} />
        </section>
      ) : null}
      <section className={classes.section}>
        <h2>Linked series</h2>
        <LinkedSeries workspace={workspace} />
      </section>
    </fieldset>
  );
}
