import type { PostureEvidence } from '../domain/posture/postureModel.ts';
import type { StoreApi } from 'zustand/vanilla';
import type { LoadState } from '../imaging/api.ts';
import type { Pane, Plane, PointerAt } from '../viewer/api.ts';
import type { CaseCommand } from '../domain/case/commands.ts';
import type { CaseDocument, Place, PointLps } from '../domain/case/document.ts';
import type { CaseDerived } from '../domain/case/derive.ts';
import type { DerivedLocation } from '../domain/plan/targetingPlan.ts';
import type { Issue, Result } from '../domain/result.ts';
import type { SnapOffer } from '../domain/spine/snap.ts';
import type { Vertebra } from '../domain/vocabulary/level.ts';
import type { PatientHeader, StudySummary } from '../dicom/model.ts';
import type { PlanRecord } from './api.ts';
import type { ArchivedPlan, ArchiveObjects } from '../schema/archiveObjects.ts';

/** What `ui/` needs to name of the rooms below, so that it imports `app/` and `domain/` alone. */
export type { PatientHeader, SeriesSummary, StudySummary } from '../dicom/model.ts';
export type { LoadState, SlabOffer } from '../imaging/api.ts';
export type { Pane, PaneState, Plane, PointerAt } from '../viewer/api.ts';

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
  /** Takes a plan that the archive holds over as the draft; one step, can be undone. */
  takeOver(archived: ArchivedPlan): Issue | null;
  /** `planFromDraft`, then POST: null on success, else what blocks. */
  sign(): Promise<readonly Issue[] | null>;
  close(): void;

  /** Mounts the viewer's pane of a slot in its element; null for an empty slot. The caller detaches what it attached. */
  attachPane(paneId: string, element: HTMLDivElement): AttachedPane | null;
  pane(paneId: string): Pane | null;
  activatePane(paneId: string): void;
  setPlane(paneId: string, plane: Plane): void;
  setLayout(layout: Layout): void;
  hang(protocol: HangingProtocol): void;
  /** Shows one series in the layout that suits it: three planes, or one stack; in the active view of a grid chosen by hand. */
  hangSeries(seriesUid: string): void;
  setLinked(on: boolean): void;
  /** Views of other labelled series follow to the same spine coordinate, also without a common frame of reference. */
  setLevelLinked(on: boolean): void;
  /** Takes a projected leak mark over on the series it is projected onto; by the person signed in, undoable. */
  adopt(findingId: string, seriesUid: string, at?: PointLps): Issue | null;
  setReferenceLines(on: boolean): void;
  /** The axial view parallel to the disc of the current level, or back to the volume's own plane. */
  toggleDiscAlignment(): void;
  /** A small picture of a series for the strip; null where there is none. */
  thumbnail(seriesUid: string, heightPx: number): Promise<HTMLCanvasElement | null>;
  setDirection(direction: LabelDirection): void;
  setSpineMode(mode: SpineMode): void;
  /** Moves the level the next click places: `toward` feet, head, or along the clicking direction. */
  stepLevel(toward: 'feet' | 'head' | 'direction'): void;
  /** The same vertebra above or below, in every pane whose series has that label. */
  goToNeighbourLevel(toward: 'feet' | 'head'): void;
  setGrowth(settings: Partial<GrowthSettings>): void;
  /** Thresholds or bounds of a grown region: measured anew, one step of history. */
  regrow(regionId: string, settings: Partial<GrowthSettings>): Issue | null;
  select(targetId: string | null): void;
  /** Back to where the planes were before the last `goTo`. */
  goBack(): void;
  /** Level and side under a pointer, by the same rule as marks; null where the pane has no place. */
  locateAt(paneId: string, at: PointerAt): DerivedLocation | null;
  /** Looks for the canal of a labelled series; what is found is offered dashed and counts once a person confirms it. */
  offerCanal(seriesUid: string): void;
  /** Leaves a search for the canal; it is not begun again by itself. */
  cancelCanal(seriesUid: string): void;
  /** Where the image has the provisional labels of a series; nothing is moved before `label/snap`. */
  offerSnap(seriesUid: string): Result<SnapOffer>;
  /** From the menu at a place, without taking a tool in hand: the pane is that of the menu. */
  markHere(what: 'leak' | 'label', at: PointerAt): void;
  showHere(at: PointerAt): void;
  closeMenu(): void;
  dismissNotice(): void;
  /** Leaves the innermost gesture, mode, menu, selection or tool. */
  escape(): void;
  /** Applies a preset to every pane of the series shown in the pane. */
  applyPreset(paneId: string, presetId: string): void;
  cancelLoad(seriesUid: string): void;
  retryLoad(seriesUid: string): void;
  /** Slices `from` to `to` (from 1) of a series that does not fit in memory. */
  loadRange(seriesUid: string, from: number, to: number): void;
  retrySave(): void;
  /** After a conflict: `mine` writes this document over the other, `theirs` discards this one. */
  resolveConflict(keep: 'mine' | 'theirs'): Promise<void>;
  /** Unlocks a signed case: what is changed from now on becomes the next version. */
  startNewVersion(): Issue | null;
}

