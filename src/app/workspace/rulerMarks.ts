import { lengthWords } from '../../dicom/imageLength.ts';
import type { OverlayMark } from '../../viewer/api.ts';
import type { WorkspaceState } from '../workspace.ts';
import { markId } from './markIds.ts';
import { overlayPlace } from './overlayPlace.ts';
import { rulerLength } from './rulers.ts';

const START_VISIBLE_MM = 4;

type Shown = Pick<WorkspaceState, 'doc' | 'selectedId'> &
  Partial<Pick<WorkspaceState, 'studies' | 'rulerStart'>>;

/** Lengths, and the end that was clicked first. */
export function rulerMarks({ doc, studies = [], rulerStart, selectedId }: Shown): readonly OverlayMark[] {
  const lines = (doc.rulers ?? []).map((ruler): OverlayMark => {
    const id = markId({ kind: 'ruler', id: ruler.id });
    const length = rulerLength(studies, doc, ruler);
    return {
      kind: 'ruler',
      id,
      from: overlayPlace(ruler.from),
      to: overlayPlace(ruler.to),
      text: length === null ? 'length not known' : lengthWords(length),
      style: { name: 'ruler', provisional: false, selected: id === selectedId },
    };
  });
  if (rulerStart == null) return lines;
  const start: OverlayMark = {
    kind: 'point',
    id: 'ruler-start',
    where: overlayPlace(rulerStart),
    text: 'click the other end',
    style: { name: 'ruler', provisional: true, selected: false },
    visibleWithinMm: START_VISIBLE_MM,
    projectBeyond: false,
    draggable: false,
  };
  return [...lines, start];
}
