import { projectionDistances } from '../../../dicom/distances.ts';
import { intensityWords } from '../../../dicom/intensity.ts';
import type { InstanceHeader } from '../../../dicom/model.ts';
import type { PaneState, Plane, SeriesSummary } from '../../../app/workspace.ts';
import { pictureNoun, sliceWords } from '../../../app/workspace/captions.ts';
import { handCalibrationWords } from '../../../app/workspace/rulers.ts';
import type { CaseDocument } from '../../../domain/case/document.ts';
import type { DerivedLocation } from '../../../domain/plan/targetingPlan.ts';
import { formatLevel } from '../../../domain/vocabulary/levelText.ts';
import { derivedLevel } from '../../../domain/findings/resolve.ts';
import { useWorkspace, useWorkspaceState } from '../context.tsx';
import classes from './Pane.module.css';

interface PaneFactsProps {
  readonly paneId: string;
  readonly series: SeriesSummary;
  readonly plane: Plane;
  readonly state: PaneState;
}

/** Level under the cursor and value at the left, position and window at the right: numbers with units. */
export function PaneFacts({ paneId, series, plane, state }: PaneFactsProps) {
  const workspace = useWorkspace();
  // The level under a resting pointer changes with the labels too.
  const doc = useWorkspaceState((current) => current.doc);
  if (state.status !== 'ready') return null;
  const { cursor } = state;
  const header = series.instances.find(
    ({ sopInstanceUid }) => sopInstanceUid === state.image?.sopInstanceUid,
  );
  const location =
    cursor === null
      ? null
      : workspace.locateAt(paneId, {
          pointLpsMm: cursor.pointLpsMm,
          image:
            cursor.pointPx !== null && state.image !== null
              ? { ...state.image, pointPx: cursor.pointPx }
              : null,
        });
  return (
    <div className={classes.bottom}>
      <div
        className={classes.bottomLeft}
        data-testid="cursor-facts"
        data-cursor-lps={cursor?.pointLpsMm?.map((mm) => mm.toFixed(2)).join(' ')}
        data-cursor-px={cursor?.pointPx?.map((px) => px.toFixed(2)).join(' ')}
      >
        <span className={classes.level}>{location === null ? '' : cursorLevel(location)}</span>
        <span>
          {cursor === null || cursor.value === null ? '' : valueWords(cursor.value, state.unit, header)}
        </span>
      </div>
      <div className={classes.bottomRight}>
        <span className={classes.position}>{positionWords(series, plane, state)}</span>
        <span>{spacingWords(header, state, doc)}</span>
      </div>
    </div>
  );
}

/** "L2-L3 · patient's right 9.2 ± 3 mm": what is not known is said. */
function cursorLevel(location: DerivedLocation): string {
  const level = derivedLevel(location);
  if (level === null)
    return location.problems.includes('outside-labels') ? 'outside the labels' : 'level not yet known';
  const { side, lateralMm, sigmaMm } = location;
  if (side === null || lateralMm === null) return formatLevel(level);
  const words = side === 'midline' ? 'midline' : `patient’s ${side}`;
  const spread = sigmaMm === null ? '' : ` ± ${sigmaMm.toFixed(0)}`;
  return `${formatLevel(level)} · ${words} ${Math.abs(lateralMm).toFixed(0)}${spread} mm`;
}

function valueWords(value: number, unit: PaneState['unit'], header: InstanceHeader | undefined): string {
  const meaning = unit ?? `(${intensityWords(header?.display) ?? 'no unit'})`;
  return `${Math.round(value).toString().replace('-', '−')} ${meaning}`;
}

function positionWords(series: SeriesSummary, plane: Plane, state: PaneState): string {
  const noun = { frame: 'Frame', image: 'Image', slice: 'Slice' }[pictureNoun(series, plane, state.count)];
  const words = sliceWords(plane, state);
  const where = words === '' ? '' : ` · ${words}`;
  return `${noun} ${state.index + 1} / ${state.count}${where}`;
}

function spacingWords(header: InstanceHeader | undefined, state: PaneState, doc: CaseDocument): string {
  const byHand = handCalibrationWords(header, doc);
  if (byHand !== null) return byHand;
  // A curved view says in its note which of its lengths are true.
  if (state.spacing === 'calibrated' || state.look.kind === 'curved') return '';
  if (state.spacing === 'none') return 'no calibration: px';
  const distances = header === undefined ? null : projectionDistances(header);
  return distances?.state === 'estimated' ? `mm estimated for ${distances.plane}` : 'mm estimated';
}
