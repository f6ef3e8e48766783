import { err, issue, ok, unreachable, type Issue, type Result } from '../result.ts';
import { compareVertebrae, isInScheme } from '../vocabulary/scheme.ts';
import type { CaseCommand } from './commands.ts';
import type { CaseDocument, PointPx, ProjectionLabeling } from './document.ts';
import { isFinitePoint, isFrameNumber, projectionKey } from './ids.ts';

type ProjectionCommand = Extract<CaseCommand, { readonly type: `projection/${string}` }>;

/** 2D labels of one projection image and frame. They mean nothing on another image or frame. */
export function applyProjection(doc: CaseDocument, command: ProjectionCommand): Result<CaseDocument> {
  if (!isFrameNumber(command.frame)) return err(issue('frame-number', 'Frames are counted from 1.'));
  const key = projectionKey(command.sopInstanceUid, command.frame);
  const current = doc.projectionLabelings[key];
  switch (command.type) {
    case 'projection/label': {
      const fault = labelFault(doc, current, command);
      if (fault !== null) return err(fault);
      const { seriesUid, sopInstanceUid, frame, level, pointPx } = command;
      const base = current ?? { seriesUid, sopInstanceUid, frame, labels: [], confirmedRightEdge: null };
      const others = base.labels.filter((label) => label.level !== level);
      const labels = [...others, { level, pointPx }].toSorted((a, b) => compareVertebrae(a.level, b.level));
      return ok(withProjection(doc, key, { ...base, labels }));
    }
    case 'projection/remove': {
      if (!current?.labels.some((label) => label.level === command.level))
        return err(issue('not-labelled', `${command.level} is not labelled on this image.`));
      const labels = current.labels.filter((label) => label.level !== command.level);
      return ok(withProjection(doc, key, { ...current, labels }));
    }
    case 'projection/confirm-right-edge': {
      const { seriesUid, sopInstanceUid, frame, rightEdge } = command;
      const base = current ?? { seriesUid, sopInstanceUid, frame, labels: [], confirmedRightEdge: null };
      return ok(withProjection(doc, key, { ...base, confirmedRightEdge: rightEdge }));
    }
    default:
      return unreachable(command);
  }
}

function labelFault(
  doc: CaseDocument,
  current: ProjectionLabeling | undefined,
  { level, pointPx }: Extract<ProjectionCommand, { type: 'projection/label' }>,
): Issue | null {
  if (!isFinitePoint(pointPx)) return issue('point-not-finite', 'The label has no position in the image.');
  if (!isInScheme(doc.numbering, level))
    return issue(
      'level-not-in-numbering',
      `${level} is not in this patient's numbering. State the anomaly first.`,
    );
  const row = [
    ...(current?.labels ?? []).filter((label) => label.level !== level),
    { level, pointPx },
  ].toSorted((a, b) => compareVertebrae(a.level, b.level));
  return turnsBack(row.map((label) => label.pointPx))
    ? issue(
        'label-order',
        `${level} breaks the row of labels on this image: the column would turn back on itself. Check the number or the counting direction.`,
      )
    : null;
}

/** Labels of one image run one way: no step may point against the chord of its neighbours. */
function turnsBack(row: readonly PointPx[]): boolean {
  return row.some((point, i) => {
    const before = row[i - 1];
    const after = row[i + 1];
    if (before === undefined || after === undefined) return false;
    const into = [point[0] - before[0], point[1] - before[1]] as const;
    const out = [after[0] - point[0], after[1] - point[1]] as const;
    return into[0] * out[0] + into[1] * out[1] <= 0;
  });
}

/** An image without labels and without a confirmed side has nothing to keep. */
function withProjection(doc: CaseDocument, key: string, labeling: ProjectionLabeling): CaseDocument {
  const { [key]: _before, ...others } = doc.projectionLabelings;
  const empty = labeling.labels.length === 0 && labeling.confirmedRightEdge === null;
  return {
    ...doc,
    projectionLabelings: empty ? others : { ...doc.projectionLabelings, [key]: labeling },
  };
}
