import { createStore, type StoreApi } from 'zustand/vanilla';
import type { FileVerdict, SeriesSummary, StudySummary } from '../dicom/model.ts';
import { issue, ok, err, type Result } from '../domain/result.ts';
import { patientKey, samePerson } from '../dicom/patientIdentity.ts';
import type { InstanceSource } from '../imaging/api.ts';
import { createLocalMemory, type LocalMemory } from './localMemory.ts';
import { storeInstances } from './stowClient.ts';

export type { FileVerdict } from '../dicom/model.ts';

/** What an import hands over: grouped studies, one verdict a file, and the bytes behind each series. */
export interface ImportOutcome {
  readonly studies: readonly StudySummary[];
  readonly verdicts: readonly FileVerdict[];
  readonly sourceOf: (seriesUid: string) => InstanceSource | null;
  /** Decodes what is compressed, in the background; reports each file whose pixels prove undecodable. */
  readonly prove?: (
    report: (problem: Pick<FileVerdict, 'path' | 'code' | 'message'>) => void,
    signal: AbortSignal,
  ) => Promise<void>;
}
export interface ImportProgress {
  readonly done: number;
  readonly total: number;
}
export type ImportRunner = (
  items: readonly File[] | DataTransfer,
  onProgress: (progress: ImportProgress) => void,
  signal: AbortSignal,
) => Promise<Result<ImportOutcome>>;

export type ImportState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running'; readonly done: number; readonly total: number }
  | {
      readonly kind: 'done';
      readonly used: number;
      readonly refused: number;
      readonly studyUids: readonly string[];
    }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly message: string };

export type StoreState =
  | { readonly kind: 'local' }
  | { readonly kind: 'storing'; readonly done: number; readonly total: number }
  | { readonly kind: 'stored' }
  | { readonly kind: 'failed'; readonly message: string };

export interface LocalStudy {
  readonly summary: StudySummary;
  readonly stored: StoreState;
}

export interface LocalCasesState {
  readonly importing: ImportState;
  readonly studies: readonly LocalStudy[];
  /** Verdicts of the last import, in the order the files were met. */
  readonly verdicts: readonly FileVerdict[];
  /** How many studies those files made. */
  readonly importedStudies: number;
  /** Compressed pixels of the last import are still being decoded: a verdict of "ok" may change. */
  readonly proving: boolean;
}

/**
 * Studies dropped on the page: they live in this tab's memory only, beside the worklist, until a person stores them
 * in the archive. A study imported twice is replaced by the later import.
 */
export interface LocalCases {
  readonly store: StoreApi<LocalCasesState>;
  importFiles(items: readonly File[] | DataTransfer): Promise<void>;
  cancelImport(): void;
  dismissImport(): void;
  forget(studyUid: string): void;
  storeInArchive(studyUid: string): Promise<void>;
  /** Opened from files in this tab, perhaps before a reload that lost them. */
  wasLocal(studyUid: string): boolean;
  /** All local studies of the patient this study belongs to, or [] when the study is not local. */
  patientStudies(studyUid: string): readonly StudySummary[];
  sourceOf(series: SeriesSummary): InstanceSource | null;
}

/** Dropped files of two people with one id, or with none, are never opened as one patient. */
const samePatient = (a: StudySummary, b: StudySummary): boolean =>
  a.studyInstanceUid === b.studyInstanceUid ||
  (patientKey(a.patient) !== null && samePerson(a.patient, b.patient));

