import { describe, expect, it, vi } from 'vitest';
import { createPaneMotion } from '../../src/viewer/paneMotion.ts';
import { fitted, type PlaneView } from '../../src/viewer/planeView.ts';
import type { Surface } from '../../src/viewer/surface.ts';

/** A sagittal picture of 150 by 300 mm on a canvas of 300 by 400: its height decides the fit. */
const SIZE = [150, 300] as const;

function bench() {
  let view: PlaneView | null = null;
  const fit = (widthPx: number, heightPx: number): void => {
    view = fitted({ right: [0, 1, 0], up: [0, 0, 1] }, [0, 0, 0], SIZE, [widthPx, heightPx]);
  };
  const surface: Pick<
    Surface,
    'view' | 'setView' | 'fit' | 'resize' | 'align' | 'goTo' | 'index' | 'indexNearest' | 'projectPatient'
  > = {
    view: () => view,
    setView: (next) => {
      view = next;
    },
    fit: () => {
      if (view !== null) fit(view.widthPx, view.heightPx);
    },
    resize: (widthPx, heightPx) => {
      if (view === null) fit(widthPx, heightPx);
      else view = { ...view, widthPx, heightPx };
    },
    align: () => undefined,
    goTo: () => undefined,
    index: () => 0,
    indexNearest: () => 0,
    projectPatient: () => ({ at: [150, 200], depth: 0 }),
  };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the motion asks nothing else of a surface
  const whole = surface as Surface;
  const motion = createPaneMotion({
    surface: () => whole,
    pausePlay: () => undefined,
    changed: () => undefined,
  });
  motion.restore(whole, 300, 400);
  return { motion, surface: whole, mmPerPx: () => view?.unitsPerPx };
}

describe('a pane of another size', () => {
  it('shows the whole of a picture that was fitted', () => {
    const { motion, mmPerPx } = bench();
    expect(mmPerPx()).toBe(0.75);
    motion.resize(800, 600);
    expect(mmPerPx()).toBe(0.5);
    motion.resize(100, 400);
    expect(mmPerPx()).toBe(1.5);
  });

  it('draws nothing anew for the size it has', () => {
    const { motion, surface } = bench();
    const resized = vi.spyOn(surface, 'resize');
    motion.resize(300, 400);
    expect(resized).not.toHaveBeenCalled();
    motion.resize(300, 401);
    expect(resized).toHaveBeenCalledExactlyOnceWith(300, 401);
  });

  it('and still does after a click in another view that needed no move', () => {
    const { motion, mmPerPx } = bench();
    motion.showPoint([0, 0, 0]);
    motion.resize(800, 600);
    expect(mmPerPx()).toBe(0.5);
  });

  it.each([
    ['zoomed', ({ motion }: ReturnType<typeof bench>) => motion.zoom(2)],
    ['moved', ({ motion }: ReturnType<typeof bench>) => motion.pan([0, 0], [10, 0])],
    [
      'turned along a disc',
      ({ motion }: ReturnType<typeof bench>) =>
        motion.align({ name: 'L4-L5', centreLpsMm: [0, 0, 0], rightLps: [1, 0, 0], upLps: [0, -1, 0] }),
    ],
  ])('leaves a picture that was %s as it is, until it is fitted again', (_, move) => {
    const here = bench();
    move(here);
    const before = here.mmPerPx();
    here.motion.resize(800, 600);
    expect(here.mmPerPx()).toBe(before);
    here.motion.fit();
    here.motion.resize(800, 300);
    expect(here.mmPerPx()).toBe(1);
  });

  it('keeps a moved picture while it is let go, and fits one that was not', () => {
    for (const moved of [true, false]) {
      const here = bench();
      if (moved) here.motion.zoom(2);
      const before = here.mmPerPx();
      here.motion.keep(here.surface);
      here.surface.setView(fitted({ right: [0, 1, 0], up: [0, 0, 1] }, [0, 0, 0], SIZE, [800, 600]));
      here.motion.restore(here.surface, 800, 600);
      expect(here.mmPerPx()).toBe(moved ? before : 0.5);
    }
  });
});
