import type { CaseDocument } from '../../domain/case/document.ts';
import type { ServerApi } from '../api.ts';
import type { Clock } from '../ids.ts';
import type { WorkspaceState } from '../workspace.ts';
import type { DraftJournal } from './draftJournal.ts';

export interface SaveStatus {
  readonly save: WorkspaceState['save'];
  readonly saveMessage: string | null;
}

export interface Autosave {
  /** The document changed: kept in the browser at once, sent after a pause. */
  changed(doc: CaseDocument): void;
  /** Sends what is unsaved now; true when the server has it. */
  flush(): Promise<boolean>;
  /** After a conflict: goes on from the server's version. */
  rebase(version: number): void;
  version(): number;
  dispose(): void;
}

export interface AutosaveOptions {
  readonly caseId: string;
  readonly version: number;
  readonly server: Pick<ServerApi, 'saveDraft'>;
  readonly journal: DraftJournal;
  readonly clock: Clock;
  readonly onStatus: (status: SaveStatus) => void;
}

const PAUSE_MS = 700;
const RETRY_MS = [2_000, 5_000, 15_000, 30_000] as const;

/**
 * One request at a time, the newest document always; the version makes a second writer visible (409) instead of
 * overwriting. A conflict stops saving until a person has chosen.
 */
export function createAutosave(options: AutosaveOptions): Autosave {
  const { caseId, server, journal, clock, onStatus } = options;
  let version = options.version;
  let pending: CaseDocument | null = null;
  let stopTimer: (() => void) | null = null;
  let running: Promise<boolean> | null = null;
  let failures = 0;
  let stopped: 'conflict' | 'disposed' | null = null;

  function schedule(delayMs: number): void {
    stopTimer?.();
    stopTimer = clock.after(delayMs, () => void flush());
  }

  function keep(doc: CaseDocument): void {
    journal.write(caseId, { baseVersion: version, document: doc }).catch(() => {
      // Private windows and full disks refuse storage: the server copy is then the only one, and that is said, unless it
      // is there by then, or a person is asked which one to keep.
      if (pending === null || stopped !== null) return;
      onStatus({ save: 'unsaved', saveMessage: 'This browser keeps no copy; changes are safe once saved.' });
    });
  }

  async function send(doc: CaseDocument): Promise<boolean> {
    onStatus({ save: 'saving', saveMessage: null });
    const answer = await server.saveDraft(caseId, version, doc);
    if (answer.ok) {
      version = answer.value.version;
      failures = 0;
      if (pending === doc) {
        await journal.clear(caseId).catch(() => undefined);
        if (pending === doc) {
          pending = null;
          onStatus({ save: 'saved', saveMessage: null });
          return true;
        }
      }
      // Changed while it was being sent: the copy in the browser now builds on the version just acknowledged.
      const newer = pending ?? doc;
      keep(newer);
      return send(newer);
    }
    if (answer.error.code === 'conflict') {
      stopped = 'conflict';
      onStatus({ save: 'conflict', saveMessage: CONFLICT });
      return false;
    }
    const delayMs = RETRY_MS[Math.min(failures, RETRY_MS.length - 1)] ?? RETRY_MS[0];
    failures += 1;
    onStatus({
      save: 'failed',
      saveMessage: `Not saved on the server: ${answer.error.message} The changes are kept in this browser and sent again in ${delayMs / 1000} s.`,
    });
    if (stopped === null) schedule(delayMs);
    return false;
  }

  function flush(): Promise<boolean> {
    stopTimer?.();
    stopTimer = null;
    if (running !== null) return running;
    if (pending === null) return Promise.resolve(stopped !== 'conflict');
    if (stopped === 'conflict') return Promise.resolve(false);
    running = send(pending).finally(() => {
      running = null;
    });
    return running;
  }

  return {
    changed(doc) {
      pending = doc;
      keep(doc);
      // A key image that was on its way when its case was left belongs to it all the same.
      if (stopped === 'disposed') void flush();
      if (stopped !== null) return;
      onStatus({ save: running === null ? 'unsaved' : 'saving', saveMessage: null });
      if (running === null) schedule(PAUSE_MS);
    },
    flush,
    rebase(serverVersion) {
      version = serverVersion;
      stopped = null;
      failures = 0;
      pending = null;
      onStatus({ save: 'saved', saveMessage: null });
    },
    version: () => version,
    dispose() {
      stopTimer?.();
      if (pending !== null && stopped === null) void flush();
      stopped ??= 'disposed';
    },
  };
}

const CONFLICT =
  'This case was changed elsewhere since it was opened here. Choose which version to keep; nothing is overwritten until then.';
