import { useState } from 'react';
import type { Workspace } from '../../app/workspace.ts';
import { ArchiveBar } from './archive/ArchiveBar.tsx';
import { ConflictDialog } from './ConflictDialog.tsx';
import { WorkspaceProvider } from './context.tsx';
import { KeySheet } from './KeySheet.tsx';
import { draftCaption } from './keyImages/KeyImagesStep.tsx';
import { LimitationBar } from './LimitationBar.tsx';
import { NoticeBar } from './NoticeBar.tsx';
import { usePreferences } from './preferences.ts';
import { SeriesStrip } from './SeriesStrip.tsx';
import { StepPanel } from './StepPanel.tsx';
import { Toolbar } from './Toolbar.tsx';
import { TopBar } from './TopBar.tsx';
import { useKeys } from './useKeys.ts';
import { ViewportGrid } from './ViewportGrid.tsx';
import classes from './Workspace.module.css';

/** Images first: everything else lies around them and can be put away. */
export function WorkspaceScreen({ workspace }: { readonly workspace: Workspace }) {
  return (
    <WorkspaceProvider workspace={workspace}>
      <Screen workspace={workspace} />
    </WorkspaceProvider>
  );
}

function Screen({ workspace }: { readonly workspace: Workspace }) {
  const [help, setHelp] = useState(false);
  const stripOpen = usePreferences((state) => state.stripOpen);
  const keyImage = (): void => {
    const { activePaneId } = workspace.store.getState();
    void workspace.captureKeyImage(activePaneId, draftCaption(workspace));
  };
  const pending = useKeys(workspace, { help: () => setHelp(true), keyImage });
  return (
    <div className={classes.screen}>
      <TopBar onHelp={() => setHelp(true)} />
      <div className={classes.work}>
        {stripOpen ? <SeriesStrip /> : null}
        <div className={classes.centre} data-keys="workspace">
          <Toolbar onKeyImage={keyImage} />
          <ArchiveBar />
          <LimitationBar />
          <ViewportGrid />
          {pending === null ? null : <PresetDigits presets={pending} />}
          <NoticeBar />
        </div>
        <StepPanel workspace={workspace} />
      </div>
      <KeySheet opened={help} onClose={() => setHelp(false)} />
      <ConflictDialog />
    </div>
  );
}

/** Which digit brings which window. */
function PresetDigits({ presets }: { readonly presets: readonly string[] }) {
  return (
    <output className={classes.pending}>
      {presets.length === 0 ? 'No window presets for this series' : 'Window'}
      {presets.map((preset, index) => (
        <span key={preset}>
          <kbd>{index + 1}</kbd> {preset}
        </span>
      ))}
    </output>
  );
}
