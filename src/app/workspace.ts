import type { StoreApi } from 'zustand/vanilla';
import type { CaseCommand } from '../domain/case/commands.ts';
import type { CaseDocument } from '../domain/case/document.ts';
import type { CaseDerived } from '../domain/case/derive.ts';
import type { Issue } from '../domain/result.ts';
import type { Vertebra } from '../domain/vocabulary/level.ts';
import type { PatientHeader, StudySummary } from '../dicom/model.ts';
import type { PlanRecord } from './api.ts';

/**
 * One open case. `ui/` reads `store` through selectors and calls these verbs; it holds no rules of medicine.
 * The document has the only history; everything else in the state is view state.
 */
export interface Workspace {
  readonly store: StoreApi<WorkspaceState>;
  /** Applies a command, records history, autosaves; returns what was refused, or null. */
  dispatch(command: CaseCommand): Issue | null;
  undo(): void;
  redo(): void;
  setStep(step: Step): void;
  setTool(tool: ToolInHand): void;
  setNextLevel(level: Vertebra): void;
  openSeries(paneId: string, seriesUid: string): void;
  maximise(paneId: string | null): void;
  /** Moves every linked pane to a finding, region or label. */
  goTo(targetId: string): void;
  captureKeyImage(paneId: string, caption: string): Promise<Issue | null>;
  /** `planFromDraft`, then POST: null on success, else what blocks. */
  sign(): Promise<readonly Issue[] | null>;
  close(): void;
}

export const STEPS = ['spine', 'leak', 'extravasation', 'plan', 'key-images'] as const;
export type Step = (typeof STEPS)[number];

export const TOOLS_IN_HAND = ['navigate', 'crosshair', 'spine', 'leak', 'ellipse', 'freehand', 'grow'] as const;
export type ToolInHand = (typeof TOOLS_IN_HAND)[number];

export interface WorkspaceState {
  readonly patient: PatientHeader;
  readonly studies: readonly StudySummary[];
  readonly doc: CaseDocument;
  /** Pure function of `doc` and the series: locations, extents, hazards, what blocks signing. */
  readonly derived: CaseDerived;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly save: 'saved' | 'saving' | 'unsaved' | 'conflict' | 'failed' | 'read-only';
  readonly saveMessage: string | null;
  readonly step: Step;
  readonly tool: ToolInHand;
  readonly nextLevel: Vertebra;
  readonly selectedId: string | null;
  readonly plans: readonly PlanRecord[];
  readonly busy: string | null;
}
