import { nameToJson } from '../../dicom/dicomJson.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { ServerIssue } from '../serverIssue.ts';
import {
  QIDO_ATTRIBUTES,
  type FoundRow,
  type FoundStudy,
  type QidoAttribute,
  type QidoLevel,
} from './qidoAttributes.ts';
import { answeredAttributes, matchesAll, parseQidoQuery } from './qidoQuery.ts';

export interface QidoAnswer {
  readonly rows: readonly DicomJsonDataset[];
  readonly warnings: readonly string[];
}
export type DicomJsonDataset = Readonly<
  Record<string, { readonly vr: string; readonly Value?: readonly unknown[] }>
>;

/** Searches studies, series or instances (PS3.18 10.6), restricted to a study or series where the path names one. */
export function searchArchive(
  studies: readonly FoundStudy[],
  level: QidoLevel,
  within: { readonly studyUid: string | null; readonly seriesUid: string | null },
  parameters: URLSearchParams,
  serviceRoot: string,
): Result<QidoAnswer, ServerIssue> {
  const query = parseQidoQuery(parameters);
  if (!query.ok) return query;
  const groups = studies
    .filter(({ studyUid }) => within.studyUid === null || studyUid === within.studyUid)
    .flatMap((study) => rowsOf(study, level, within.seriesUid))
    .filter(({ all }) => matchesAll(query.value, all));
  const page = groups.slice(query.value.offset, query.value.offset + query.value.limit);
  const attributes = answeredAttributes(query.value, level, QIDO_ATTRIBUTES);
  const left = groups.length - query.value.offset - page.length;
  return ok({
    rows: page.map(({ row }) => datasetOf(row, attributes, serviceRoot)),
    warnings:
      left > 0
        ? [...query.value.warnings, 'There are additional results that can be requested.']
        : query.value.warnings,
  });
}

/** Rows to answer with, each with everything below it that a key may match. */
function rowsOf(
  study: FoundStudy,
  level: QidoLevel,
  seriesUid: string | null,
): readonly { readonly row: FoundRow; readonly all: readonly FoundRow[] }[] {
  const instances = study.series
    .filter((series) => seriesUid === null || series.seriesUid === seriesUid)
    .flatMap((series) =>
      series.instances.map((instance): FoundRow => ({ study, series, instance, sample: instance })),
    );
  if (level === 'instance') return instances.map((row) => ({ row, all: [row] }));
  const groups = new Map<string, FoundRow[]>();
  for (const row of instances) {
    const key = level === 'study' ? study.studyUid : (row.series?.seriesUid ?? '');
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return [...groups.values()].flatMap((all) => {
    const first = all[0];
    if (first === undefined) return [];
    const row = { ...first, instance: null, series: level === 'study' ? null : first.series };
    return [{ row, all }];
  });
}

/** DICOM JSON model (PS3.18 annex F). An attribute without a value is there, empty: known to be empty. */
function datasetOf(
  row: FoundRow,
  attributes: readonly QidoAttribute[],
  serviceRoot: string,
): DicomJsonDataset {
  const entries = attributes.map((attribute) => {
    const values = attribute.values(row);
    const value = attribute.vr === 'PN' ? values.map((name) => nameToJson(String(name))) : values;
    return [
      attribute.tag,
      value.length === 0 ? { vr: attribute.vr } : { vr: attribute.vr, Value: value },
    ] as const;
  });
  return Object.fromEntries(
    [...entries, ['00081190', { vr: 'UR', Value: [retrieveUrl(row, serviceRoot)] }] as const].toSorted(
      ([a], [b]) => (a < b ? -1 : 1),
    ),
  );
}

function retrieveUrl({ study, series, instance }: FoundRow, serviceRoot: string): string {
  const below = series === null ? '' : `/series/${series.seriesUid}`;
  const last = instance === null ? '' : `/instances/${instance.sopInstanceUid}`;
  return `${serviceRoot}/studies/${study.studyUid}${below}${last}`;
}
