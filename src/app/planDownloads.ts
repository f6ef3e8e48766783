import { PLAN_FORMATS, REPORT_FORMAT } from '../interchange/formats.ts';

export interface PlanDownload {
  readonly title: string;
  readonly href: string;
  /** Names the plan, never the patient. */
  readonly fileName: string;
}

/** What the server makes by itself, the report first; decoded voxels only the command line has. */
const SERVED = [REPORT_FORMAT, ...PLAN_FORMATS.filter(({ needs }) => needs !== 'voxels')];

/** The start of every file's name: plan and version, never the patient. */
export const planFileName = (planId: string, version: number): string => `plan-${planId}-v${version}`;

/** A format added to the registry appears on the review page by itself. */
export const planDownloads = (planId: string, version: number): readonly PlanDownload[] =>
  SERVED.map((format) => ({
    title: format.title,
    href: `/api/plans/${encodeURIComponent(planId)}/versions/${version}/export/${format.id}`,
    fileName: `${planFileName(planId, version)}.${format.extension}`,
  }));

export const keyImageHref = (id: string): string => `/api/key-images/${encodeURIComponent(id)}`;
