import { unreachable } from '../../domain/result.ts';
import type { CaseDocument, Place } from '../../domain/case/document.ts';
import { markId, parseMarkId, type MarkTarget } from './markIds.ts';

/** What an id of the list or of a mark names; null when it names nothing in the document (any more). */
export function targetOf(doc: CaseDocument, id: string | null): MarkTarget | null {
  if (id === null) return null;
  if (doc.findings.some((finding) => finding.id === id)) return { kind: 'finding', id };
  if (doc.regions.some((region) => region.id === id)) return { kind: 'region', id };
  const target = parseMarkId(id);
  return target !== null && placeOf(doc, target) !== null ? target : null;
}

/** The id under which a target is selected: findings and regions by their own, labels by their mark's. */
export function selectionId(target: MarkTarget): string {
  return target.kind === 'finding' || target.kind === 'region' || target.kind === 'bounds'
    ? target.id
    : markId(target);
}

/** Where a target is, for the planes to go there. A region is at its middle; null when it is gone. */
export function placeOf(doc: CaseDocument, target: MarkTarget): Place | null {
  switch (target.kind) {
    case 'label': {
      const labeling = doc.labelings[target.seriesUid];
      const label = labeling?.labels.find((candidate) => candidate.level === target.level);
      if (!labeling || !label) return null;
      const { seriesUid, frameOfReferenceUid } = labeling;
      return { kind: 'patient', seriesUid, frameOfReferenceUid, pointLpsMm: label.pointLpsMm };
    }
    case 'canal': {
      const labeling = doc.labelings[target.seriesUid];
      const point = labeling?.canal?.find((candidate) => candidate.level === target.level);
      if (!labeling || !point) return null;
      const { seriesUid, frameOfReferenceUid } = labeling;
      return { kind: 'patient', seriesUid, frameOfReferenceUid, pointLpsMm: point.pointLpsMm };
    }
    case 'projection-label': {
      const { sopInstanceUid, frame } = target;
      const labeling = Object.values(doc.projectionLabelings).find(
        (candidate) => candidate.sopInstanceUid === sopInstanceUid && candidate.frame === frame,
      );
      const label = labeling?.labels.find((candidate) => candidate.level === target.level);
      if (!labeling || !label) return null;
      return { kind: 'image', seriesUid: labeling.seriesUid, sopInstanceUid, frame, pointPx: label.pointPx };
    }
    case 'finding':
      return doc.findings.find((finding) => finding.id === target.id)?.place ?? null;
    case 'region':
    case 'bounds': {
      const region = doc.regions.find((candidate) => candidate.id === target.id);
      if (!region) return null;
      const { seriesUid, frameOfReferenceUid, measurement, shape } = region;
      const [a, b] = [measurement.minLpsMm, measurement.maxLpsMm];
      const middle = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2, (a[2] + b[2]) / 2] as const;
      const pointLpsMm = shape.kind === 'grow' ? shape.seedLpsMm : middle;
      return { kind: 'patient', seriesUid, frameOfReferenceUid, pointLpsMm };
    }
    case 'ruler':
      return doc.rulers?.find((ruler) => ruler.id === target.id)?.from ?? null;
    default:
      return unreachable(target);
  }
}
