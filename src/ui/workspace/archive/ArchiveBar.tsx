import { useState } from 'react';
import type { ArchivedPlan } from '../../../app/workspace/archive.ts';
import { timeWords } from '../../record/timeWords.ts';
import { useWorkspace, useWorkspaceState } from '../context.tsx';
import { ArchiveDialog } from './ArchiveDialog.tsx';
import classes from './Archive.module.css';

/** Above the views: a plan of this patient that the archive holds and this server does not, and what else lies there. */
export function ArchiveBar() {
  const workspace = useWorkspace();
  const archive = useWorkspaceState((state) => state.archive);
  const problem = useWorkspaceState((state) => state.archiveProblem);
  const writable = useWorkspaceState((state) => state.lock === null);
  const [put, setPut] = useState(false);
  const [shown, setShown] = useState(false);
  const [offered] = archive?.plans.filter(({ known }) => known !== 'here') ?? [];
  const foreign = archive?.objects.filter(({ maker }) => !isOurs(maker)) ?? [];
  const words =
    offered !== undefined
      ? offerWords(offered)
      : foreign.length > 0
        ? `The archive holds ${foreign.length} ${foreign.length === 1 ? 'object' : 'objects'} of other makers for this patient.`
        : problem === undefined
          ? null
          : `The archive's reports could not be read: ${problem}`;
  if (words === null || put) return null;
  return (
    <section className={classes.bar} aria-label="In the archive" data-offer={offered !== undefined}>
      <p className={classes.words}>{words}</p>
      {archive === undefined ? null : (
        <button
          type="button"
          className={classes.action}
          aria-label="Show what is in the archive"
          onClick={() => setShown(true)}
        >
          Show
        </button>
      )}
      {offered === undefined || !writable ? null : (
        <button
          type="button"
          className={classes.action}
          onClick={() => {
            if (workspace.takeOver(offered) === null) setPut(true);
          }}
        >
          Take over as a draft
        </button>
      )}
      <button type="button" className={classes.action} onClick={() => setPut(true)}>
        Not now
      </button>
      {archive === undefined ? null : (
        <ArchiveDialog
          archive={archive}
          opened={shown}
          onClose={() => setShown(false)}
          onTaken={() => setPut(true)}
        />
      )}
    </section>
  );
}

const isOurs = (maker: string): boolean => maker.startsWith('Patchpoint');

/** "The archive holds plan version 2 of this patient, signed by Dr R (not authenticated) on 12 Jun 2024." */
function offerWords({ plan, known }: ArchivedPlan): string {
  const { signature } = plan;
  const signed =
    signature === null
      ? 'not signed'
      : `signed by ${signature.name}${signature.authenticated ? '' : ' (not authenticated)'}, ${timeWords(signature.at)}`;
  const differs = known === 'differs' ? ' This server holds another plan under the same name.' : '';
  return `The archive holds plan version ${plan.version} of this patient, ${signed}.${differs}`;
}
