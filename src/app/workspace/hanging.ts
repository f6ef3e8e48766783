import { unreachable } from '../../domain/result.ts';
import type { SeriesSummary, StudySummary } from '../../dicom/model.ts';
import type { Plane } from '../../viewer/api.ts';
import type { HangingProtocol, Layout, PaneSlot } from '../workspace.ts';
import { showsPlanes } from './series.ts';

/** Panes of each layout, the first one the large one where sizes differ. */
export const PANE_COUNT: Readonly<Record<Layout, number>> = {
  one: 1,
  two: 2,
  'two-rows': 2,
  'one-two': 3,
  three: 3,
  'two-by-two': 4,
  'three-by-two': 6,
};

export interface Hanging {
  readonly layout: Layout;
  readonly slots: readonly PaneSlot[];
}

/** Myelography before other series, volumes before stacks. */
const CLASS_RANK = [
  'ct-myelography',
  'mr-myelography',
  'ct-other',
  'mr-other',
  'fluoroscopy',
  'other',
] as const;
/** A volume of fewer images than this share of the largest of its kind shows a part: a needle check, a scout. */
const WHOLE = 0.5;

const rank = (series: SeriesSummary): number =>
  CLASS_RANK.indexOf(series.class) * 2 + (showsPlanes(series) ? 0 : 1);

/** By kind; of one kind the latest day first, after it volumes that show a part only; of one day that with most images. */
export function rankSeries(studies: readonly StudySummary[]): readonly SeriesSummary[] {
  const dated = studies.flatMap(({ series, study }) => series.map((one) => ({ one, date: study.date })));
  const mostImages = (kind: number): number =>
    Math.max(...dated.filter(({ one }) => rank(one) === kind).map(({ one }) => one.frames));
  return dated
    .map((each) => ({
      ...each,
      kind: rank(each.one),
      part: showsPlanes(each.one) && each.one.frames < WHOLE * mostImages(rank(each.one)),
    }))
    .toSorted(
      (a, b) =>
        a.kind - b.kind ||
        Number(a.part) - Number(b.part) ||
        b.date.localeCompare(a.date) ||
        b.one.frames - a.one.frames ||
        (a.one.seriesNumber ?? 0) - (b.one.seriesNumber ?? 0),
    )
    .map(({ one }) => one);
}

/** Which arrangements the case has the series for. */
export function possibleProtocols(studies: readonly StudySummary[]): readonly HangingProtocol[] {
  const found: HangingProtocol[] = [];
  const [ct, mr, projection] = [
    bestVolume(studies, 'CT'),
    bestVolume(studies, 'MR'),
    bestProjection(studies),
  ];
  if (ct || mr) found.push('three-planes');
  if (ct && mr) found.push('ct-beside-mr');
  if ((ct || mr) && projection) found.push('fluoroscopy-beside-planes');
  if (projection) found.push('fluoroscopy');
  if (pairOverTime(studies)) found.push('pre-post');
  if (ct || mr) found.push('review');
  found.push('single');
  return found;
}

/** What a case opens with: the planes of its best volume, else its best stack. */
export function defaultHanging(studies: readonly StudySummary[]): Hanging {
  const best = rankSeries(studies)[0];
  return best ? hangingOf(best) : { layout: 'one', slots: slots([[null, 'stack']]) };
}

/** One series in the layout that suits it. The sagittal plane is the large one: levels are counted there. */
export function hangingOf(series: SeriesSummary, uid = series.seriesInstanceUid): Hanging {
  if (!showsPlanes(series)) return { layout: 'one', slots: slots([[uid, 'stack']]) };
  return {
    layout: 'one-two',
    slots: slots([
      [uid, 'sagittal'],
      [uid, 'axial'],
      [uid, 'coronal'],
    ]),
  };
}

