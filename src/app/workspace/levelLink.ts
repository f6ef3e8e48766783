import type { CaseDocument, PatientPlace, Place, PointLps } from '../../domain/case/document.ts';
import { labelledSpines, oneOfEachFrame, spineOfLabeling } from '../../domain/across/labelledSpine.ts';
import { labelsFor } from '../../domain/findings/labelsFor.ts';
import { fromSpineCoordinate, toSpineCoordinate } from '../../domain/spine/spineCoordinate.ts';
import type { Spine } from '../../domain/spine/spineFrame.ts';
import type { Pane } from '../../viewer/api.ts';
import { axisOf, coordinateOnSlice, nearestToSpine, type SlicePosition } from './spineSlices.ts';

/** A mounted pane and the patient space it shows. */
export interface LinkedPane {
  readonly pane: Pane;
  readonly frameOfReferenceUid: string | null;
}

/**
 * Level-linked scroll: a pane scrolled by hand takes the panes of other labelled frames of reference to the same spine
 * coordinate. Only panes that cut the same axis follow (axial with axial, sagittal with sagittal): nothing jumps
 * sideways. No transform is made, so none can be silently wrong: a level without labels is not followed.
 */
export interface LevelLink {
  /** To be told of every change of a pane; scrolls the others when this one was moved by a hand. */
  changed(moved: LinkedPane, all: readonly LinkedPane[]): void;
}

export interface LevelLinkOptions {
  readonly doc: () => CaseDocument;
  readonly on: () => boolean;
}

export function createLevelLink({ doc, on }: LevelLinkOptions): LevelLink {
  /** Slice each pane was last seen at or sent to: what differs was moved by a hand. */
  const lastIndex = new WeakMap<Pane, number>();

  function changed(moved: LinkedPane, all: readonly LinkedPane[]): void {
    const { pane } = moved;
    const { index, status } = pane.state();
    if (status !== 'ready') return;
    const before = lastIndex.get(pane);
    lastIndex.set(pane, index);
    if (before === undefined || before === index || !on()) return;
    const spine = spineFor(doc(), moved);
    const position = spine === null ? null : positionOn(pane, spine, index);
    if (position === null) return;
    for (const other of all) {
      if (other.frameOfReferenceUid === moved.frameOfReferenceUid) continue;
      const theirs = spineFor(doc(), other);
      if (theirs === null || other.pane.state().status !== 'ready') continue;
      follow(other.pane, theirs, position);
    }
  }

  function follow(pane: Pane, spine: Spine, position: SlicePosition): void {
    const indexAt = (point: PointLps): number | null => pane.indexNearest(point);
    const target = fromSpineCoordinate(spine, position.at);
    if (!target.ok || axisOf(spine, position.at, indexAt) !== position.axis) return;
    const index = indexAt(target.value);
    if (index === null || index === pane.state().index) return;
    lastIndex.set(pane, index);
    pane.scrollTo(index);
  }

  return { changed };
}

/** Where on the spine the slice shown lies: the point of the body line it cuts, or its offset beside it. */
function positionOn(pane: Pane, spine: Spine, index: number): SlicePosition | null {
  const centre = pane.centre();
  const start = nearestToSpine(spine, centre);
  return start === null ? null : coordinateOnSlice(spine, start, index, (point) => pane.indexNearest(point));
}

/** The labels a pane is read against, as a spine; null where there are none. */
function spineFor(doc: CaseDocument, { pane, frameOfReferenceUid }: LinkedPane): Spine | null {
  if (frameOfReferenceUid === null) return null;
  const labels = labelsFor(doc.labelings, { seriesUid: pane.spec.seriesUid, frameOfReferenceUid });
  if (labels.kind === 'none') return null;
  const spine = spineOfLabeling(labels.labeling, doc.numbering);
  return spine.nodes.length === 0 ? null : spine;
}

/** The same place on every other labelled frame of reference, for panes to be sent there by a click on it. */
export function carriedPlaces(doc: CaseDocument, place: Place): readonly PatientPlace[] {
  if (place.kind !== 'patient') return [];
  const labels = labelsFor(doc.labelings, place);
  if (labels.kind === 'none') return [];
  const here = spineOfLabeling(labels.labeling, doc.numbering);
  const at = toSpineCoordinate(here, place.pointLpsMm);
  if (!at.ok) return [];
  return oneOfEachFrame(labelledSpines(doc)).flatMap(({ labeling, spine }) => {
    const { seriesUid, frameOfReferenceUid } = labeling;
    if (frameOfReferenceUid === place.frameOfReferenceUid) return [];
    const there = fromSpineCoordinate(spine, at.value);
    return there.ok
      ? [{ kind: 'patient' as const, seriesUid, frameOfReferenceUid, pointLpsMm: there.value }]
      : [];
  });
}
