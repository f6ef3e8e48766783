import type { SeriesSummary, StudySummary } from '../../dicom/model.ts';
import type { HangingProtocol } from '../workspace.ts';
import { dateWords } from './captions.ts';
import { bestVolume, pairOverTime, rankSeries } from './hanging.ts';
import { showsPlanes } from './series.ts';

/** The arrangement a case opens with, and why: a person sees the reason and can choose another. */
export interface HangingChoice {
  readonly protocol: HangingProtocol;
  readonly reason: string;
}

/**
 * Chooses from what the series are, never from what they are called.
 *
 * @param reviewing - a signed plan is being read, not written
 */
export function chooseHanging(studies: readonly StudySummary[], reviewing: boolean): HangingChoice {
  const best = rankSeries(studies)[0];
  const [ct, mr] = [bestVolume(studies, 'CT'), bestVolume(studies, 'MR')];
  const volume = rankSeries(studies).find(showsPlanes);
  if (reviewing && volume !== undefined)
    return { protocol: 'review', reason: 'A signed plan is open: the straightened spine beside the planes.' };
  const pair = pairOverTime(studies);
  if (pair !== null)
    return {
      protocol: 'pre-post',
      reason: `Two ${pair.earlier.series.modality} studies, ${dateWords(pair.earlier.date)} and ${dateWords(pair.later.date)}: earlier left, later right.`,
    };
  if (ct?.class === 'ct-myelography' && mr?.class === 'mr-myelography')
    return { protocol: 'ct-beside-mr', reason: 'A CT and an MR myelogram: one beside the other.' };
  if (best !== undefined && best.class === 'fluoroscopy')
    return { protocol: 'fluoroscopy', reason: 'Fluoroscopy only: the run as it was acquired.' };
  if (best !== undefined && showsPlanes(best))
    return { protocol: 'three-planes', reason: `${nameOf(best)}: three planes of one volume.` };
  const note = best?.geometry.notes[0];
  return {
    protocol: 'single',
    reason: note === undefined ? 'Original images, one by one.' : `${note} Original images, one by one.`,
  };
}

const nameOf = (series: SeriesSummary): string =>
  series.class.endsWith('myelography') ? `${series.modality} myelogram` : `${series.modality} series`;
