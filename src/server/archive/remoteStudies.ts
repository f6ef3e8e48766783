import { z } from 'zod';
import type { InstanceHeader, StudySummary } from '../../dicom/model.ts';
import { headerFromDicomJson } from '../../dicom/headerFromDicomJson.ts';
import { nonImageName } from '../../dicom/sopClasses.ts';
import { summarizeStudies } from '../../dicom/summaries.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { serverIssue, type ServerIssue } from '../serverIssue.ts';

const PAGE = 200;
const MOST_STUDIES = 2_000;
const PARALLEL_SERIES = 4;
const TIMEOUT_MS = 60_000;
/** The worklist is asked for often; the archive need not be each time. */
const FRESH_MS = 5_000;
/** Used where the archive does not tell the syntax: such frames are asked for with transfer-syntax=*. */
const UNTOLD_SYNTAX = '1.2.840.10008.1.2.1';

const element = z.object({ Value: z.array(z.unknown()).optional() });
const rows = z.array(z.record(z.string(), element));
type Row = z.output<typeof rows>[number];

export interface RemoteStudies {
  current(): Promise<Result<readonly StudySummary[], ServerIssue>>;
  /** Something was stored: what was asked before does not hold it. */
  outdated(): void;
  forget(): void;
}

/**
 * Studies of a DICOMweb archive, grouped and classified from WADO-RS metadata. A series is asked for again only when
 * its number of instances has changed.
 */
export function remoteStudies(base: string, headers: Readonly<Record<string, string>>): RemoteStudies {
  const known = new Map<string, { readonly count: string; readonly headers: readonly InstanceHeader[] }>();
  let latest: { readonly at: number; readonly studies: readonly StudySummary[] } | null = null;
  let running: Promise<Result<readonly StudySummary[], ServerIssue>> | null = null;

  const ask = async (path: string): Promise<readonly Row[]> => {
    const response = await fetch(`${base}/${path}`, {
      headers: { ...headers, accept: 'application/dicom+json' },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (response.status === 204) return [];
    if (!response.ok) throw new ArchiveRefused(response.status);
    return rows.parse(await response.json());
  };

  const studyUids = async (): Promise<readonly string[]> => {
    const uids: string[] = [];
    while (uids.length < MOST_STUDIES) {
      const page = await ask(`studies?limit=${String(PAGE)}&offset=${String(uids.length)}`);
      uids.push(...page.map((row) => valueOf(row, '0020000D')));
      if (page.length < PAGE) break;
    }
    return uids.filter((uid) => uid !== '');
  };

  const seriesHeaders = async (studyUid: string, row: Row): Promise<readonly InstanceHeader[]> => {
    const seriesUid = valueOf(row, '0020000E');
    const count = valueOf(row, '00201209');
    const before = known.get(seriesUid);
    if (before !== undefined && before.count === count && count !== '') return before.headers;
    const metadata = await ask(`studies/${studyUid}/series/${seriesUid}/metadata`);
    const parsed = metadata.flatMap((instance) => {
      const header = headerFromDicomJson(instance, UNTOLD_SYNTAX);
      return header.ok && isPicture(header.value) ? [header.value] : [];
    });
    known.set(seriesUid, { count, headers: parsed });
    return parsed;
  };

  const load = async (): Promise<Result<readonly StudySummary[], ServerIssue>> => {
    try {
      const series: { readonly studyUid: string; readonly row: Row }[] = [];
      for (const studyUid of await studyUids()) {
        const found = await ask(`studies/${studyUid}/series?includefield=00201209`);
        series.push(...found.map((row) => ({ studyUid, row })));
      }
      const all: (readonly InstanceHeader[])[] = [];
      const waiting = series.values();
      const worker = async (): Promise<void> => {
        for (const { studyUid, row } of waiting) all.push(await seriesHeaders(studyUid, row));
      };
      await Promise.all(Array.from({ length: PARALLEL_SERIES }, worker));
      return ok(summarizeStudies(all.flat()));
    } catch (error) {
      return err(failureOf(error));
    }
  };

  const outdated = (): void => {
    latest = null;
    running = null;
  };

  return {
    async current() {
      if (latest !== null && Date.now() - latest.at < FRESH_MS) return ok(latest.studies);
      if (running !== null) return running;
      const asking = load().then((found) => {
        if (running !== asking) return found;
        running = null;
        if (found.ok) latest = { at: Date.now(), studies: found.value };
        return found;
      });
      running = asking;
      return asking;
    },
    outdated,
    forget() {
      outdated();
      known.clear();
    },
  };
}

/** Segmentations and presentation states have rows and columns too; they are no pictures to hang. */
const isPicture = ({ rows: height, columns, sopClassUid }: InstanceHeader): boolean =>
  height > 0 && columns > 0 && nonImageName(sopClassUid) === null;

class ArchiveRefused extends Error {
  readonly status: number;
  constructor(status: number) {
    super('archive refused');
    this.status = status;
  }
}

const failureOf = (error: unknown): ServerIssue =>
  error instanceof ArchiveRefused
    ? serverIssue('archive-failed', `The image archive answered with HTTP ${String(error.status)}.`)
    : error instanceof z.ZodError
      ? serverIssue('archive-failed', 'The image archive did not answer with DICOM JSON.')
      : serverIssue('archive-unreachable', 'The image archive cannot be reached.');

function valueOf(row: Row, tag: string): string {
  const value = row[tag]?.Value?.[0];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