export function createLocalCases(
  run: ImportRunner,
  archiveRoot = '/dicom-web',
  memory: LocalMemory = createLocalMemory(null),
): LocalCases {
  const store = createStore<LocalCasesState>(() => ({
    importing: { kind: 'idle' },
    studies: [],
    verdicts: [],
    importedStudies: 0,
    proving: false,
  }));
  const sources = new Map<string, (seriesUid: string) => InstanceSource | null>();
  let running: AbortController | null = null;
  let proof: AbortController | null = null;

  /** Of this import of the study: one that replaced it meanwhile has other files. */
  const markStored = (of: StudySummary, stored: StoreState): void =>
    store.setState((state) => ({
      studies: state.studies.map((entry) => (entry.summary === of ? { ...entry, stored } : entry)),
    }));

  const accept = (outcome: ImportOutcome): void => {
    const fresh = new Set(outcome.studies.map((study) => study.studyInstanceUid));
    for (const uid of fresh) sources.set(uid, outcome.sourceOf);
    memory.add(fresh);
    store.setState((state) => ({
      studies: [
        ...outcome.studies.map((summary): LocalStudy => ({ summary, stored: { kind: 'local' } })),
        ...state.studies.filter((entry) => !fresh.has(entry.summary.studyInstanceUid)),
      ],
      verdicts: outcome.verdicts,
      importedStudies: fresh.size,
      importing: {
        kind: 'done',
        used: outcome.verdicts.filter((verdict) => verdict.used).length,
        refused: outcome.verdicts.filter((verdict) => !verdict.used).length,
        studyUids: [...fresh],
      },
    }));
    void prove(outcome);
  };

  const prove = async (outcome: ImportOutcome): Promise<void> => {
    if (outcome.prove === undefined) return;
    proof?.abort();
    const controller = new AbortController();
    proof = controller;
    store.setState({ proving: true });
    await outcome
      .prove(({ path, code, message }) => {
        if (proof !== controller) return;
        const kept = null;
        store.setState((state) => ({
          verdicts: state.verdicts.map((row) =>
            row.path === path ? { path, used: false, code, kept, message } : row,
          ),
        }));
      }, controller.signal)
      .catch(() => undefined);
    if (proof === controller) store.setState({ proving: false });
  };

  return {
    store,
    async importFiles(items) {
      running?.abort();
      const controller = new AbortController();
      running = controller;
      store.setState({ importing: { kind: 'running', done: 0, total: 0 } });
      const onProgress = ({ done, total }: ImportProgress): void => {
        if (running === controller) store.setState({ importing: { kind: 'running', done, total } });
      };
      const result = await run(items, onProgress, controller.signal);
      if (running !== controller) return;
      running = null;
      if (controller.signal.aborted) store.setState({ importing: { kind: 'cancelled' } });
      else if (result.ok) accept(result.value);
      else store.setState({ importing: { kind: 'failed', message: result.error.message } });
    },
    cancelImport() {
      running?.abort();
    },
    dismissImport() {
      store.setState({ importing: { kind: 'idle' } });
    },
    forget(studyUid) {
      sources.delete(studyUid);
      memory.remove(studyUid);
      store.setState((state) => ({
        studies: state.studies.filter((entry) => entry.summary.studyInstanceUid !== studyUid),
      }));
    },
    async storeInArchive(studyUid) {
      const entry = store.getState().studies.find(({ summary }) => summary.studyInstanceUid === studyUid);
      const lookUp = sources.get(studyUid);
      if (entry === undefined || lookUp === undefined) return;
      const total = entry.summary.series.reduce((sum, series) => sum + series.files, 0);
      let done = 0;
      markStored(entry.summary, { kind: 'storing', done, total });
      const seriesSources = entry.summary.series.map((series) => lookUp(series.seriesInstanceUid));
      const result = await storeInstances(archiveRoot, allInstances(seriesSources), (count) => {
        done += count;
        markStored(entry.summary, { kind: 'storing', done, total });
      });
      markStored(
        entry.summary,
        result.ok ? { kind: 'stored' } : { kind: 'failed', message: result.error.message },
      );
    },
    wasLocal: (studyUid) => memory.has(studyUid),
    patientStudies(studyUid) {
      const all = store.getState().studies.map((entry) => entry.summary);
      const wanted = all.find((study) => study.studyInstanceUid === studyUid);
      return wanted === undefined ? [] : all.filter((study) => samePatient(study, wanted));
    },
    sourceOf(series) {
      return sources.get(series.studyInstanceUid)?.(series.seriesInstanceUid) ?? null;
    },
  };
}

async function* allInstances(
  sources: readonly (InstanceSource | null)[],
): AsyncGenerator<Result<Uint8Array>, void, undefined> {
  const signal = new AbortController().signal;
  for (const source of sources) {
    if (source === null) {
      yield err(
        issue(
          'source-gone',
          'The dropped files can no longer be read. Drop the folder again, then store it.',
        ),
      );
      return;
    }
    try {
      for await (const bytes of source.stream(signal)) yield ok(bytes);
    } catch {
      yield err(
        issue(
          'source-unreadable',
          'A dropped file can no longer be read. Drop the folder again, then store it.',
        ),
      );
      return;
    }
  }
}
