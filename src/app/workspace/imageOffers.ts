import { snapLabels, type SnapOffer } from '../../domain/spine/snap.ts';
import type { SampleValue } from '../../domain/spine/spineStations.ts';
import { err, issue, ok, type Result } from '../../domain/result.ts';
import type { SpineLabeling } from '../../domain/case/document.ts';
import type { WorkspaceCore } from './core.ts';
import { findSeries } from './series.ts';

interface LabelledVolume {
  readonly labeling: SpineLabeling;
  readonly modality: 'CT' | 'MR';
  readonly sample: SampleValue;
}

/** A labelled CT or MR whose voxels are all there: what the canal and the rhythm of the spine are looked for in. */
export function labelledVolume(
  core: Pick<WorkspaceCore, 'store' | 'studies' | 'viewer'>,
  seriesUid: string,
): Result<LabelledVolume> {
  const { doc, loads } = core.store.getState();
  const series = findSeries(core.studies, seriesUid);
  const labeling = doc.labelings[seriesUid];
  if (series === null || labeling === undefined || labeling.labels.length < 2)
    return err(issue('no-labels', 'Label at least two vertebrae on this series first.'));
  const { modality } = series;
  if (modality !== 'CT' && modality !== 'MR')
    return err(issue('no-volume', 'Only a CT or MR volume can be searched.'));
  if (loads[seriesUid]?.kind !== 'complete')
    return err(issue('incomplete', 'The series is still loading, or slices are missing.'));
  return ok({ labeling, modality, sample: (point) => core.viewer.sample(seriesUid, point) });
}

/** Provisional labels against the rhythm of the image: how far each would move. */
export function offerSnap(core: WorkspaceCore, seriesUid: string): Result<SnapOffer> {
  const volume = labelledVolume(core, seriesUid);
  if (!volume.ok) return volume;
  const { labels } = volume.value.labeling;
  return snapLabels({
    confirmed: labels.filter((label) => label.confirmed),
    provisional: labels.filter((label) => !label.confirmed),
    scheme: core.store.getState().doc.numbering,
    sample: volume.value.sample,
  });
}
