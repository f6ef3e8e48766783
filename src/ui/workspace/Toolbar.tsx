import { Menu } from '@mantine/core';
import { LAYOUTS, type HangingProtocol, type Layout, type ToolInHand } from '../../app/workspace.ts';
import { possibleProtocols } from '../../app/workspace/hanging.ts';
import { comboFor, comboWords, type KeyAction } from '../../app/workspace/keyMap.ts';
import { IconAction } from '../common/IconAction.tsx';
import { ToolIcon, type ToolIconName } from '../common/ToolIcon.tsx';
import { useWorkspace, useWorkspaceState } from './context.tsx';
import { usePreferences } from './preferences.ts';
import { toggleCurved } from './runKeyAction.ts';
import classes from './Workspace.module.css';

interface ToolButton {
  readonly tool: ToolInHand;
  readonly icon: ToolIconName;
  readonly name: string;
  readonly hint: string;
  readonly action: KeyAction;
}

const LOOKING: readonly ToolButton[] = [
  {
    tool: 'navigate',
    icon: 'scroll',
    name: 'Scroll',
    hint: 'Scroll by dragging; drag a selected mark',
    action: 'navigate',
  },
  {
    tool: 'crosshair',
    icon: 'crosshair',
    name: 'Crosshair',
    hint: 'Show one place in all views',
    action: 'crosshair',
  },
  {
    tool: 'ruler',
    icon: 'ruler',
    name: 'Ruler',
    hint: 'Measure a length: click both ends',
    action: 'ruler',
  },
];
const MARKING: readonly ToolButton[] = [
  { tool: 'spine', icon: 'spine', name: 'Spine', hint: 'Click vertebral bodies one by one', action: 'spine' },
  { tool: 'leak', icon: 'leak', name: 'Leak', hint: 'Mark the leak with one click', action: 'leak' },
  {
    tool: 'ellipse',
    icon: 'ellipse',
    name: 'Ellipse',
    hint: 'Elliptical region on this plane',
    action: 'ellipse',
  },
  {
    tool: 'freehand',
    icon: 'freehand',
    name: 'Freehand',
    hint: 'Freehand region on this plane',
    action: 'freehand',
  },
  {
    tool: 'grow',
    icon: 'grow',
    name: 'Grow',
    hint: 'Grow a 3D region from a click, inside bounds',
    action: 'extravasation',
  },
];

const LAYOUT_WORDS: Readonly<Record<Layout, string>> = {
  one: 'One view',
  two: 'Two views, side by side',
  'two-rows': 'Two views, one above the other',
  three: 'Three views',
  'three-by-two': 'Six views',
  'one-two': 'One large, two small',
  'two-by-two': 'Four views',
};
const PROTOCOL_WORDS: Readonly<Record<HangingProtocol, string>> = {
  'three-planes': 'Three planes',
  'ct-beside-mr': 'CT beside MR',
  'fluoroscopy-beside-planes': 'Fluoroscopy beside planes',
  fluoroscopy: 'Fluoroscopy',
  'pre-post': 'Earlier and later study',
  review: 'Review: straightened beside planes',
  single: 'This series alone',
};

/** The key of an action as it is set now: "Ctrl+Z". */
function useKeyWords(): (action: KeyAction) => string {
  const keys = usePreferences((preferences) => preferences.keys);
  return (action) => comboWords(comboFor(action, keys));
}

