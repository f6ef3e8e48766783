import { describe, expect, it, vi } from 'vitest';
import { openSeriesImage, putFrame } from '../../src/imaging/seriesImage.ts';
import { createPaneLook } from '../../src/viewer/paneLook.ts';
import type { Surface } from '../../src/viewer/surface.ts';
import { windowFromRange } from '../../src/viewer/windowing.ts';
import { ctHeader, seriesOf } from '../imaging/headers.ts';

/** A run of two frames: 0 to 99, then 1000 to 1099. */
function run() {
  const header = ctHeader({ modality: 'XA', rows: 10, columns: 10, imagePositionPatient: null });
  const opened = openSeriesImage(seriesOf([header, { ...header, sopInstanceUid: '2.25.2' }], null));
  if (!opened.ok) throw new Error(opened.error.message);
  for (const frame of [0, 1])
    putFrame(
      opened.value,
      frame,
      Uint16Array.from({ length: 100 }, (_, i) => 1000 * frame + i),
    );
  return opened.value;
}

function look(index = 0) {
  const image = run();
  const said: string[] = [];
  const surface = {
    index: () => index,
    setWindow: ({ center }: { center: number }) => void said.push(`window ${center}`),
    setInvert: (on: boolean) => void said.push(`invert ${on}`),
    setSlab: ({ mode, thicknessMm }: { mode: string; thicknessMm: number }) =>
      void said.push(`${mode} ${thicknessMm}`),
  } as unknown as Surface;
  const here: { surface: Surface | null } = { surface };
  const changed = vi.fn<() => void>();
  return {
    look: createPaneLook({ surface: () => here.surface, image: () => image, changed }),
    here,
    surface,
    said,
  };
}

describe('how a pane shows its values', () => {
  it('a percentile window is counted from the values shown', () => {
    const { look: first } = look(0);
    first.setPercentiles(10, 90);
    expect(first.window()).toEqual(windowFromRange(10, 89));
    const { look: second } = look(1);
    second.setPercentiles(10, 90);
    expect(second.window()).toEqual(windowFromRange(1010, 1089));
  });

  it('what was wished before there is a picture, or on the one before, comes with the next picture', () => {
    const { look: one, here, surface, said } = look();
    here.surface = null;
    one.setPercentiles(10, 90);
    one.setSlab({ mode: 'minip', thicknessMm: 30 });
    one.setInvert(true);
    expect([one.window(), said]).toEqual([null, []]);
    here.surface = surface;
    one.applyAll();
    expect(one.window()).toEqual(windowFromRange(10, 89));
    expect(said).toEqual(['invert true', 'minip 30', `window ${String(windowFromRange(10, 89).center)}`]);
  });

  it('the window that a picture has is not drawn again; the next picture gets it', () => {
    const { look: one, said } = look();
    const window = { center: 40, width: 400 };
    one.setWindow(window);
    one.setWindow({ ...window });
    expect(said).toEqual(['window 40']);
    one.applyAll();
    expect(said).toEqual(['window 40', 'window 40']);
  });

  it('a drag leaves the percentiles: they do not come back with the rest of the series', () => {
    const { look: one } = look();
    one.setPercentiles(10, 90);
    one.dragWindow(0, 0, 'start');
    one.dragWindow(20, 0, 'move');
    const dragged = one.window();
    one.complete();
    expect(one.window()).toEqual(dragged);
    expect(dragged).not.toEqual(windowFromRange(10, 89));
  });
});
