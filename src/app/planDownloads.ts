import { PLAN_FORMATS, REPORT_FORMAT } from '../interchange/formats.ts';
import type { KeyImage } from '../domain/case/document.ts';

export interface PlanDownload {
  readonly title: string;
  readonly href: string;
  /** Names the plan, never the patient. */
  readonly fileName: string;
}

/** What the server makes by itself, the report first; decoded voxels only the command line has. */
const SERVED = [REPORT_FORMAT, ...PLAN_FORMATS.filter(({ needs }) => needs !== 'voxels')];

/** A format added to the registry appears on the review page by itself. */
export const planDownloads = (planId: string, version: number): readonly PlanDownload[] =>
  SERVED.map((format) => ({
    title: format.title,
    href: `/api/plans/${encodeURIComponent(planId)}/versions/${version}/export/${format.id}`,
    fileName: `plan-${planId}-v${version}.${format.extension}`,
  }));

export const keyImageHref = (id: string): string => `/api/key-images/${encodeURIComponent(id)}`;

export const keyImageDownload = (
  planId: string,
  version: number,
  image: KeyImage,
  index: number,
): PlanDownload => ({
  title: `Key image ${index + 1}`,
  href: keyImageHref(image.id),
  fileName: `plan-${planId}-v${version}-key-image-${index + 1}.png`,
});
