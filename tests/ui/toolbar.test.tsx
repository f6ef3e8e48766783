import { MantineProvider } from '@mantine/core';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { TOOLS_IN_HAND } from '../../src/app/workspace.ts';
import { comboFor, comboWords, keyActions } from '../../src/app/workspace/keyMap.ts';
import { WorkspaceProvider } from '../../src/ui/workspace/context.tsx';
import { runKeyAction } from '../../src/ui/workspace/runKeyAction.ts';
import { Toolbar } from '../../src/ui/workspace/Toolbar.tsx';
import { openBench } from '../app/workspaceFixture.ts';
import { CT, XA } from '../domain/builders.ts';

describe('the toolbar', () => {
  const { workspace } = openBench();
  const toolbar = renderToStaticMarkup(
    <MantineProvider>
      <WorkspaceProvider workspace={workspace}>
        <Toolbar onKeyImage={() => undefined} />
      </WorkspaceProvider>
    </MantineProvider>,
  );
  const buttons = toolbar.match(/<button[^>]*>/g) ?? [];

  it('has a key for each of its buttons, and the key sheet lists it', () => {
    expect(buttons.length).toBeGreaterThan(14);
    const listed = new Set(keyActions().map((action) => comboWords(comboFor(action, {}))));
    for (const button of buttons) {
      const [, keys] = /aria-keyshortcuts="([^"]+)"/.exec(button) ?? [];
      const known = keys?.split(' ').every((key) => listed.has(key));
      expect({ button, known }).toEqual({ button, known: true });
    }
  });

  it('every tool can be taken in hand by a key', () => {
    const taken = keyActions().flatMap((action) => {
      if (action === 'help' || action === 'key-image' || action === 'window') return [];
      workspace.setTool(action === 'navigate' ? 'crosshair' : 'navigate');
      const before = workspace.store.getState().tool;
      runKeyAction(workspace, action);
      const { tool } = workspace.store.getState();
      return tool === before ? [] : [tool];
    });
    expect(TOOLS_IN_HAND.filter((tool) => !taken.includes(tool))).toEqual([]);
  });
});

describe('how the views hang', () => {
  it('changes by key: arrangement, then grid', () => {
    const { workspace } = openBench();
    const seen = new Set([workspace.store.getState().hanging.protocol]);
    for (let i = 0; i < 6; i += 1) {
      runKeyAction(workspace, 'hanging');
      seen.add(workspace.store.getState().hanging.protocol);
    }
    expect(seen.size).toBe(6);
    const { layout } = workspace.store.getState();
    runKeyAction(workspace, 'layout');
    expect(workspace.store.getState().layout).not.toBe(layout);
  });

  it('keeps a grid chosen by hand: a series clicked in the strip fills the active view', () => {
    const { workspace } = openBench();
    workspace.hang('three-planes');
    workspace.setLayout('two');
    workspace.activatePane('pane-2');
    workspace.hangSeries(XA);
    const { layout, slots, hanging } = workspace.store.getState();
    expect([layout, slots.map(({ seriesUid, plane }) => [seriesUid, plane])]).toEqual([
      'two',
      [
        [CT, 'sagittal'],
        [XA, 'stack'],
      ],
    ]);
    expect(hanging.reason).toContain('Grid chosen by you');
    workspace.hang('three-planes');
    workspace.hangSeries(XA);
    expect(workspace.store.getState().layout).toBe('one');
  });
});
