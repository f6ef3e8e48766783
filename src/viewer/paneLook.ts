import { percentiles } from '../imaging/histogram.ts';
import { frameValues, type SeriesImage } from '../imaging/seriesImage.ts';
import type { VoiWindow } from './api.ts';
import type { SlabSetting, Surface } from './surface.ts';
import { draggedWindow, lutWindow, openingWindow, windowFromRange } from './windowing.ts';

const NO_SLAB: SlabSetting = { mode: 'mip', thicknessMm: 0 };

/** How a pane shows its values: window, inversion, slab. Wishes made before the picture is there are kept for it. */
export interface PaneLook {
  readonly window: () => VoiWindow | null;
  readonly invert: () => boolean;
  readonly slab: () => SlabSetting;
  setWindow(window: VoiWindow): void;
  setPercentiles(low: number, high: number): void;
  dragWindow(dxPx: number, dyPx: number, phase: 'start' | 'move'): void;
  setInvert(on: boolean): void;
  setSlab(slab: SlabSetting): void;
  /** Brings a new surface to what was wished. */
  applyAll(): void;
  /** Values arrived: an opening window where none was chosen. */
  open(): void;
  /** Every value is there: percentiles are counted over the whole. */
  complete(): void;
  reset(): void;
}

export interface LookHost {
  readonly surface: () => Surface | null;
  readonly image: () => SeriesImage | null;
  changed(): void;
}

export function createPaneLook(host: LookHost): PaneLook {
  let window: VoiWindow | null = null;
  let wanted: { readonly low: number; readonly high: number } | null = null;
  let draggedFrom: VoiWindow | null = null;
  let invert = false;
  let slab = NO_SLAB;

  const apply = (next: VoiWindow): void => {
    window = next;
    host.surface()?.setWindow(next);
    host.changed();
  };
  const applyPercentiles = (): void => {
    const [image, surface] = [host.image(), host.surface()];
    if (wanted === null || image === null || surface === null) return;
    const values = image.kind === 'volume' ? image.voxels : frameValues(image, surface.index());
    const range = values === null ? null : percentiles(values, wanted.low, wanted.high);
    if (range !== null) apply(windowFromRange(range[0], range[1]));
  };
  const open = (): void => {
    const [image, surface] = [host.image(), host.surface()];
    if (image === null || surface === null || window !== null) return;
    const index = image.present[surface.index()] === 1 ? surface.index() : image.present.indexOf(1);
    const ref = image.frames[index];
    if (ref !== undefined) apply(lutWindow(image) ?? openingWindow(ref, frameValues(image, index)));
  };
  const setInvert = (on: boolean): void => {
    invert = on;
    host.surface()?.setInvert(on);
    host.changed();
  };
  const setSlab = (next: SlabSetting): void => {
    slab = next;
    host.surface()?.setSlab(next);
    host.changed();
  };

  return {
    window: () => window,
    invert: () => invert,
    slab: () => slab,
    setWindow: (next) => {
      wanted = null;
      if (window?.center !== next.center || window.width !== next.width) apply(next);
    },
    setPercentiles: (low, high) => {
      wanted = { low, high };
      applyPercentiles();
    },
    dragWindow: (dxPx, dyPx, phase) => {
      if (phase === 'start') draggedFrom = window;
      else if (draggedFrom !== null) {
        wanted = null;
        apply(draggedWindow(draggedFrom, dxPx, dyPx));
      }
    },
    setInvert,
    setSlab,
    applyAll: () => {
      if (invert) setInvert(true);
      if (slab.thicknessMm > 0) setSlab(slab);
      if (wanted !== null) applyPercentiles();
      else if (window !== null) apply(window);
      else open();
    },
    open,
    complete: applyPercentiles,
    reset: () => {
      window = null;
      wanted = null;
      setInvert(false);
      setSlab(NO_SLAB);
      open();
    },
  };
}
