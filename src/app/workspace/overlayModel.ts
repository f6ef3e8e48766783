import type { CaseDocument, LeakFinding, SpineLabeling } from '../../domain/case/document.ts';
import { regionOf } from '../../domain/vocabulary/scheme.ts';
import type { Vertebra } from '../../domain/vocabulary/level.ts';
import type { MarkStyle, OverlayMark, OverlayModel } from '../../viewer/api.ts';
import type { ToolInHand, WorkspaceState } from '../workspace.ts';
import { levelAndSide } from './captions.ts';
import { canalMarks } from './canalMarks.ts';
import { markId } from './markIds.ts';
import { overlayPlace } from './overlayPlace.ts';
import { projectedMarks } from './projectedMarks.ts';
import { rulerMarks } from './rulerMarks.ts';

/** Half a lumbar body: a label is drawn on every slice that may cut its vertebra. */
const LABEL_VISIBLE_MM = 16;
/** A leak is a point: drawn solid on its slice and the next ones; elsewhere faint, and only while it is selected. */
export const LEAK_VISIBLE_MM = 4;
const CROSSHAIR_VISIBLE_MM = 1000;

/** Marks move while their tool is in hand, or when they are selected: never by a chance drag while scrolling. */
const canDrag = (input: OverlayInput, tool: ToolInHand, selected: boolean): boolean =>
  input.lock === null && (selected || input.tool === tool);

export type OverlayInput = Pick<
  WorkspaceState,
  'doc' | 'derived' | 'selectedId' | 'crosshair' | 'lock' | 'tool'
> &
  Partial<Pick<WorkspaceState, 'studies' | 'rulerStart'>>;

/** What is drawn on the pictures: a pure projection of the document and of what is selected, nothing of its own. */
export function overlayModel(input: OverlayInput): OverlayModel {
  const { doc } = input;
  return {
    marks: [
      // Below the labels: where they are near, the number stays readable.
      ...Object.values(doc.labelings).flatMap((labeling) =>
        canalMarks(labeling, input.selectedId, (selected) => canDrag(input, 'spine', selected)),
      ),
      ...Object.values(doc.labelings).flatMap((labeling) => labelingMarks(labeling, input)),
      ...projectionMarks(doc, input),
      ...doc.regions.flatMap((region) => regionMarks(region.id, input)),
      ...doc.findings.map((finding) => leakMark(finding, input)),
      ...projectedMarks(input),
      ...rulerMarks(input),
      ...crosshairMark(input.crosshair),
    ],
  };
}

function labelingMarks(labeling: SpineLabeling, input: OverlayInput): readonly OverlayMark[] {
  const { seriesUid, frameOfReferenceUid, labels } = labeling;
  const curve: OverlayMark = {
    kind: 'curve',
    id: `curve|${seriesUid}`,
    frameOfReferenceUid,
    seriesUid,
    pointsLpsMm: labels.map((label) => label.pointLpsMm),
    style: { name: 'curve', provisional: labels.some((label) => !label.confirmed), selected: false },
  };
  const points = labels.map((label): OverlayMark => {
    const id = markId({ kind: 'label', seriesUid, level: label.level });
    const text = label.source === 'imported' ? `${label.level} (imported)` : label.level;
    return {
      kind: 'point',
      id,
      where: { kind: 'patient', seriesUid, frameOfReferenceUid, pointLpsMm: label.pointLpsMm },
      text,
      style: labelStyle(label.level, !label.confirmed, id === input.selectedId),
      visibleWithinMm: LABEL_VISIBLE_MM,
      projectBeyond: false,
      draggable: canDrag(input, 'spine', id === input.selectedId),
    };
  });
  return labels.length > 1 ? [curve, ...points] : points;
}

function projectionMarks(doc: CaseDocument, input: OverlayInput): readonly OverlayMark[] {
  return Object.values(doc.projectionLabelings).flatMap(({ sopInstanceUid, frame, labels }) =>
    labels.map((label): OverlayMark => {
      const id = markId({ kind: 'projection-label', sopInstanceUid, frame, level: label.level });
      return {
        kind: 'point',
        id,
        where: { kind: 'image', sopInstanceUid, frame, pointPx: label.pointPx },
        text: label.level,
        style: labelStyle(label.level, false, id === input.selectedId),
        visibleWithinMm: 0,
        projectBeyond: false,
        draggable: canDrag(input, 'spine', id === input.selectedId),
      };
    }),
  );
}

function leakMark(finding: LeakFinding, input: OverlayInput): OverlayMark {
  const { id, ordinal, place } = finding;
  const known = (input.derived.resolved[id]?.level ?? null) !== null;
  return {
    kind: 'point',
    id: markId({ kind: 'finding', id }),
    where: overlayPlace(place),
    text: known ? `Leak ${ordinal} ${levelAndSide(finding, input.derived)}` : `Leak ${ordinal}`,
    style: { name: 'leak', provisional: false, selected: input.selectedId === id },
    visibleWithinMm: LEAK_VISIBLE_MM,
    projectBeyond: input.selectedId === id,
    draggable: canDrag(input, 'leak', input.selectedId === id),
  };
}

/** The bounds of a grown region are shown while it is selected: that is when they can be dragged. */
function regionMarks(id: string, input: OverlayInput): readonly OverlayMark[] {
  const region = input.doc.regions.find((candidate) => candidate.id === id);
  if (region === undefined) return [];
  const selected = input.selectedId === id;
  const outline: OverlayMark = {
    kind: 'region',
    id: markId({ kind: 'region', id }),
    seriesUid: region.seriesUid,
    shape: region.shape,
    text: `Extravasation ${region.ordinal}`,
    style: { name: 'region', provisional: false, selected },
  };
  if (region.shape.kind !== 'grow' || !selected) return [outline];
  const box: OverlayMark = {
    kind: 'box',
    id: markId({ kind: 'bounds', id }),
    seriesUid: region.seriesUid,
    minLpsMm: region.shape.boundsMinLpsMm,
    maxLpsMm: region.shape.boundsMaxLpsMm,
    text: '',
    style: { name: 'bounds', provisional: false, selected: true },
  };
  return [outline, box];
}

function crosshairMark(crosshair: WorkspaceState['crosshair']): readonly OverlayMark[] {
  if (crosshair === null) return [];
  return [
    {
      kind: 'point',
      id: 'crosshair',
      where: { kind: 'patient', seriesUid: '', ...crosshair },
      text: '',
      style: { name: 'crosshair', provisional: false, selected: false },
      visibleWithinMm: CROSSHAIR_VISIBLE_MM,
      projectBeyond: false,
      draggable: false,
    },
  ];
}

function labelStyle(level: Vertebra, provisional: boolean, selected: boolean): MarkStyle {
  return { name: `label-${regionOf(level)}`, provisional, selected };
}
