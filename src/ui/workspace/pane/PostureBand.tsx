import type { SeriesSummary } from '../../../app/workspace.ts';
import { POSTURE_WARNING } from '../../../domain/posture/postureDecision.ts';
import { useContradictedSeries } from '../spine/useContradictedSeries.ts';
import classes from './Pane.module.css';

/** On the picture itself, also after a person has resolved it: the letters at its edges are the header's. */
export function PostureBand({ series }: { readonly series: SeriesSummary }) {
  if (!useContradictedSeries().includes(series.seriesInstanceUid)) return null;
  return <output className={classes.posture}>{POSTURE_WARNING}</output>;
}
