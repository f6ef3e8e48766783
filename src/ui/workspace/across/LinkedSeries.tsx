import { Switch } from '@mantine/core';
import type { Workspace } from '../../../app/workspace.ts';
import { comboFor, comboWords } from '../../../app/workspace/keyMap.ts';
import { seriesLinks, type SeriesLink } from '../../../domain/across/seriesLinks.ts';
import { worstResidual } from '../../../domain/spine/spineCoordinateLink.ts';
import { useWorkspaceState } from '../context.tsx';
import { usePreferences } from '../preferences.ts';
import { seriesName } from './OnOtherSeries.tsx';
import classes from './Across.module.css';

/** Which series move together by vertebral level, and how well their labels agree at each. */
export function LinkedSeries({ workspace }: { readonly workspace: Workspace }) {
  const doc = useWorkspaceState((state) => state.doc);
  const on = useWorkspaceState((state) => state.levelLinked);
  const keys = usePreferences((state) => state.keys);
  const links = seriesLinks(doc);
  return (
    <div className={classes.links}>
      <Switch
        size="sm"
        label={`Scroll by level (${comboWords(comboFor('level-link', keys))})`}
        checked={on}
        onChange={(event) => workspace.setLevelLinked(event.currentTarget.checked)}
      />
      {links.length === 0 ? (
        <p className={classes.hint}>
          Label two vertebrae on two series: they then move together by level, also without a common frame of
          reference.
        </p>
      ) : (
        links.map((link) => <LinkCard key={`${link.fromSeriesUid}${link.toSeriesUid}`} link={link} />)
      )}
    </div>
  );
}

function LinkCard({ link }: { readonly link: SeriesLink }) {
  const studies = useWorkspaceState((state) => state.studies);
  const names = `${seriesName(studies, link.fromSeriesUid)} to ${seriesName(studies, link.toSeriesUid)}`;
  const worst = worstResidual(link.link);
  return (
    <details className={classes.link}>
      <summary>
        <b>{names}</b>
        <span>
          {worst === null || worst.residualMm === null
            ? 'too few levels in common to check'
            : `largest residual ${worst.residualMm.toFixed(1)} mm at ${worst.level}`}
        </span>
      </summary>
      <table>
        <caption>
          {link.link.method === 'same-frame'
            ? 'Distance of the two labels: the series share a frame of reference.'
            : 'Each label against where its two neighbours put it from the other series. A row counted one off as a whole does not show here.'}
        </caption>
        <tbody>
          {link.link.levels.map(({ level, residualMm }) => (
            <tr key={level}>
              <th scope="row">{level}</th>
              <td>{residualMm === null ? 'end: not checked' : `${residualMm.toFixed(1)} mm`}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