/** Tools in hand at the left, how the views hang at the right. */
export function Toolbar({ onKeyImage }: { readonly onKeyImage: () => void }) {
  const workspace = useWorkspace();
  const locked = useWorkspaceState((state) => state.lock !== null);
  const linked = useWorkspaceState((state) => state.linked);
  const levelLinked = useWorkspaceState((state) => state.levelLinked);
  const canGoBack = useWorkspaceState((state) => state.canGoBack);
  const keyOf = useKeyWords();
  return (
    <div className={classes.toolbar} role="toolbar" aria-label="Tools">
      <div className={classes.toolGroup}>
        {LOOKING.map((button) => (
          <Tool key={button.tool} {...button} disabled={false} />
        ))}
        <span className={classes.divider} />
        {MARKING.map((button) => (
          <Tool key={button.tool} {...button} disabled={locked} />
        ))}
        <span className={classes.divider} />
        <IconAction
          label="Key image of the active view"
          shortcut={keyOf('key-image')}
          onClick={onKeyImage}
          disabled={locked}
        >
          <ToolIcon name="camera" />
        </IconAction>
      </div>
      <div className={classes.toolGroup}>
        <IconAction
          label="Back to where the views were"
          shortcut={keyOf('back')}
          onClick={() => workspace.goBack()}
          disabled={!canGoBack}
        >
          <ToolIcon name="back" />
        </IconAction>
        <LookActions />
        <IconAction
          label={linked ? 'Views are linked: a click on a finding moves all' : 'Views are not linked'}
          shortcut={keyOf('link')}
          pressed={linked}
          onClick={() => workspace.setLinked(!linked)}
        >
          <ToolIcon name="link" />
        </IconAction>
        <IconAction
          label={
            levelLinked ? 'Series are linked by vertebral level' : 'Series are not linked by vertebral level'
          }
          shortcut={keyOf('level-link')}
          pressed={levelLinked}
          onClick={() => workspace.setLevelLinked(!levelLinked)}
        >
          <ToolIcon name="spine" />
        </IconAction>
        <HangingMenu />
      </div>
    </div>
  );
}

/** How the planes lie: along the disc, and their lines in each other. */
function LookActions() {
  const workspace = useWorkspace();
  const lines = useWorkspaceState((state) => state.referenceLines);
  const keyOf = useKeyWords();
  return (
    <>
      <IconAction
        label="Axial along the disc of this level, and back"
        shortcut={keyOf('disc')}
        onClick={() => workspace.toggleDiscAlignment()}
      >
        <ToolIcon name="disc" />
      </IconAction>
      <IconAction
        label="Curved view along the labels, and back"
        shortcut={keyOf('curved')}
        onClick={() => toggleCurved(workspace)}
      >
        <ToolIcon name="curved" />
      </IconAction>
      <IconAction
        label={lines ? 'Hide the reference lines' : 'Show the reference lines'}
        shortcut={keyOf('reference-lines')}
        pressed={lines}
        onClick={() => workspace.setReferenceLines(!lines)}
      >
        <ToolIcon name="lines" />
      </IconAction>
    </>
  );
}

function Tool({ tool, icon, name, hint, action, disabled }: ToolButton & { readonly disabled: boolean }) {
  const workspace = useWorkspace();
  const pressed = useWorkspaceState((state) => state.tool === tool);
  const combo = useKeyWords()(action);
  return (
    <button
      type="button"
      className={classes.tool}
      aria-pressed={pressed}
      disabled={disabled}
      title={`${hint} (${combo})`}
      aria-keyshortcuts={combo}
      onClick={() => workspace.setTool(pressed ? 'navigate' : tool)}
    >
      <ToolIcon name={icon} />
      <span>{name}</span>
    </button>
  );
}

function HangingMenu() {
  const workspace = useWorkspace();
  const layout = useWorkspaceState((state) => state.layout);
  const hanging = useWorkspaceState((state) => state.hanging);
  const studies = useWorkspaceState((state) => state.studies);
  const keyOf = useKeyWords();
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <button
          type="button"
          className={classes.tool}
          aria-label="Layout and hanging"
          title={`How the views hang (next arrangement ${keyOf('hanging')}, next grid ${keyOf('layout')})`}
          aria-keyshortcuts={`${keyOf('hanging')} ${keyOf('layout')}`}
        >
          <ToolIcon name={layout} />
          <span>Layout</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label maw={300}>{hanging.reason}</Menu.Label>
        {possibleProtocols(studies).map((protocol) => (
          <Menu.Item
            key={protocol}
            onClick={() => workspace.hang(protocol)}
            rightSection={protocol === hanging.protocol ? <ToolIcon name="check" size={14} /> : null}
          >
            {PROTOCOL_WORDS[protocol]}
          </Menu.Item>
        ))}
        <Menu.Label>Grid</Menu.Label>
        {LAYOUTS.map((each) => (
          <Menu.Item
            key={each}
            leftSection={<ToolIcon name={each} />}
            rightSection={each === layout ? <ToolIcon name="check" size={14} /> : null}
            onClick={() => workspace.setLayout(each)}
          >
            {LAYOUT_WORDS[each]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
