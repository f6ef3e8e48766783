import { ok } from '../../src/domain/result.ts';
import { createWorkspace, type WorkspaceOptions } from '../../src/app/createWorkspace.ts';
import type { Workspace } from '../../src/app/workspace.ts';
import {
  countedIds,
  ct,
  memoryJournal,
  MemoryServer,
  mr,
  run,
  study,
  testClock,
  testViewer,
  type MemoryJournal,
  type TestClock,
  type TestPane,
  type TestViewer,
} from './support.ts';

export interface Bench {
  readonly workspace: Workspace;
  readonly viewer: TestViewer;
  readonly server: MemoryServer;
  readonly journal: MemoryJournal;
  readonly clock: TestClock;
  pane(index: 1 | 2 | 3 | 4): TestPane;
}

/**
 * An open case on plain ports, its panes mounted as the screen mounts them.
 *
 * @param soon - when panes follow their slots: at once, or a moment later as in a browser (`queueMicrotask`)
 */
export function openBench(
  patch: Partial<WorkspaceOptions> = {},
  server = new MemoryServer(),
  soon: (mount: () => void) => void = (mount) => mount(),
): Bench {
  const [viewer, journal, clock] = [testViewer(), memoryJournal(), testClock()];
  const workspace = createWorkspace({
    record: server.record(),
    studies: [study(ct, mr, run)],
    archivedStudyUid: null,
    sourceOf: () => null,
    viewer,
    server: server.api,
    session: { name: 'R', role: 'radiologist', authenticated: false },
    journal,
    kept: null,
    clock,
    ids: countedIds(),
    printKeyImage: async ({ caption }, version) =>
      ok({ png: new Blob([`${caption} of version ${version}`]), widthPx: 800, heightPx: 700 }),
    softwareVersion: '0.1.0',
    ...patch,
  });
  const mounted = new Map<string, () => void>();
  const mount = (): void => {
    for (const detach of mounted.values()) detach();
    mounted.clear();
    for (const slot of workspace.store.getState().slots) {
      // The test viewer never touches the element; Node has none to give.
      const attached = workspace.attachPane(slot.paneId, Object.create(null));
      if (attached !== null) mounted.set(slot.paneId, () => attached.detach());
    }
  };
  mount();
  workspace.store.subscribe((state, before) => {
    if (state.slots !== before.slots) soon(mount);
  });
  return {
    workspace,
    viewer,
    server,
    journal,
    clock,
    pane: (index) => {
      const pane = viewer.panes.get(`pane-${index}`);
      if (pane === undefined) throw new Error(`No pane ${index} is mounted.`);
      return pane;
    },
  };
}
