import { Button } from '@mantine/core';
import type { StudySummary, Workspace } from '../../../app/workspace.ts';
import { projectedWords, stillProjected } from '../../../app/workspace/projectedMarks.ts';
import { findSeries } from '../../../app/workspace/series.ts';
import type { AdoptedMark } from '../../../domain/case/adoptedMark.ts';
import type { LeakFinding } from '../../../domain/case/document.ts';
import { locateFinding } from '../../../domain/findings/locateFinding.ts';
import { resolveFinding } from '../../../domain/findings/resolve.ts';
import { levelAndSide } from '../../../app/workspace/captions.ts';
import { useWorkspaceState } from '../context.tsx';
import classes from './Across.module.css';

interface OnOtherSeriesProps {
  readonly workspace: Workspace;
  readonly finding: LeakFinding;
}

/** Where this leak lies on the patient's other labelled series, and what a person made of it there. */
export function OnOtherSeries({ workspace, finding }: OnOtherSeriesProps) {
  const doc = useWorkspaceState((state) => state.doc);
  const studies = useWorkspaceState((state) => state.studies);
  const locked = useWorkspaceState((state) => state.lock !== null);
  const projected = stillProjected(doc, finding);
  const adopted = finding.adoptions ?? [];
  if (projected.length === 0 && adopted.length === 0) return null;
  const own = resolveFinding(finding, locateFinding(doc, finding));
  return (
    <section className={classes.series} aria-label={`Leak ${finding.ordinal} on other series`}>
      <h4>On other series</h4>
      <ul>
        {adopted.map((mark) => (
          <li key={mark.seriesUid} data-adopted>
            <b>{seriesName(studies, mark.seriesUid)}</b>
            <span>{adoptedWords(mark, studies)}</span>
            <Disagreement
              own={levelAndSide(own)}
              there={levelAndSide(
                resolveFinding(
                  { levelDecision: null, sideDecision: null },
                  locateFinding(doc, { place: { kind: 'patient', ...placeOf(mark) } }),
                ),
              )}
            />
            <Button
              size="compact-xs"
              variant="subtle"
              color="gray"
              disabled={locked}
              onClick={() =>
                workspace.dispatch({ type: 'finding/unadopt', id: finding.id, seriesUid: mark.seriesUid })
              }
            >
              Back to projected
            </Button>
          </li>
        ))}
        {projected.map((mark) => (
          <li key={`${mark.seriesUid}${mark.kind === 'band' ? `#${mark.sopInstanceUid}${mark.frame}` : ''}`}>
            <b>
              {seriesName(studies, mark.seriesUid)}
              {mark.kind === 'band' ? `, frame ${mark.frame}` : ''}
            </b>
            <span>{projectedWords(mark, studies)}</span>
            {mark.kind === 'place' ? (
              <Button
                size="compact-xs"
                variant="default"
                disabled={locked}
                onClick={() => workspace.adopt(finding.id, mark.seriesUid)}
                aria-label={`Adopt leak ${finding.ordinal} on ${seriesName(studies, mark.seriesUid)}`}
              >
                I see it there: adopt
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A place taken over says another level or side on its own labels: two series are not counted alike. */
function Disagreement({ own, there }: { readonly own: string; readonly there: string }) {
  if (own === there) return null;
  return (
    <strong className={classes.warning} role="alert">
      There it reads {there}, here {own}: count both series again.
    </strong>
  );
}

const placeOf = ({ seriesUid, frameOfReferenceUid, pointLpsMm }: AdoptedMark) => ({
  seriesUid,
  frameOfReferenceUid,
  pointLpsMm,
});

export function seriesName(studies: readonly StudySummary[], seriesUid: string): string {
  const series = findSeries(studies, seriesUid);
  if (series === null) return 'A series not opened';
  return series.description === '' ? series.modality : `${series.modality}, ${series.description}`;
}

function adoptedWords({ by, at, fromSeriesUid }: AdoptedMark, studies: readonly StudySummary[]): string {
  const from = findSeries(studies, fromSeriesUid)?.modality ?? 'another series';
  const who = by.authenticated ? by.name : `${by.name} (not authenticated)`;
  return `adopted from ${from} by ${who}, ${at.slice(0, 10)}`;
}
