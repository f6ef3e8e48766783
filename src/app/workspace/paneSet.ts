import { unreachable } from '../../domain/result.ts';
import type { CaseDocument, Place } from '../../domain/case/document.ts';
import type { Pane, PanePointer, PaneTool, PaneState, Viewer, VoiWindow } from '../../viewer/api.ts';
import type { StudySummary } from '../../dicom/model.ts';
import type { AttachedPane, PaneSlot, ToolInHand } from '../workspace.ts';
import type { WindowPreset } from './presets.ts';
import type { LinkedPane } from './levelLink.ts';
import { findSeries, imageIndex, isProjection } from './series.ts';
import { seriesUidOf } from './stackKeys.ts';
import { syncSlices, type SyncedPane } from './sliceSync.ts';
import { followSpine } from './spineFollowing.ts';

/** The panes now mounted, and what they do together. Linked only inside one proven frame of reference. */
export interface PaneSet {
  attach(slot: PaneSlot, element: HTMLDivElement): AttachedPane | null;
  get(paneId: string): Pane | null;
  setTool(tool: ToolInHand): void;
  /** Shows a place in every pane that can show it (or in one); false when none is mounted that can. */
  show(place: Place, only: string | null, except: string | null): boolean;
  /** The labels that curved planes follow. */
  follow(labelings: CaseDocument['labelings']): void;
  applyPreset(seriesUid: string, preset: WindowPreset): void;
  /** Slice of each pane, to come back to. */
  positions(): ReadonlyMap<string, number>;
  /** Also in panes that are still to be mounted for these slots. */
  restore(slots: readonly PaneSlot[], positions: ReadonlyMap<string, number>): void;
  dispose(): void;
}

export interface PaneSetOptions {
  readonly viewer: Viewer;
  readonly studies: readonly StudySummary[];
  /** Whether views move together. */
  readonly linked: () => boolean;
  readonly onPointer: (paneId: string, event: PanePointer) => void;
  /** After every change of a ready pane; `all` are the panes now mounted. */
  readonly onShown: (shown: LinkedPane, all: readonly LinkedPane[]) => void;
}

interface Mounted extends SyncedPane {
  readonly stop: () => void;
}

