import type { LoadState } from '../imaging/api.ts';
import type { SeriesImage } from '../imaging/seriesImage.ts';

/** User Timing marks for people who measure: the page's first diagnostic image, and each series whole on the screen. */
export function createTimingMarks(): { rendered(image: SeriesImage, state: LoadState): void } {
  const whole = new Set<string>();
  return {
    rendered: (image, state) => {
      const detail = { seriesUid: image.summary.seriesInstanceUid };
      if (performance.getEntriesByName('patchpoint:first-image').length === 0) {
        performance.mark('patchpoint:first-image', { detail });
      }
      if (state.kind !== 'complete' || whole.has(detail.seriesUid)) return;
      whole.add(detail.seriesUid);
      performance.mark('patchpoint:series-complete', { detail });
    },
  };
}
