import type { PlanBlocker } from '../case/derive.ts';
import type { CaseDocument } from '../case/document.ts';
import { blocker } from './blockers/model.ts';
import type { PlanSeries } from './targetingPlan.ts';

type Step = PlanBlocker['step'];
interface Reference {
  readonly step: Step;
  readonly path: string;
  readonly what: string;
  readonly seriesUid: string;
  /** Null where the whole series is meant. */
  readonly sopInstanceUid: string | null;
  /** Null where the reference claims no frame of reference. */
  readonly frameOfReferenceUid: string | null;
}

/**
 * Everything the plan points at must be named in it: series, images that carry marks, and one frame of reference for
 * coordinates and series. A plan that points into the void cannot be shown, and its coordinates mean nothing.
 */
export function missingSeries(doc: CaseDocument, series: readonly PlanSeries[]): readonly PlanBlocker[] {
  const bySeries = new Map(series.map((entry) => [entry.seriesInstanceUid, entry]));
  return referencesOf(doc).flatMap((reference) => {
    const { step, path, what, seriesUid, sopInstanceUid, frameOfReferenceUid } = reference;
    const entry = bySeries.get(seriesUid);
    if (entry === undefined)
      return [
        blocker(
          step,
          'series-missing',
          path,
          `${what}: its series is not open, so the plan cannot refer to it.`,
        ),
      ];
    if (
      sopInstanceUid !== null &&
      !entry.instances.some((instance) => instance.sopInstanceUid === sopInstanceUid)
    )
      return [
        blocker(step, 'instance-missing', path, `${what}: its image is not among those the plan refers to.`),
      ];
    if (frameOfReferenceUid !== null && entry.frameOfReferenceUid !== frameOfReferenceUid)
      return [
        blocker(
          step,
          'frame-mismatch',
          path,
          `${what}: its coordinates belong to another frame of reference than its series.`,
        ),
      ];
    return [];
  });
}

function referencesOf(doc: CaseDocument): readonly Reference[] {
  const numberingSeries = doc.numbering.seriesUid;
  return [
    ...Object.values(doc.labelings).map(({ seriesUid, frameOfReferenceUid }) => ({
      step: 'spine' as const,
      path: `labels.${seriesUid}`,
      what: 'Labels of the spine',
      seriesUid,
      sopInstanceUid: null,
      frameOfReferenceUid,
    })),
    ...Object.values(doc.projectionLabelings).map(({ seriesUid, sopInstanceUid }) => ({
      step: 'spine' as const,
      path: `labels.${seriesUid}`,
      what: 'Labels on a projection image',
      seriesUid,
      sopInstanceUid,
      frameOfReferenceUid: null,
    })),
    ...(numberingSeries === null
      ? []
      : [
          {
            step: 'spine' as const,
            path: 'numbering.seriesUid',
            what: 'Numbering',
            seriesUid: numberingSeries,
            sopInstanceUid: null,
            frameOfReferenceUid: null,
          },
        ]),
    ...doc.findings.map(({ id, ordinal, place }) => ({
      step: 'leak' as const,
      path: `findings.${id}`,
      what: `Leak ${ordinal}`,
      seriesUid: place.seriesUid,
      sopInstanceUid: place.kind === 'image' ? place.sopInstanceUid : null,
      frameOfReferenceUid: place.kind === 'patient' ? place.frameOfReferenceUid : null,
    })),
    ...doc.findings.flatMap(({ id, ordinal, adoptions = [] }) =>
      adoptions.map(({ seriesUid, frameOfReferenceUid }) => ({
        step: 'leak' as const,
        path: `findings.${id}`,
        what: `Leak ${ordinal} as adopted on another series`,
        seriesUid,
        sopInstanceUid: null,
        frameOfReferenceUid,
      })),
    ),
    ...doc.regions.map(({ id, ordinal, seriesUid, frameOfReferenceUid }) => ({
      step: 'extravasation' as const,
      path: `regions.${id}`,
      what: `Extravasation ${ordinal}`,
      seriesUid,
      sopInstanceUid: null,
      frameOfReferenceUid,
    })),
    ...doc.keyImages.map(({ id, seriesUid, sopInstanceUid }, index) => ({
      step: 'key-images' as const,
      path: `keyImages.${id}`,
      what: `Key image ${index + 1}`,
      seriesUid,
      sopInstanceUid,
      frameOfReferenceUid: null,
    })),
  ];
}
