import { DEFAULT_LIMITS, type RuleLimits } from '../../src/domain/plan/rules/limits.ts';
import type { SeriesSummary, StudySummary } from '../../src/dicom/model.ts';
import type { CaseRecord, PlanRecord, ServerApi } from '../../src/app/api.ts';
import type { Clock, Identifiers } from '../../src/app/ids.ts';
import type { DraftJournal, JournalEntry } from '../../src/app/workspace/draftJournal.ts';
import { err, issue, ok, type Result } from '../../src/domain/result.ts';
import type { CaseDocument } from '../../src/domain/case/document.ts';
import type {
  OverlayModel,
  Pane,
  PanePointer,
  PaneSpec,
  PaneState,
  PaneTool,
  PointerAt,
  Viewer,
  VoiWindow,
} from '../../src/viewer/api.ts';
import { CT, CT_FRAME, MR, MR_FRAME, XA, XA_IMAGE } from '../domain/builders.ts';
import { ctHeader } from '../imaging/headers.ts';

const series = (patch: Partial<SeriesSummary>): SeriesSummary => ({
  seriesInstanceUid: CT,
  studyInstanceUid: '2.25.900',
  modality: 'CT',
  class: 'ct-myelography',
  classReason: 'CT; Contrast Route says "intrathecal".',
  description: 'CT myelogram',
  seriesNumber: 1,
  frameOfReferenceUid: CT_FRAME,
  patientPosition: 'HFS',
  lossy: false,
  files: 100,
  frames: 100,
  geometry: { codes: ['regular'], notes: [], volumeAllowed: true, grid: null },
  instances: [0, 1, 2].map((k) =>
    ctHeader({ sopInstanceUid: `2.25.1100${k}`, imagePositionPatient: [0, 0, 400 + 10 * k] }),
  ),
  otherStacks: [],
  ...patch,
});

export const ct = series({});
export const mr = series({
  seriesInstanceUid: MR,
  modality: 'MR',
  class: 'mr-myelography',
  description: 'MR myelography',
  frameOfReferenceUid: MR_FRAME,
  frames: 60,
});
export const run = series({
  seriesInstanceUid: XA,
  modality: 'XA',
  class: 'fluoroscopy',
  description: 'Epidurogram',
  frameOfReferenceUid: null,
  frames: 30,
  geometry: { codes: ['none'], notes: [], volumeAllowed: false, grid: null },
  instances: [ctHeader({ sopInstanceUid: XA_IMAGE, numberOfFrames: 30, imagePositionPatient: null })],
});

export const PATIENT_HEADER = {
  id: 'P-1',
  issuer: 'CLINIC',
  name: 'Doe^Jane^Q',
  birthDate: '19700102',
  sex: 'F',
};

export const study = (...shown: readonly SeriesSummary[]): StudySummary => ({
  studyInstanceUid: '2.25.900',
  patient: PATIENT_HEADER,
  study: { date: '20240601', time: '', description: 'Myelography', accessionNumber: 'A1', id: '' },
  series: shown,
});

