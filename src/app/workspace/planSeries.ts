import type { CaseDocument, Place } from '../../domain/case/document.ts';
import type { PlanSeries } from '../../domain/plan/targetingPlan.ts';
import type { InstanceHeader, SeriesSummary, StudySummary } from '../../dicom/model.ts';

/**
 * The series a plan rests on, each with the instances its marks and key images refer to.
 *
 * @param turnsDeg - how far the voxels say the back is turned, by Series Instance UID
 */
export function planSeries(
  doc: CaseDocument,
  studies: readonly StudySummary[],
  turnsDeg: Readonly<Record<string, number>>,
): readonly PlanSeries[] {
  const used = usedSeries(doc);
  return studies.flatMap((study) =>
    study.series
      .filter((series) => used.has(series.seriesInstanceUid))
      .map((series): PlanSeries => ({
        studyInstanceUid: series.studyInstanceUid,
        seriesInstanceUid: series.seriesInstanceUid,
        modality: series.modality,
        class: series.class,
        description: series.description,
        studyDate: study.study.date,
        accessionNumber: study.study.accessionNumber,
        frameOfReferenceUid: series.frameOfReferenceUid,
        patientPosition: series.patientPosition,
        ...postureReasonOf(doc, series),
        ...turnOf(turnsDeg[series.seriesInstanceUid]),
        instances: referencedInstances(doc, series),
      })),
  );
}

function postureReasonOf(doc: CaseDocument, series: SeriesSummary): Pick<PlanSeries, 'postureReason'> {
  const decision = doc.postureDecisions?.[series.seriesInstanceUid];
  return decision === undefined ? {} : { postureReason: decision.reason };
}

const turnOf = (turnDeg: number | undefined): Pick<PlanSeries, 'turnDeg'> =>
  turnDeg === undefined ? {} : { turnDeg };

function usedSeries(doc: CaseDocument): ReadonlySet<string> {
  return new Set([
    ...Object.values(doc.labelings).map((labeling) => labeling.seriesUid),
    ...Object.values(doc.projectionLabelings).map((labeling) => labeling.seriesUid),
    ...doc.findings.map((finding) => finding.place.seriesUid),
    ...doc.findings.flatMap((finding) => (finding.adoptions ?? []).map((mark) => mark.seriesUid)),
    ...doc.regions.map((region) => region.seriesUid),
    ...doc.keyImages.map((image) => image.seriesUid),
    ...(doc.numbering.seriesUid === null ? [] : [doc.numbering.seriesUid]),
  ]);
}

function referencedInstances(doc: CaseDocument, series: SeriesSummary): PlanSeries['instances'] {
  const uid = series.seriesInstanceUid;
  const places: readonly Place[] = doc.findings.flatMap((finding) => [
    finding.place,
    ...(finding.adoptions ?? []).map((mark): Place => ({ kind: 'patient', ...mark })),
  ]);
  const named = [
    ...places.flatMap((place) =>
      place.kind === 'image' && place.seriesUid === uid ? [place.sopInstanceUid] : [],
    ),
    ...doc.keyImages.flatMap((image) =>
      image.seriesUid === uid && image.sopInstanceUid !== null ? [image.sopInstanceUid] : [],
    ),
    ...Object.values(doc.projectionLabelings).flatMap((labeling) =>
      labeling.seriesUid === uid ? [labeling.sopInstanceUid] : [],
    ),
    ...places.flatMap((place) => {
      if (place.kind !== 'patient' || place.seriesUid !== uid) return [];
      const nearest = nearestInstance(series.instances, place.pointLpsMm);
      return nearest === null ? [] : [nearest.sopInstanceUid];
    }),
  ];
  return [...new Set(named)].flatMap((sopInstanceUid) => {
    const header = allInstances(series).find((instance) => instance.sopInstanceUid === sopInstanceUid);
    return header ? [{ sopClassUid: header.sopClassUid, sopInstanceUid }] : [];
  });
}

const allInstances = ({ instances, otherStacks }: SeriesSummary): readonly InstanceHeader[] => [
  ...instances,
  ...otherStacks.flatMap((stack) => stack.instances),
];

/**
 * The slice whose plane is nearest to a point.
 *
 * @param pointLpsMm - LPS mm, in the frame of reference of the instances
 * @returns null where no instance has a position and orientation. Source: PS3.3 C.7.6.2.1.1
 */
export function nearestInstance(
  instances: readonly InstanceHeader[],
  pointLpsMm: readonly [number, number, number],
): InstanceHeader | null {
  let best: InstanceHeader | null = null;
  let bestMm = Infinity;
  for (const instance of instances) {
    for (const geometry of instance.perFrame ?? [instance]) {
      const { imagePositionPatient: position, imageOrientationPatient: axes } = geometry;
      if (position === null || axes === null) continue;
      const normal = [
        axes[1] * axes[5] - axes[2] * axes[4],
        axes[2] * axes[3] - axes[0] * axes[5],
        axes[0] * axes[4] - axes[1] * axes[3],
      ] as const;
      const mm = Math.abs(
        (pointLpsMm[0] - position[0]) * normal[0] +
          (pointLpsMm[1] - position[1]) * normal[1] +
          (pointLpsMm[2] - position[2]) * normal[2],
      );
      if (mm < bestMm) [best, bestMm] = [instance, mm];
    }
  }
  return best;
}
