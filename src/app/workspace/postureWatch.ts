import type { SeriesContext } from '../../domain/case/derive.ts';
import type { CaseDocument, SpineLabeling } from '../../domain/case/document.ts';
import { bodyTurnDeg, type Sample } from '../../domain/posture/bodyTurn.ts';
import { postureEvidence } from '../../domain/posture/postureEvidence.ts';
import type { PostureEvidence } from '../../domain/posture/postureModel.ts';
import type { SeriesSummary } from '../../dicom/model.ts';
import type { Viewer } from '../../viewer/api.ts';

/**
 * What the voxels of each labelled series say of how the patient lay, by Series Instance UID: whether a CT contradicts its
 * registered posture, and how far the back is turned.
 */
export interface PostureWatch {
  /** Looks again at what changed since; true where an answer is another one than before. */
  update(doc: CaseDocument): boolean;
  /** Labelled CTs whose images were never looked at with these labels: not loaded in this session. */
  unread(doc: CaseDocument): readonly string[];
  found(): Readonly<Record<string, PostureEvidence>>;
  /** Degrees from +y, + to the patient's left; only series that say it. */
  turns(): Readonly<Record<string, number>>;
  /** The contexts of the rules, with the evidence so far. */
  withEvidence(series: readonly SeriesContext[]): readonly SeriesContext[];
}

/** Only whole series are asked, and each again only when its labels have changed. */
export function createPostureWatch(
  viewer: Pick<Viewer, 'sample' | 'loadState'>,
  series: readonly SeriesSummary[],
): PostureWatch {
  let found: Readonly<Record<string, PostureEvidence>> = {};
  let turns: Readonly<Record<string, number>> = {};
  const asked = new Map<string, SpineLabeling>();
  // Without a volume there is no voxel to ask.
  const volumes = (modality: string): ReadonlySet<string> =>
    new Set(
      series
        .filter((one) => one.modality === modality && one.geometry.volumeAllowed)
        .map(({ seriesInstanceUid }) => seriesInstanceUid),
    );
  const [sliced, resonant] = [volumes('CT'), volumes('MR')];

  const ask = (uid: string, labeling: SpineLabeling): boolean => {
    if (!sliced.has(uid) && !resonant.has(uid)) return false;
    if (asked.get(uid) === labeling || viewer.loadState(uid).kind !== 'complete') return false;
    asked.set(uid, labeling);
    const sample: Sample = (point) => viewer.sample(uid, point);
    const turned = noteTurn(uid, bodyTurnDeg(labeling.labels, sample));
    // Cortical bone is dark in MR: only a CT is asked where the arches are.
    const evidence = sliced.has(uid) ? postureEvidence(labeling.labels, sample) : 'unknown';
    // One label less must not silence what two bodies have said.
    if (evidence === 'unknown' || found[uid] === evidence) return turned;
    found = { ...found, [uid]: evidence };
    return true;
  };
  const noteTurn = (uid: string, measuredDeg: number | null): boolean => {
    const turnDeg = measuredDeg === null ? undefined : Math.round(measuredDeg);
    if (turnDeg === undefined || turns[uid] === turnDeg) return false;
    turns = { ...turns, [uid]: turnDeg };
    return true;
  };

  return {
    update: (doc) => Object.entries(doc.labelings).filter(([uid, labeling]) => ask(uid, labeling)).length > 0,
    unread: (doc) =>
      Object.entries(doc.labelings)
        .filter(([uid, labeling]) => sliced.has(uid) && asked.get(uid) !== labeling)
        .map(([uid]) => uid),
    found: () => found,
    turns: () => turns,
    withEvidence: (contexts) =>
      contexts.map((context) => {
        const [posture, turnDeg] = [found[context.seriesUid], turns[context.seriesUid]];
        return {
          ...context,
          ...(posture === undefined ? {} : { posture }),
          ...(turnDeg === undefined ? {} : { turnDeg }),
        };
      }),
  };
}
