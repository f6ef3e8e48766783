import { Button } from '@mantine/core';
import { useCallback, useEffect } from 'react';
import { useStore } from 'zustand';
import { ImportPanel } from '../worklist/ImportPanel.tsx';
import { OpenButtons } from '../worklist/OpenButtons.tsx';
import { useDropZone } from '../worklist/useDropZone.ts';
import { useServices } from './services.tsx';
import { StateMessage } from './StateMessage.tsx';

/** A reload of a dropped study: what was kept, and a place to drop the files again; then it goes on by itself. */
export function LocalFilesGone({
  studyUid,
  onBack,
}: {
  readonly studyUid: string;
  readonly onBack: () => void;
}) {
  const { local } = useServices();
  const back = useStore(local.store, (state) =>
    state.studies.some(({ summary }) => summary.studyInstanceUid === studyUid),
  );
  useEffect(() => {
    if (back) onBack();
  }, [back, onBack]);
  useDropZone(useCallback((data: DataTransfer) => void local.importFiles(data), [local]));
  return (
    <StateMessage
      icon="folder"
      title="Drop the images again"
      actions={
        <>
          <OpenButtons />
          <Button variant="default" component="a" href="/">
            To the worklist
          </Button>
          <ImportPanel />
        </>
      }
    >
      This study was opened from files on this computer, and a page that is loaded anew no longer holds them.
      What you marked and answered is kept. Drop the same folder here to go on.
    </StateMessage>
  );
}
