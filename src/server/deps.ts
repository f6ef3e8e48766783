import type { Logger } from 'pino';
import type { RuleLimits } from '../domain/plan/rules/limits.ts';
import type { ArchivePort } from './archive/archivePort.ts';
import type { Database } from './db/database.ts';
import type { RecordPort } from './record/recordPort.ts';

export type SampleCases = 'absent' | 'generating' | 'ready' | 'failed';

/** Everything the application stands on. Tests pass the real things with other folders and clocks. */
export interface Deps {
  readonly version: string;
  readonly database: Database;
  readonly archive: ArchivePort;
  readonly record: RecordPort;
  readonly logger: Logger;
  readonly clock: () => Date;
  readonly newId: () => string;
  readonly sampleCases: () => SampleCases;
  /** Folder of the built page; null while only the API is served (tests, `vite` in development). */
  readonly webRoot: string | null;
  readonly hosts: AllowedHosts;
  /** Thresholds of the rules, as this site has set them. */
  readonly limits: RuleLimits;
  /** Milliseconds between two looks at the outbox; the first attempt is made at once. */
  readonly dispatchIntervalMs: number;
}

/** Host names that requests may be addressed to: loopback, and what the operator has named. */
export interface AllowedHosts {
  readonly names: readonly string[];
}
