import type { StoreApi } from 'zustand/vanilla';
import type { ImagePlace, ProjectionLabeling } from '../../domain/case/document.ts';
import type { CountedHere, GuardCheck, Instrument, TipJudgement } from '../../domain/guard/model.ts';
import type { Issue } from '../../domain/result.ts';
import type { Vertebra } from '../../domain/vocabulary/level.ts';
import type { SeriesSummary } from '../../dicom/model.ts';
import type { Pane } from '../../viewer/api.ts';
import type { PlanRecord } from '../api.ts';

/** What a click on the fluoroscopy does. */
export const PROCEDURE_TOOLS = ['navigate', 'label', 'tip'] as const;
export type ProcedureTool = (typeof PROCEDURE_TOOLS)[number];

/**
 * The procedure beside a locked plan: the vertebrae are counted anew on the fluoroscopy at hand, the tip is marked, and
 * the guard compares. Nothing here changes the plan; what is kept is a check of its own.
 */
export interface Procedure {
  readonly store: StoreApi<ProcedureState>;
  /** Mounts the image in an element; null while no series is chosen. */
  attach(element: HTMLDivElement): { readonly pane: Pane; readonly detach: () => void } | null;
  showSeries(seriesUid: string): void;
  setTool(tool: ProcedureTool): void;
  setNextLevel(level: Vertebra): void;
  setCountedFrom(countedFrom: CountedHere | null): void;
  setSite(siteId: string): void;
  setInstrument(instrument: Instrument): void;
  /** A person says which side of the patient the right edge of the image shown is; null takes it back. */
  confirmRightEdge(side: 'left' | 'right' | null): void;
  removeLabel(level: Vertebra): void;
  /** A person says that nothing moved since the nearest labelled frame of this image: its labels and side hold here. */
  repeatLabels(): void;
  clearTip(): void;
  /** Writes the check; the reason is needed wherever the guard stops. */
  keep(reason: string): Promise<Issue | null>;
  close(): void;
}

export interface ProcedureState {
  readonly record: PlanRecord;
  /** Fluoroscopy and other projection images of the patient, newest study first. */
  readonly series: readonly SeriesSummary[];
  readonly seriesUid: string | null;
  readonly tool: ProcedureTool;
  readonly nextLevel: Vertebra;
  /** Counted here, by image and frame; never taken from the plan. */
  readonly labelings: Readonly<Record<string, ProjectionLabeling>>;
  readonly countedFrom: CountedHere | null;
  readonly siteId: string;
  readonly instrument: Instrument;
  /** The image and frame shown now. */
  readonly shown: { readonly sopInstanceUid: string; readonly frame: number } | null;
  readonly tip: ImagePlace | null;
  /** What the guard says of the tip; null without one. */
  readonly judgement: TipJudgement | null;
  readonly checks: readonly GuardCheck[];
  readonly busy: boolean;
  readonly notice: string | null;
}
