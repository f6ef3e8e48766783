import { Button } from '@mantine/core';
import type { StudySummary, Workspace } from '../../../app/workspace.ts';
import { projectedWords, stillProjected } from '../../../app/workspace/projectedMarks.ts';
import { findSeries } from '../../../app/workspace/series.ts';
import type { ProjectedMark } from '../../../domain/across/projectMark.ts';
import type { AdoptedMark } from '../../../domain/case/adoptedMark.ts';
import type { LeakFinding } from '../../../domain/case/document.ts';
import { useWorkspaceState } from '../context.tsx';
import { AdoptionCheck } from './AdoptionCheck.tsx';
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
  return (
    <section className={classes.series} aria-label={`Leak ${finding.ordinal} on other series`}>
      <h4>On other series</h4>
      <ul>
        {adopted.map((mark) => (
          <li key={mark.seriesUid} data-adopted>
            <b>{seriesName(studies, mark.seriesUid)}</b>
            <span>{adoptedWords(mark, studies)}</span>
            <AdoptionCheck workspace={workspace} finding={finding} mark={mark} />
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
        {bySeriesAndWords(projected, studies).map(({ mark, words, frames }) => (
          <li key={`${mark.seriesUid}|${words}`}>
            <b>
              {seriesName(studies, mark.seriesUid)}
              {frames.length === 0 ? '' : `, ${framesWords(frames)}`}
            </b>
            <span>{words}</span>
            {mark.kind === 'place' ? (
              <Button
                size="compact-xs"
                variant="default"
                disabled={locked}
                onClick={() => {
                  workspace.adopt(finding.id, mark.seriesUid);
                  workspace.goTo(finding.id);
                }}
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

interface ProjectedRow {
  readonly mark: ProjectedMark;
  readonly words: string;
  readonly frames: readonly number[];
}

/** One row a series, however many of its frames are labelled; frames that say something else have their own. */
function bySeriesAndWords(
  marks: readonly ProjectedMark[],
  studies: readonly StudySummary[],
): readonly ProjectedRow[] {
  const rows = new Map<string, ProjectedRow>();
  for (const mark of marks) {
    const words = projectedWords(mark, studies);
    const key = `${mark.seriesUid}|${words}`;
    const frames = mark.kind === 'band' ? [mark.frame] : [];
    const before = rows.get(key);
    rows.set(
      key,
      before === undefined ? { mark, words, frames } : { ...before, frames: [...before.frames, ...frames] },
    );
  }
  return [...rows.values()];
}

/** "frame 3", "frames 1, 4 and 9", "36 frames". */
function framesWords(frames: readonly number[]): string {
  const [first] = frames;
  if (frames.length === 1) return `frame ${first}`;
  if (frames.length > FEW_FRAMES) return `${frames.length} frames`;
  const sorted = frames.toSorted((a, b) => a - b);
  return `frames ${sorted.slice(0, -1).join(', ')} and ${sorted.at(-1)}`;
}
const FEW_FRAMES = 4;

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
