import type { SeriesContext } from '../case/derive.ts';
import type { PatientPosition } from '../vocabulary/terms.ts';

/** How a series says the patient lay, and how its voxels say so: all that a side needs to know of it. */
export type RegisteredSeries = Pick<SeriesContext, 'seriesUid' | 'patientPosition' | 'turnDeg'>;

/**
 * Posture of Patient Position (0018,5100): the last letters name it; DR is decubitus with the right side down. Never a
 * transform (clinical.md 12.2).
 *
 * @returns null where nothing, or a posture without a name here, is registered
 */
export function registeredPosture(
  patientPosition: string | null,
): Exclude<PatientPosition, 'not-stated'> | null {
  const match = /^(?:HF|FF|LF|RF|AF|PF)(P|S|DR|DL)$/.exec(patientPosition ?? '');
  switch (match?.[1]) {
    case 'P':
      return 'prone';
    case 'S':
      return 'supine';
    case 'DR':
      return 'right-lateral-decubitus';
    case 'DL':
      return 'left-lateral-decubitus';
    default:
      return null;
  }
}

/** Is one of these series registered as lying on a side? Unknown series are not. */
export const isDecubitus = (series: readonly RegisteredSeries[], seriesUids: readonly string[]): boolean =>
  series.some(
    ({ seriesUid, patientPosition }) =>
      seriesUids.includes(seriesUid) &&
      (registeredPosture(patientPosition)?.endsWith('lateral-decubitus') ?? false),
  );

/** The turn of the body that the voxels of the first of these series tell; null where none does. */
export const turnOf = (series: readonly RegisteredSeries[], seriesUids: readonly string[]): number | null =>
  seriesUids.flatMap((uid) => series.find(({ seriesUid }) => seriesUid === uid)?.turnDeg ?? [])[0] ?? null;