export function hangingFor(protocol: HangingProtocol, studies: readonly StudySummary[]): Hanging {
  const ct = uidOf(bestVolume(studies, 'CT'));
  const mr = uidOf(bestVolume(studies, 'MR'));
  const projection = uidOf(bestProjection(studies));
  const main = ct ?? mr;
  switch (protocol) {
    case 'ct-beside-mr':
      return {
        layout: 'two-by-two',
        slots: slots([
          [ct, 'sagittal'],
          [mr, 'sagittal'],
          [ct, 'axial'],
          [mr, 'axial'],
        ]),
      };
    case 'fluoroscopy-beside-planes':
      return {
        layout: 'one-two',
        slots: slots([
          [projection, 'stack'],
          [main, 'sagittal'],
          [main, 'coronal'],
        ]),
      };
    case 'fluoroscopy': {
      const runs = rankSeries(studies).filter((series) => series.class === 'fluoroscopy');
      return runs.length > 1
        ? { layout: 'two', slots: slots(runs.slice(0, 2).map((run) => [run.seriesInstanceUid, 'stack'])) }
        : { layout: 'one', slots: slots([[projection, 'stack']]) };
    }
    case 'pre-post': {
      const pair = pairOverTime(studies);
      if (pair === null) return defaultHanging(studies);
      const [earlier, later] = [uidOf(pair.earlier.series), uidOf(pair.later.series)];
      return {
        layout: 'two-by-two',
        slots: slots([
          [earlier, 'sagittal'],
          [later, 'sagittal'],
          [earlier, 'axial'],
          [later, 'axial'],
        ]),
      };
    }
    case 'review': {
      const volume = uidOf(rankSeries(studies).find(showsPlanes));
      return {
        layout: 'one-two',
        slots: slots([
          [volume, 'sagittal'],
          [volume, 'axial'],
          [volume, 'curved-sagittal'],
        ]),
      };
    }
    case 'three-planes': {
      const volume = rankSeries(studies).find(showsPlanes);
      return volume ? hangingOf(volume) : defaultHanging(studies);
    }
    case 'single': {
      const best = rankSeries(studies)[0];
      return {
        layout: 'one',
        slots: slots([[uidOf(best), best && showsPlanes(best) ? 'sagittal' : 'stack']]),
      };
    }
    default:
      return unreachable(protocol);
  }
}

/** A grid that a person chose is kept: what is opened next fills its active view. */
export const GRID_BY_HAND = {
  protocol: null,
  reason: 'Grid chosen by you: a click on a series fills the active view.',
} as const;

/** The same panes in another layout: what is shown stays, new places show the planes not yet seen. */
export function withLayout(current: readonly PaneSlot[], layout: Layout): readonly PaneSlot[] {
  const count = PANE_COUNT[layout];
  const kept = current.slice(0, count);
  const main = current[0];
  const free = (['sagittal', 'axial', 'coronal'] as const).filter(
    (plane) => !kept.some((slot) => slot.plane === plane),
  );
  const added = Array.from({ length: count - kept.length }, (_, index): PaneSlot => {
    const plane = free[index];
    const shows = main && main.plane !== 'stack' && plane !== undefined;
    return {
      paneId: paneIdAt(kept.length + index),
      seriesUid: shows ? main.seriesUid : null,
      plane: plane ?? 'stack',
    };
  });
  return [...kept, ...added];
}

/** A series put into one pane: it keeps the pane's plane when it can be cut, else it is a stack. */
export function slotWithSeries(
  slot: PaneSlot,
  series: SeriesSummary,
  seriesUid = series.seriesInstanceUid,
): PaneSlot {
  const plane: Plane = !showsPlanes(series) ? 'stack' : slot.plane === 'stack' ? 'sagittal' : slot.plane;
  return { ...slot, seriesUid, plane };
}

export function bestVolume(
  studies: readonly StudySummary[],
  modality: 'CT' | 'MR',
): SeriesSummary | undefined {
  return rankSeries(studies).find((series) => series.modality === modality && showsPlanes(series));
}
function bestProjection(studies: readonly StudySummary[]): SeriesSummary | undefined {
  return rankSeries(studies).find((series) => series.class === 'fluoroscopy');
}
interface DatedSeries {
  readonly series: SeriesSummary;
  readonly date: string;
}

/**
 * The first and the last study that can be compared: volumes of one class on two recorded days. Their frames of reference
 * differ, so nothing is linked between them.
 */
export function pairOverTime(
  studies: readonly StudySummary[],
): { readonly earlier: DatedSeries; readonly later: DatedSeries } | null {
  const dated = studies
    .filter((study) => study.study.date !== '')
    .toSorted((a, b) => a.study.date.localeCompare(b.study.date));
  const best = rankSeries(studies).find(showsPlanes);
  const found = dated.flatMap((study): readonly DatedSeries[] => {
    const series = rankSeries([study]).find((one) => showsPlanes(one) && one.class === best?.class);
    return series === undefined ? [] : [{ series, date: study.study.date }];
  });
  const [earlier, later] = [found[0], found.at(-1)];
  return earlier === undefined || later === undefined || earlier.date === later.date
    ? null
    : { earlier, later };
}

const uidOf = (series: SeriesSummary | undefined): string | null => series?.seriesInstanceUid ?? null;
const paneIdAt = (index: number): string => `pane-${index + 1}`;
const slots = (shown: readonly (readonly [string | null, Plane])[]): readonly PaneSlot[] =>
  shown.map(([seriesUid, plane], index) => ({ paneId: paneIdAt(index), seriesUid, plane }));
