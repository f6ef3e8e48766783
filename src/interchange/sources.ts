import type { InstanceHeader } from '../dicom/model.ts';
import { scale, type Vec3 } from '../domain/geometry/vec3.ts';
import type { TargetingPlan } from '../domain/plan/targetingPlan.ts';
import type { SourceImage } from './context.ts';
import { homeSeries, type StudyHeader } from './dicom/header.ts';

/** Header facts for an export: the images of the plan's series, and what their study says about itself. */
export function exportSources(
  plan: TargetingPlan,
  headers: readonly InstanceHeader[],
): { readonly images: readonly SourceImage[]; readonly study: StudyHeader | undefined } {
  const wanted = new Set(plan.series.map((series) => series.seriesInstanceUid));
  const home = headers.find((header) => header.studyInstanceUid === homeSeries(plan)?.studyInstanceUid);
  return {
    images: headers.filter((header) => wanted.has(header.seriesInstanceUid)).map(sourceImageOf),
    study:
      home === undefined
        ? undefined
        : {
            studyTime: home.study.time,
            studyId: home.study.id,
            studyDescription: home.study.description,
          },
  };
}

export function sourceImageOf(header: InstanceHeader): SourceImage {
  const { imagePositionPatient: origin, imageOrientationPatient: axes, pixelSpacing } = header;
  const { seriesInstanceUid, sopClassUid, sopInstanceUid, rows, columns, numberOfFrames: frames } = header;
  const facts = { seriesInstanceUid, sopClassUid, sopInstanceUid, rows, columns, frames };
  if (origin === null || axes === null || pixelSpacing === null) return { ...facts, plane: null };
  const [row, column]: [Vec3, Vec3] = [
    [axes[0], axes[1], axes[2]],
    [axes[3], axes[4], axes[5]],
  ];
  const [betweenRowsMm, betweenColumnsMm] = pixelSpacing;
  return {
    ...facts,
    plane: {
      originLpsMm: origin,
      columnStepLpsMm: scale(row, betweenColumnsMm),
      rowStepLpsMm: scale(column, betweenRowsMm),
    },
  };
}
