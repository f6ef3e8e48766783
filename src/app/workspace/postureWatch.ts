import type { SeriesContext } from '../../domain/case/derive.ts';
import type { CaseDocument, SpineLabeling } from '../../domain/case/document.ts';
import { postureEvidence } from '../../domain/posture/postureEvidence.ts';
import type { PostureEvidence } from '../../domain/posture/postureModel.ts';
import type { SeriesSummary } from '../../dicom/model.ts';
import type { Viewer } from '../../viewer/api.ts';

/** What the anatomy of each labelled CT says of its registered posture; by Series Instance UID. */
export interface PostureWatch {
  /** Looks again at what changed since; true where an answer is another one than before. */
  update(doc: CaseDocument): boolean;
  /** Labelled CTs whose images were never looked at with these labels: not loaded in this session. */
  unread(doc: CaseDocument): readonly string[];
  found(): Readonly<Record<string, PostureEvidence>>;
  /** The contexts of the rules, with the evidence so far. */
  withEvidence(series: readonly SeriesContext[]): readonly SeriesContext[];
}

/** Only whole series are asked, and each again only when its labels have changed. */
export function createPostureWatch(
  viewer: Pick<Viewer, 'sample' | 'loadState'>,
  series: readonly SeriesSummary[],
): PostureWatch {
  let found: Readonly<Record<string, PostureEvidence>> = {};
  const asked = new Map<string, SpineLabeling>();
  // Without a volume there is no voxel to ask.
  const sliced = new Set(
    series
      .filter(({ modality, geometry }) => modality === 'CT' && geometry.volumeAllowed)
      .map(({ seriesInstanceUid }) => seriesInstanceUid),
  );

  const ask = (uid: string, labeling: SpineLabeling): boolean => {
    if (!sliced.has(uid) || asked.get(uid) === labeling || viewer.loadState(uid).kind !== 'complete')
      return false;
    asked.set(uid, labeling);
    const evidence = postureEvidence(labeling.labels, (point) => viewer.sample(uid, point));
    // One label less must not silence what two bodies have said.
    if (evidence === 'unknown' || found[uid] === evidence) return false;
    found = { ...found, [uid]: evidence };
    return true;
  };

  return {
    update: (doc) => Object.entries(doc.labelings).filter(([uid, labeling]) => ask(uid, labeling)).length > 0,
    unread: (doc) =>
      Object.entries(doc.labelings)
        .filter(([uid, labeling]) => sliced.has(uid) && asked.get(uid) !== labeling)
        .map(([uid]) => uid),
    found: () => found,
    withEvidence: (contexts) =>
      contexts.map((context) => {
        const posture = found[context.seriesUid];
        return posture === undefined ? context : { ...context, posture };
      }),
  };
}
