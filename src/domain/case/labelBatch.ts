import { err, issue, ok, type Result } from '../result.ts';
import type { Vertebra } from '../vocabulary/level.ts';
import { isInScheme } from '../vocabulary/scheme.ts';
import type { CaseDocument, PointLps, SpineLabel, SpineLabeling } from './document.ts';
import { isFinitePoint } from './ids.ts';
import { refreshProvisional } from './refreshProvisional.ts';

type Points = readonly { readonly level: Vertebra; readonly pointLpsMm: PointLps }[];

/** Moves provisional labels to where the image has them. A level that is confirmed or not there refuses the whole. */
export function snapProvisional(
  labeling: SpineLabeling,
  points: Points,
  sdMm: number,
): Result<SpineLabeling> {
  const fixed = points.find(
    ({ level }) => labeling.labels.find((label) => label.level === level)?.confirmed !== false,
  );
  if (fixed !== undefined)
    return err(
      issue('label-confirmed', `${fixed.level} is confirmed, or gone: look for the vertebrae again.`),
    );
  if (!points.every(({ pointLpsMm }) => isFinitePoint(pointLpsMm)))
    return err(issue('point-not-finite', 'A label has no position in the patient.'));
  const labels = labeling.labels.map((label): SpineLabel => {
    const point = points.find(({ level }) => level === label.level);
    return point === undefined ? label : { ...label, pointLpsMm: point.pointLpsMm, source: 'snapped', sdMm };
  });
  return ok({ ...labeling, labels });
}

/** Adds labels from a file. What a person placed or confirmed stays; earlier imports of the same level are replaced. */
export function importLabels(
  doc: CaseDocument,
  {
    seriesUid,
    frameOfReferenceUid,
    points,
  }: { readonly seriesUid: string; readonly frameOfReferenceUid: string; readonly points: Points },
): Result<SpineLabeling> {
  const labeling = doc.labelings[seriesUid] ?? { seriesUid, frameOfReferenceUid, labels: [] };
  if (labeling.frameOfReferenceUid !== frameOfReferenceUid)
    return err(
      issue('frame-mismatch', 'This image has another frame of reference than the labels of its series.'),
    );
  const foreign = points.find(({ level }) => !isInScheme(doc.numbering, level));
  if (foreign !== undefined)
    return err(
      issue(
        'level-not-in-numbering',
        `${foreign.level} is not in this patient's numbering. State the anomaly first.`,
      ),
    );
  const doubled = points.find(({ level }, i) => points.findIndex((one) => one.level === level) !== i);
  if (doubled !== undefined)
    return err(issue('duplicate-label', `${doubled.level} is there twice: choose one file.`));
  if (!points.every(({ pointLpsMm }) => isFinitePoint(pointLpsMm)))
    return err(issue('point-not-finite', 'A label has no position in the patient.'));
  const confirmed = labeling.labels.filter((label) => label.confirmed);
  const fresh = points.filter(({ level }) => !confirmed.some((label) => label.level === level));
  if (fresh.length === 0)
    return err(issue('nothing-new', 'Every level of the file is already labelled by a person.'));
  const others = labeling.labels.filter((label) => !fresh.some(({ level }) => level === label.level));
  const labels = [
    ...others,
    ...fresh.map(({ level, pointLpsMm }): SpineLabel => ({
      level,
      pointLpsMm,
      source: 'imported',
      confirmed: false,
      sdMm: 0,
    })),
  ];
  return ok(refreshProvisional(doc.numbering, { ...labeling, labels }));
}
