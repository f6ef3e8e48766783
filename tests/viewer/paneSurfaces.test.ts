import { describe, expect, it, vi } from 'vitest';
import { createPaneSurfaces, type PicturedPane } from '../../src/viewer/paneSurfaces.ts';
import type { SeriesEntry } from '../../src/viewer/seriesStore.ts';
import type { StackEngine } from '../../src/viewer/stackEngine.ts';
import type { Surface } from '../../src/viewer/surface.ts';

/** A pane of frames whose engine comes when the test lets it. */
function bench() {
  let bring: (engine: StackEngine) => void = () => undefined;
  const engine = new Promise<StackEngine>((resolve) => {
    bring = resolve;
  });
  const image = { kind: 'stack', frames: [] } as unknown as SeriesEntry['image'];
  const entry = { image, part: null, state: { kind: 'complete' } } as unknown as SeriesEntry;
  const setSurface = vi.fn();
  const controller = { setSurface, loadEnded: vi.fn(), suspend: vi.fn(), host: null };
  const open = {
    spec: { seriesUid: '1.2.3', plane: 'stack' },
    controller,
    viewportId: 'pane-1',
    isStack: false,
    sized: () => true,
  } as unknown as PicturedPane;
  const surface = vi.fn((): Surface | null => ({}) as Surface);
  const surfaces = createPaneSurfaces({ stacks: () => engine }, { open: () => entry }, () => [open]);
  return {
    surfaces,
    open,
    surface,
    setSurface,
    come: () => bring({ surface, onContext: () => () => undefined }),
  };
}

describe('what a pane draws on', () => {
  it('is made once, however often it is asked for while the engine of stacks is on its way', async () => {
    const { surfaces, open, surface, setSurface, come } = bench();
    const builds = [surfaces.build(open), surfaces.build(open)];
    come();
    await Promise.all(builds);
    expect(surface).toHaveBeenCalledOnce();
    expect(setSurface).toHaveBeenCalledOnce();
    await surfaces.build(open);
    expect(surface).toHaveBeenCalledTimes(2);
  });
});
