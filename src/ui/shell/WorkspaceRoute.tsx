import { Button } from '@mantine/core';
import { useTimeout } from '@mantine/hooks';
import { useCallback, useEffect, useState } from 'react';
import type { Workspace } from '../../app/workspace.ts';
import type { Issue } from '../../domain/result.ts';
import { WorkspaceScreen } from '../workspace/WorkspaceScreen.tsx';
import { useIdentityDialog } from './identityDialog.ts';
import { LocalFilesGone } from './LocalFilesGone.tsx';
import { useSession } from './queries.ts';
import { useServices } from './services.tsx';
import { StateMessage } from './StateMessage.tsx';

type Opening =
  | { readonly kind: 'opening' }
  | { readonly kind: 'open'; readonly workspace: Workspace }
  | { readonly kind: 'failed'; readonly issue: Issue };

/** A study's workspace. Another person, another role or another try opens it afresh. */
export function WorkspaceRoute({ studyUid }: { readonly studyUid: string }) {
  const session = useSession();
  const [attempt, setAttempt] = useState(0);
  const retry = useCallback(() => setAttempt((count) => count + 1), []);
  const actor =
    session.data === undefined || session.data === null ? '' : `${session.data.name} ${session.data.role}`;
  // Opened once, by whoever it is: not for nobody first.
  if (session.isPending) return <OpeningStudy />;
  return (
    <OpenedStudy
      key={`${studyUid} ${actor} ${attempt}`}
      studyUid={studyUid}
      nameless={session.data === null}
      onRetry={retry}
    />
  );
}

interface OpenedStudyProps {
  readonly studyUid: string;
  readonly nameless: boolean;
  readonly onRetry: () => void;
}

/** Opens the patient of a study and closes it on leaving; what fails says so and offers the way on. */
function OpenedStudy({ studyUid, nameless, onRetry }: OpenedStudyProps) {
  const services = useServices();
  const ask = useIdentityDialog((state) => state.ask);
  const [opening, setOpening] = useState<Opening>({ kind: 'opening' });

  useEffect(() => {
    let left = false;
    let opened: Workspace | null = null;
    const open = async (): Promise<void> => {
      const result = await services.openWorkspace(studyUid);
      if (!result.ok) {
        if (!left) setOpening({ kind: 'failed', issue: result.error });
        return;
      }
      if (left) result.value.close();
      else {
        opened = result.value;
        setOpening({ kind: 'open', workspace: result.value });
      }
    };
    void open();
    return () => {
      left = true;
      opened?.close();
    };
  }, [services, studyUid]);

  switch (opening.kind) {
    case 'open':
      return <WorkspaceScreen workspace={opening.workspace} />;
    case 'failed':
      return services.local.wasLocal(studyUid) ? (
        <LocalFilesGone studyUid={studyUid} onBack={onRetry} />
      ) : (
        <StateMessage
          icon="stop"
          tone="bad"
          title="The study cannot be opened"
          actions={
            <>
              <Button onClick={nameless ? () => ask() : onRetry}>
                {nameless ? 'Enter your name' : 'Try again'}
              </Button>
              <Button variant="default" component="a" href="/">
                To the worklist
              </Button>
            </>
          }
        >
          {opening.issue.message}
        </StateMessage>
      );
    default:
      return <OpeningStudy />;
  }
}

/** What takes no longer is not spoken of: words that come and go at once are only unrest. */
const SILENT_MS = 500;

/** Nothing moves here: the machine is busy with the images. */
function OpeningStudy() {
  const [said, setSaid] = useState(false);
  useTimeout(() => setSaid(true), SILENT_MS, { autoInvoke: true });
  return said ? (
    <StateMessage icon="image" title="Opening the study">
      The series are looked up; images follow as they arrive.
    </StateMessage>
  ) : null;
}
