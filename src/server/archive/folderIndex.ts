import type { FileVerdict, InstanceHeader, StudySummary } from '../../dicom/model.ts';
import { compareByNumber } from '../../dicom/slices.ts';
import { summarizeStudies } from '../../dicom/summaries.ts';
import { readIndexCache, writeIndexCache } from './indexCache.ts';
import { foldersChanged, isUnchanged, scanFolder, type FolderState, type IndexedFile } from './folderScan.ts';
import type { FoundSeries, FoundStudy } from './qidoAttributes.ts';

/** Everything known of the archive folder at one moment. Never changed; a rescan makes the next one. */
export interface Snapshot {
  /** Images, grouped and classified, for the viewer. */
  readonly studies: readonly StudySummary[];
  /** All instances with an identity, reports included, for DICOMweb; series in geometric order. */
  readonly found: readonly FoundStudy[];
  readonly fileOf: ReadonlyMap<string, IndexedFile>;
  readonly verdicts: readonly FileVerdict[];
}

export interface FolderIndex {
  /** The newest state; looks first whether anything has changed on disk. */
  current(): Promise<Snapshot>;
  rescan(): Promise<Snapshot>;
}

/** A file written less than this before it was read may still be growing: it is looked at again. */
const SETTLED_MS = 10_000;

export function folderIndex(options: {
  readonly root: string;
  readonly cachePath: string;
  readonly clock: () => Date;
}): FolderIndex {
  const { root, cachePath, clock } = options;
  let known: ReadonlyMap<string, IndexedFile> | null = null;
  let folders: readonly FolderState[] = [];
  let unsettled: readonly IndexedFile[] = [];
  let snapshot: Snapshot | null = null;
  let scanning: Promise<Snapshot> | null = null;

  const scan = async (): Promise<Snapshot> => {
    const before = known ?? (await readIndexCache(cachePath, root));
    const result = await scanFolder(root, before);
    const recent = clock().getTime() - SETTLED_MS;
    unsettled = result.files.filter((file) => file.mtimeMs > recent);
    known = new Map(result.files.map((file) => [file.path, file]));
    folders = result.folders;
    if (snapshot === null || result.changed > 0) snapshot = snapshotOf(result.files);
    if (result.changed > 0) await writeIndexCache(cachePath, root, result.files);
    return snapshot;
  };
  const rescan = (): Promise<Snapshot> => {
    scanning ??= scan().finally(() => {
      scanning = null;
    });
    return scanning;
  };
  const isFresh = async (): Promise<boolean> => {
    if (await foldersChanged(root, folders)) return false;
    const still = await Promise.all(unsettled.map((file) => isUnchanged(root, file)));
    return still.every(Boolean);
  };

  return {
    rescan,
    async current() {
      if (scanning !== null) return scanning;
      return snapshot !== null && (await isFresh()) ? snapshot : rescan();
    },
  };
}

function snapshotOf(files: readonly IndexedFile[]): Snapshot {
  const fileOf = new Map<string, IndexedFile>();
  const verdicts: FileVerdict[] = [];
  for (const file of files) {
    const { header } = file;
    const uid = header?.sopInstanceUid ?? '';
    const first = fileOf.get(uid);
    if (header === null || !hasIdentity(header)) {
      verdicts.push(file.verdict);
    } else if (first === undefined || isMoreWhole(header, first.header)) {
      if (first !== undefined) verdicts.push(duplicate(first.path));
      fileOf.set(uid, file);
      verdicts.push(file.verdict);
    } else {
      verdicts.push(duplicate(file.path));
    }
  }
  const kept = [...fileOf.values()];
  const images = kept.flatMap(({ header, verdict }) => (header !== null && verdict.used ? [header] : []));
  const studies = summarizeStudies(images);
  return { studies, found: foundStudies(kept, studies), fileOf, verdicts };
}

const hasIdentity = (header: InstanceHeader): boolean =>
  [header.sopInstanceUid, header.seriesInstanceUid, header.studyInstanceUid].every((uid) =>
    /^[0-9.]{1,64}$/.test(uid),
  );

const isMoreWhole = (a: InstanceHeader, b: InstanceHeader | null): boolean =>
  (a.pixelData?.intactFrames ?? 0) > (b?.pixelData?.intactFrames ?? 0);

const duplicate = (path: string): FileVerdict => ({
  path,
  used: false,
  code: 'duplicate',
  kept: null,
  message: 'The archive folder holds this image twice: it is used once.',
});

/** Grouped by UID; images in the viewer's order, then what is no image by instance number. */
function foundStudies(
  files: readonly IndexedFile[],
  studies: readonly StudySummary[],
): readonly FoundStudy[] {
  const rank = new Map<string, number>();
  for (const series of studies.flatMap((study) => study.series)) {
    const ordered = [...series.instances, ...series.otherStacks.flatMap((stack) => stack.instances)];
    for (const [index, { sopInstanceUid }] of ordered.entries()) rank.set(sopInstanceUid, index);
  }
  const place = (header: InstanceHeader): number =>
    rank.get(header.sopInstanceUid) ?? Number.MAX_SAFE_INTEGER;
  const bySeries = new Map<string, Map<string, InstanceHeader[]>>();
  for (const { header } of files) {
    if (header === null) continue;
    const study = bySeries.get(header.studyInstanceUid) ?? new Map<string, InstanceHeader[]>();
    bySeries.set(header.studyInstanceUid, study);
    const series = study.get(header.seriesInstanceUid) ?? [];
    study.set(header.seriesInstanceUid, series);
    series.push(header);
  }
  return [...bySeries].map(([studyUid, series]) => ({
    studyUid,
    series: [...series].map(([seriesUid, instances]): FoundSeries => ({
      seriesUid,
      instances: instances.toSorted((a, b) => place(a) - place(b) || compareByNumber(a, b)),
    })),
  }));
}
