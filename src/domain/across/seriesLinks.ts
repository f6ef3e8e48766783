import type { CaseDocument } from '../case/document.ts';
import { linkSpines, type SpineLink } from '../spine/spineCoordinateLink.ts';
import { labelledSpines } from './labelledSpine.ts';

/** Two labelled series of the case and how well they agree, level by level. */
export interface SeriesLink {
  readonly fromSeriesUid: string;
  readonly toSeriesUid: string;
  readonly link: SpineLink;
}

/** Every pair of labelled series with two levels in common. */
export function seriesLinks(doc: Pick<CaseDocument, 'labelings' | 'numbering'>): readonly SeriesLink[] {
  const spines = labelledSpines(doc);
  return spines.flatMap((from, i) =>
    spines.slice(i + 1).flatMap((to) => {
      const link = linkSpines(from.labeling, to.labeling, doc.numbering);
      const [fromSeriesUid, toSeriesUid] = [from.labeling.seriesUid, to.labeling.seriesUid];
      return link === null ? [] : [{ fromSeriesUid, toSeriesUid, link }];
    }),
  );
}