/** A clock that stands still until it is moved. */
export interface TestClock extends Clock {
  advance(ms: number): Promise<void>;
}
export function testClock(): TestClock {
  let now = Date.UTC(2024, 5, 12, 9);
  let timers: { readonly due: number; readonly run: () => void }[] = [];
  return {
    now: () => new Date(now),
    after: (delayMs, then) => {
      const timer = { due: now + delayMs, run: then };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    async advance(ms) {
      now += ms;
      const due = timers.filter((timer) => timer.due <= now);
      timers = timers.filter((timer) => timer.due > now);
      for (const timer of due) timer.run();
      await settle();
    },
  };
}

/** Lets answers that are already there arrive. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 20; i++) await Promise.resolve();
}

/** Holds what waits for it until it is opened. */
export function gate(): { readonly passed: Promise<void>; readonly open: () => void } {
  const doors = new EventTarget();
  const passed = new Promise<void>((resolve) => doors.addEventListener('open', () => resolve()));
  return { passed, open: () => void doors.dispatchEvent(new Event('open')) };
}

export function countedIds(): Identifiers {
  let id = 0;
  let uid = 0;
  return { newId: () => `id-${++id}`, newUid: () => `2.25.${5000 + ++uid}` };
}

export interface MemoryJournal extends DraftJournal {
  readonly entries: Map<string, JournalEntry>;
}
export function memoryJournal(): MemoryJournal {
  const entries = new Map<string, JournalEntry>();
  return {
    entries,
    read: async (caseId) => entries.get(caseId) ?? null,
    write: async (caseId, entry) => void entries.set(caseId, entry),
    clear: async (caseId) => void entries.delete(caseId),
  };
}

const absent = async (): Promise<Result<never>> => err(issue('not-in-test', 'Not part of this test.'));

/** Keeps drafts as the server does: a version each, and 409 for a stale one. */
export class MemoryServer {
  version = 0;
  document: CaseDocument | null = null;
  plans: PlanRecord[] = [];
  limits: RuleLimits = DEFAULT_LIMITS;
  /** Set to refuse the next saves. */
  offline = false;
  saves = 0;
  readonly api: ServerApi;

  constructor() {
    this.api = {
      health: absent,
      session: async () => ok({ name: 'R', role: 'radiologist', authenticated: false }),
      signIn: absent,
      signOut: absent,
      worklist: absent,
      study: absent,
      openCase: async () => ok(this.record()),
      caseById: async () => ok(this.record()),
      saveDraft: async (_caseId, version, document) => {
        this.saves += 1;
        if (this.offline) return err(issue('network', 'The server did not answer.'));
        if (version !== this.version) return err(issue('conflict', 'Changed elsewhere.'));
        this.version += 1;
        this.document = document;
        return ok({ version: this.version });
      },
      uploadKeyImage: async (_caseId, png) =>
        ok(
          {
            png: { id: 'key-1', sha256: 'ab'.repeat(32) },
            clean: { id: 'clean-1', sha256: 'cd'.repeat(32) },
          }[await png.text()] ?? { id: `printed: ${await png.text()}`, sha256: 'ef'.repeat(32) },
        ),
      sign: async (caseId, plan) => {
        const signature = {
          name: 'R',
          role: 'radiologist',
          at: plan.createdAt,
          authenticated: false,
        } as const;
        const signed: PlanRecord = {
          planId: plan.planId,
          version: plan.version,
          caseId,
          state: 'signed',
          plan: { ...plan, signature },
          review: null,
          handoff: { kind: 'none' },
          course: [],
          procedureHandoff: { kind: 'none' },
        };
        this.plans = [signed, ...this.plans];
        return ok(signed);
      },
      plansOfCase: absent,
      plan: absent,
      lookAt: absent,
      review: absent,
      addToCourse: absent,
      guardChecks: absent,
      keepGuardCheck: absent,
      archiveObjects: absent,
      archivePlan: absent,
      handOff: absent,
      record: absent,
    };
  }

  record(): CaseRecord {
    const { version, document, plans } = this;
    return {
      caseId: 'case-1',
      patient: PATIENT_HEADER,
      draftVersion: version,
      document,
      plans,
      limits: this.limits,
    };
  }
}

export interface TestPane extends Pane {
  /** As if the hand had done it on this pane. */
  emit(event: PanePointer): void;
  become(patch: Partial<PaneState>): void;
  readonly calls: string[];
  readonly windows: VoiWindow[];
  tool(): PaneTool;
}
export interface TestViewer extends Viewer {
  readonly panes: Map<string, TestPane>;
  overlay(): OverlayModel;
}

const READY: PaneState = {
  status: 'ready',
  message: null,
  index: 0,
  count: 100,
  positionMm: 0,
  window: null,
  invert: false,
  slabMm: 0,
  slabMode: 'mip',
  letters: null,
  lettersProof: 'none',
  cursor: null,
  cine: null,
  image: null,
  unit: 'HU',
  spacing: 'calibrated',
  look: { kind: 'flat' },
};

/** The viewer's port over plain values: panes remember what they were told. Measurement counts 100 voxels. */
export function testViewer(): TestViewer {
  const panes = new Map<string, TestPane>();
  let overlay: OverlayModel = { marks: [] };
  return {
    panes,
    overlay: () => overlay,
    addSeries: () => undefined,
    removeSeries: () => undefined,
    openPane: (_element, spec) => {
      const pane = testPane(spec, () => panes.delete(spec.paneId));
      panes.set(spec.paneId, pane);
      return pane;
    },
    loadState: () => ({ kind: 'complete', total: 100, skipped: [] }),
    cancelLoad: () => undefined,
    load: async () => ({ kind: 'complete', total: 100, skipped: [] }),
    fits: () => true,
    loadRange: () => undefined,
    retryLoad: () => undefined,
    onLoadState: () => () => undefined,
    measureRegion: (_uid, shape) =>
      shape.kind === 'grow' && shape.lower > shape.upper
        ? err(issue('seed-outside', 'The voxel clicked is outside the thresholds.'))
        : ok({
            voxelCount: 100,
            volumeMl: 0.5,
            volumeProblem: null,
            mean: 300,
            sd: 20,
            min: 200,
            max: 400,
            unit: 'HU',
            minLpsMm: [-5, 20, 380],
            maxLpsMm: [5, 30, 400],
            cranialLpsMm: [0, 25, 400],
            caudalLpsMm: [0, 25, 380],
            touchesBounds: false,
          }),
    sample: () => 300,
    setOverlay: (model) => {
      overlay = model;
    },
    setReferenceLines: () => undefined,
    thumbnail: () => Promise.resolve(null),
    onLimitation: () => () => undefined,
    dispose: () => undefined,
  };
}

function testPane(spec: PaneSpec, closed: () => void): TestPane {
  const changes = new Set<() => void>();
  const pointers = new Set<(event: PanePointer) => void>();
  const calls: string[] = [];
  const windows: VoiWindow[] = [];
  let state = READY;
  let tool: PaneTool = 'navigate';
  const note = (call: string) => void calls.push(call);
  return {
    spec,
    calls,
    windows,
    tool: () => tool,
    emit: (event) => pointers.forEach((listener) => listener(event)),
    become: (patch) => {
      state = { ...state, ...patch };
      changes.forEach((listener) => listener());
    },
    state: () => state,
    onChange: (listener) => {
      changes.add(listener);
      return () => changes.delete(listener);
    },
    onPointer: (listener) => {
      pointers.add(listener);
      return () => pointers.delete(listener);
    },
    setTool: (next) => {
      tool = next;
    },
    scrollBy: (n) => note(`scrollBy ${n}`),
    scrollTo: (index) => {
      note(`scrollTo ${index}`);
      state = { ...state, index };
    },
    showPoint: (point) => note(`showPoint ${point.join(' ')}`),
    indexNearest: () => 0,
    centre: () => null,
    panBy: () => undefined,
    alignTo: (plane) => note(`alignTo ${plane === null ? 'own' : plane.name}`),
    setSpine: (centres) => note(`spine ${centres?.length ?? 0}`),
    moveCursor: () => undefined,
    clickCursor: () => false,
    hideCursor: () => false,
    setWindow: (window) => void windows.push(window),
    setPercentileWindow: (low, high) => note(`percentile ${low} ${high}`),
    setInvert: () => undefined,
    setSlab: () => undefined,
    zoomBy: () => undefined,
    fit: () => undefined,
    reset: () => undefined,
    cine: () => undefined,
    setCine: () => undefined,
    capture: async () => {
      note('capture');
      return ok({
        png: new Blob(['png']),
        clean: new Blob(['clean']),
        widthPx: 800,
        heightPx: 600,
        words: '1 of 1',
        image: null,
      });
    },
    close: closed,
  };
}

export const inPatient = (...pointLpsMm: readonly [number, number, number]): PointerAt => ({
  pointLpsMm,
  image: null,
});
export const onImage = (frame: number, ...pointPx: readonly [number, number]): PointerAt => ({
  pointLpsMm: null,
  image: { sopInstanceUid: XA_IMAGE, frame, pointPx },
});
export const clickAt = (at: PointerAt, hit: string | null = null): PanePointer => ({
  type: 'click',
  at,
  hit,
  shift: false,
  alt: false,
});
