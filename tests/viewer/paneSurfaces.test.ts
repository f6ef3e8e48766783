import { describe, expect, it, vi } from 'vitest';
import type { PaneController } from '../../src/viewer/paneController.ts';
import { createPaneSurfaces, type PicturedPane } from '../../src/viewer/paneSurfaces.ts';
import type { SeriesEntry } from '../../src/viewer/seriesStore.ts';
import type { StackEngine } from '../../src/viewer/stackEngine.ts';
import type { Surface } from '../../src/viewer/surface.ts';

/** A pane of frames; the engine of stacks comes a moment after it is asked for. */
function bench() {
  const image = { kind: 'stack', frames: [] } as unknown as SeriesEntry['image'];
  const entry = { image, part: null, state: { kind: 'complete' } } as unknown as SeriesEntry;
  const setSurface = vi.fn<PaneController['setSurface']>();
  const controller = { setSurface, loadEnded: () => undefined, host: null };
  const open = {
    spec: { seriesUid: '1.2.3', plane: 'stack' },
    controller,
    viewportId: 'pane-1',
    isStack: false,
    sized: () => true,
  } as unknown as PicturedPane;
  const surface = vi.fn<StackEngine['surface']>(() => ({}) as Surface);
  const engine = Promise.resolve<StackEngine>({ surface, onContext: () => () => undefined });
  const surfaces = createPaneSurfaces({ stacks: () => engine }, { open: () => entry }, () => [open]);
  return { surfaces, open, surface, setSurface };
}

describe('what a pane draws on', () => {
  it('is made once, however often it is asked for while the engine of stacks is on its way', async () => {
    const { surfaces, open, surface, setSurface } = bench();
    await Promise.all([surfaces.build(open), surfaces.build(open)]);
    expect(surface).toHaveBeenCalledOnce();
    expect(setSurface).toHaveBeenCalledOnce();
    await surfaces.build(open);
    expect(surface).toHaveBeenCalledTimes(2);
  });
});
