import type { CourseEvent } from '../../../src/domain/plan/course.ts';

/** The procedure done at L2-L3, as the sample plan aims; on the other side with the reason for it. */
export const performed = (siteId: string, side: 'right' | 'left' = 'right', reason = ''): CourseEvent => ({
  kind: 'performed',
  report: {
    performedOn: '2024-06-20',
    sites: [
      {
        siteId,
        done: true,
        level: { kind: 'interspace', upper: 'L2', lower: 'L3' },
        side,
        approach: 'interlaminar',
        injectedVolumeMl: 12,
      },
    ],
    stopReason: 'Local pressure',
    complications: 'not-stated',
    response: 'Headache gone when sitting up',
    deviationReason: reason,
  },
});
