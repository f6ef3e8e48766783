import type { SeriesStack, SeriesSummary } from '../../dicom/model.ts';
import type { InstanceSource } from '../../imaging/api.ts';

/**
 * A pane shows a series or one of the stacks it sets apart (phases, localizer, other orientation). Panes and the viewer
 * know a stack by a key of its own, `<Series Instance UID>#<number>`; documents and exports know series only.
 */
const SEPARATOR = '#';

export const stackKey = (seriesUid: string, stack: number): string =>
  stack === 0 ? seriesUid : `${seriesUid}${SEPARATOR}${stack}`;

/** Series Instance UID behind a key. */
export const seriesUidOf = (key: string): string => key.split(SEPARATOR)[0] ?? key;

/** 0 for the series' own stack. */
export const stackNumberOf = (key: string): number => Number(key.split(SEPARATOR)[1] ?? 0);

/** What the series is when this stack of it is shown; null where it has no such stack. */
export function stackOf(series: SeriesSummary, stack: number): SeriesSummary | null {
  if (stack === 0) return series;
  const part = series.otherStacks[stack - 1];
  return part === undefined ? null : asSeries(series, part);
}

function asSeries(series: SeriesSummary, part: SeriesStack): SeriesSummary {
  const { selection: _, ...whole } = series;
  const [first] = part.instances;
  return {
    ...whole,
    stackName: part.description,
    geometry: part.geometry,
    instances: part.instances,
    frameOfReferenceUid: first?.frameOfReferenceUid ?? null,
    patientPosition: first?.patientPosition ?? null,
    frames: part.instances.reduce(
      (sum, { sopInstanceUid, numberOfFrames }) =>
        sum + (part.selection?.[sopInstanceUid]?.length ?? numberOfFrames),
      0,
    ),
    otherStacks: [],
    ...(part.selection === undefined ? {} : { selection: part.selection }),
  };
}

/** The series' source once for each stack it sets apart, each under its own key. */
export function stackSources(source: InstanceSource): readonly InstanceSource[] {
  const { summary } = source;
  return summary.otherStacks.map((part, i) => ({
    ...source,
    summary: { ...asSeries(summary, part), seriesInstanceUid: stackKey(summary.seriesInstanceUid, i + 1) },
  }));
}
