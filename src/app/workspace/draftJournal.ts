import { createStore, del, get, set } from 'idb-keyval';
import { caseDocumentSchema } from '../../schema/caseDocument.ts';
import type { CaseDocument } from '../../domain/case/document.ts';

/** What the browser keeps until the server has acknowledged it, so that a crash loses nothing. */
export interface JournalEntry {
  /** Version of the draft this document was changed from. */
  readonly baseVersion: number;
  readonly document: CaseDocument;
}

export interface DraftJournal {
  read(caseId: string): Promise<JournalEntry | null>;
  write(caseId: string, entry: JournalEntry): Promise<void>;
  clear(caseId: string): Promise<void>;
}

/** In IndexedDB. What cannot be read back as a case document is left where it is and not used. */
export function indexedDbJournal(): DraftJournal {
  const store = createStore('patchpoint', 'drafts');
  return {
    async read(caseId) {
      return parseEntry(await get<unknown>(caseId, store));
    },
    write: (caseId, entry) => set(caseId, entry, store),
    clear: (caseId) => del(caseId, store),
  };
}

function parseEntry(value: unknown): JournalEntry | null {
  if (typeof value !== 'object' || value === null) return null;
  if (!('baseVersion' in value) || typeof value.baseVersion !== 'number') return null;
  const document = caseDocumentSchema.safeParse('document' in value ? value.document : undefined);
  return document.success ? { baseVersion: value.baseVersion, document: document.data } : null;
}