export interface AttachedPane {
  readonly pane: Pane;
  detach(): void;
}

/** Shares of a run's true speed. */
export const CINE_SPEEDS = [0.25, 0.5, 1, 2, 4] as const;

export const LAYOUTS = ['one', 'two', 'two-rows', 'one-two', 'three', 'two-by-two', 'three-by-two'] as const;
export type Layout = (typeof LAYOUTS)[number];
export const HANGING_PROTOCOLS = [
  'three-planes',
  'ct-beside-mr',
  'fluoroscopy-beside-planes',
  'fluoroscopy',
  'pre-post',
  'review',
  'single',
] as const;
export type HangingProtocol = (typeof HANGING_PROTOCOLS)[number];
export type LabelDirection = 'toward-feet' | 'toward-head';
export type SpineMode = 'place' | 'insert';

/** A place in the layout and what hangs there. */
export interface PaneSlot {
  readonly paneId: string;
  readonly seriesUid: string | null;
  readonly plane: Plane;
}

/** Thresholds in the modality's own unit, inclusive; null = proposed from the value at the seed. */
export interface GrowthSettings {
  readonly lower: number | null;
  readonly upper: number | null;
  /** Half edge of the cube first put around a seed, mm; the user drags it from there. */
  readonly halfEdgeMm: number;
}

export interface Notice {
  readonly tone: 'info' | 'refused' | 'failed';
  readonly text: string;
}

/** The search for the canal of one series: the share done, or why nothing is offered. */
export type CanalSearch =
  | { readonly kind: 'running'; readonly share: number }
  | { readonly kind: 'refused'; readonly message: string };

/** A context click on a mark, or on the image. */
export interface ContextMenu {
  readonly paneId: string;
  readonly at: PointerAt;
  readonly targetId: string | null;
}

export const STEPS = ['spine', 'leak', 'extravasation', 'plan', 'key-images'] as const;
export type Step = (typeof STEPS)[number];

export const TOOLS_IN_HAND = [
  'navigate',
  'crosshair',
  'spine',
  'leak',
  'ellipse',
  'freehand',
  'grow',
  'ruler',
] as const;
export type ToolInHand = (typeof TOOLS_IN_HAND)[number];

/** The version of a draft that someone else saved, and what differs from this screen in words: other → this. */
export interface OtherVersion {
  readonly draftVersion: number;
  readonly differs: readonly string[];
}

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
  /** In a conflict: the version that stands against the one on this screen; null: it could not be read. */
  readonly other: OtherVersion | null;
  readonly step: Step;
  readonly tool: ToolInHand;
  /** The first end of a line whose other end is still to be clicked. */
  readonly rulerStart?: Place | null;
  readonly nextLevel: Vertebra;
  readonly selectedId: string | null;
  readonly plans: readonly PlanRecord[];
  readonly busy: string | null;
  readonly caseId: string;
  readonly layout: Layout;
  readonly slots: readonly PaneSlot[];
  /** The arrangement in use and why; `protocol` is null once a person has rearranged the views. */
  readonly hanging: { readonly protocol: HangingProtocol | null; readonly reason: string };
  readonly activePaneId: string;
  readonly maximisedPaneId: string | null;
  readonly linked: boolean;
  readonly levelLinked: boolean;
  /** Lines where the planes of the other views cut this one. */
  readonly referenceLines: boolean;
  readonly direction: LabelDirection;
  readonly spineMode: SpineMode;
  readonly growth: GrowthSettings;
  readonly crosshair: { readonly frameOfReferenceUid: string; readonly pointLpsMm: PointLps } | null;
  readonly loads: Readonly<Record<string, LoadState>>;
  /** What the anatomy of labelled CT says of the registered posture, by Series Instance UID. */
  readonly postures?: Readonly<Record<string, PostureEvidence>>;
  /** Labelled CTs that could not be read when the plan was to be signed. */
  readonly posturesUnread?: readonly string[];
  /** By Series Instance UID; a series without a search is not listed. */
  readonly canalSearches: Readonly<Record<string, CanalSearch>>;
  /** What this browser cannot do, in a sentence; null until that is known, and where nothing is off. */
  readonly limitation: string | null;
  /** Why nothing can be written: being signed, signed and locked, or not the radiologist; null when editable. */
  readonly lock: { readonly code: 'signed' | 'role' | 'signing'; readonly message: string } | null;
  /** What the archive holds beside the images; absent until it is known, or where nobody has given a name. */
  readonly archive?: ArchiveObjects;
  /** Why that could not be read. */
  readonly archiveProblem?: string;
  readonly notice: Notice | null;
  readonly menu: ContextMenu | null;
  readonly canGoBack: boolean;
}