export function createPaneSet({ viewer, studies, linked, onPointer, onShown }: PaneSetOptions): PaneSet {
  const mounted = new Map<string, Mounted>();
  const windows = new Map<string, VoiWindow>();
  let tool: ToolInHand = 'navigate';
  /** A place asked for while its pane was not yet there or not yet ready. */
  let awaited: Place | null = null;
  /** Slices that panes come back to once they show the series again. */
  const returning = new Map<string, PaneSlot & { readonly index: number }>();
  let labelings: CaseDocument['labelings'] = {};

  function canShow(entry: Mounted, place: Place): boolean {
    if (place.kind === 'image') return seriesUidOf(entry.pane.spec.seriesUid) === place.seriesUid;
    return entry.frameOfReferenceUid !== null && entry.frameOfReferenceUid === place.frameOfReferenceUid;
  }

  function showIn(pane: Pane, place: Place): void {
    if (place.kind === 'patient') return pane.showPoint(place.pointLpsMm);
    const series = findSeries(studies, place.seriesUid);
    const index = series === null ? null : imageIndex(series, place.sopInstanceUid, place.frame);
    if (index !== null) pane.scrollTo(index);
  }

  /** One series, one window: a change in one plane is a change in all. */
  function shareWindow(pane: Pane, { window }: PaneState): void {
    const { seriesUid } = pane.spec;
    if (window === null || sameWindow(windows.get(seriesUid), window)) return;
    windows.set(seriesUid, window);
    for (const other of mounted.values())
      if (other.pane !== pane && other.pane.spec.seriesUid === seriesUid) other.pane.setWindow(window);
  }

  function attach(slot: PaneSlot, element: HTMLDivElement): AttachedPane | null {
    const series = findSeries(studies, slot.seriesUid);
    if (series === null || slot.seriesUid === null) return null;
    mounted.get(slot.paneId)?.stop();
    const pane = viewer.openPane(element, {
      paneId: slot.paneId,
      seriesUid: slot.seriesUid,
      plane: slot.plane,
    });
    const stops = [
      pane.onPointer((event) => onPointer(slot.paneId, event)),
      pane.onChange(() => {
        const state = pane.state();
        if (state.status !== 'ready') return;
        const back = returning.get(slot.paneId);
        // Before the others are told: nobody has moved it by hand.
        if (back !== undefined && isOf(back, pane) && returning.delete(slot.paneId))
          return pane.scrollTo(back.index);
        shareWindow(pane, state);
        syncSlices(entry, mounted.values(), linked());
        onShown(entry, [...mounted.values()]);
        if (awaited !== null && canShow(entry, awaited)) {
          const place = awaited;
          awaited = null;
          showIn(pane, place);
        }
      }),
    ];
    let open = true;
    const stop = (): void => {
      if (!open) return;
      open = false;
      for (const unsubscribe of stops) unsubscribe();
      if (mounted.get(slot.paneId) === entry) mounted.delete(slot.paneId);
      pane.close();
    };
    const { frameOfReferenceUid } = series;
    const entry: Mounted = { pane, frameOfReferenceUid, lastIndex: null, stop };
    mounted.set(slot.paneId, entry);
    pane.setTool(paneTool(tool, isProjection(series) || isCurved(slot.plane)));
    followSpine(pane, frameOfReferenceUid, labelings);
    const known = windows.get(slot.seriesUid);
    if (known) pane.setWindow(known);
    return { pane, detach: stop };
  }

  return {
    attach,
    get: (paneId) => mounted.get(paneId)?.pane ?? null,
    setTool(next) {
      tool = next;
      for (const { pane } of mounted.values()) {
        const series = findSeries(studies, pane.spec.seriesUid);
        const clicksOnly = series !== null && (isProjection(series) || isCurved(pane.spec.plane));
        pane.setTool(paneTool(next, clicksOnly));
      }
    },
    show(place, only, except) {
      const able = [...mounted].filter(
        ([paneId, entry]) => (only === null || paneId === only) && paneId !== except && canShow(entry, place),
      );
      for (const [, { pane }] of able) showIn(pane, place);
      returning.clear();
      awaited = able.length > 0 || except !== null ? null : place;
      return able.length > 0;
    },
    follow(next) {
      if (next === labelings) return;
      labelings = next;
      for (const { pane, frameOfReferenceUid } of mounted.values())
        followSpine(pane, frameOfReferenceUid, labelings);
    },
    applyPreset(seriesUid, preset) {
      for (const { pane } of mounted.values()) {
        if (pane.spec.seriesUid !== seriesUid) continue;
        if (preset.kind === 'range') pane.setWindow(preset.window);
        else pane.setPercentileWindow(preset.low, preset.high);
      }
    },
    positions: () => new Map([...mounted].map(([paneId, { pane }]) => [paneId, pane.state().index])),
    restore(slots, positions) {
      awaited = null;
      returning.clear();
      for (const slot of slots) {
        const [index, entry] = [positions.get(slot.paneId), mounted.get(slot.paneId)];
        if (index === undefined) continue;
        if (entry !== undefined && isOf(slot, entry.pane)) entry.pane.scrollTo(index);
        else returning.set(slot.paneId, { ...slot, index });
      }
    },
    dispose() {
      for (const { stop } of Array.from(mounted.values())) stop();
    },
  };
}

const isOf = ({ seriesUid, plane }: PaneSlot, { spec }: Pane): boolean =>
  spec.seriesUid === seriesUid && spec.plane === plane;

const isCurved = (plane: PaneSlot['plane']): boolean => plane.startsWith('curved-');

/** On projection images and curved planes shapes have no plane in the patient: clicks come instead, answered in words. */
export function paneTool(tool: ToolInHand, projection: boolean): PaneTool {
  switch (tool) {
    case 'navigate':
      return 'navigate';
    case 'crosshair':
      return 'crosshair';
    case 'spine':
    case 'leak':
    case 'ruler':
      return 'point';
    case 'grow':
      return projection ? 'point' : 'box';
    case 'ellipse':
    case 'freehand':
      return projection ? 'point' : tool;
    default:
      return unreachable(tool);
  }
}

function sameWindow(a: VoiWindow | undefined, b: VoiWindow): boolean {
  return a !== undefined && Math.abs(a.center - b.center) < 1e-3 && Math.abs(a.width - b.width) < 1e-3;
}
