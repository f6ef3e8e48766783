import { Button, Modal } from '@mantine/core';
import type { ArchivedObject, ArchivedPlan, ArchiveObjects } from '../../../app/workspace/archive.ts';
import { planSentence } from '../../../domain/plan/describe.ts';
import { planFacts, siteFacts } from '../../review/planFacts.ts';
import { timeWords } from '../../record/timeWords.ts';
import { useWorkspace, useWorkspaceState } from '../context.tsx';
import classes from './Archive.module.css';

interface ArchiveDialogProps {
  readonly archive: ArchiveObjects;
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onTaken: () => void;
}

/** Plans and objects in the archive: what each says, what was understood, and what was not. */
export function ArchiveDialog({ archive, opened, onClose, onTaken }: ArchiveDialogProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title="In the archive"
      size="xl"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {archive.plans.map((archived) => (
        <PlanCard
          key={archived.sopInstanceUid}
          archived={archived}
          onTaken={() => {
            onClose();
            onTaken();
          }}
        />
      ))}
      <h3 className={classes.heading}>Objects</h3>
      <ul className={classes.list}>
        {archive.objects.map((object) => (
          <ObjectRow key={object.sopInstanceUid} object={object} />
        ))}
        {archive.notRead.map(({ seriesInstanceUid, modality, reason }) => (
          <li key={seriesInstanceUid} className={classes.object}>
            {modality} series, not read: {reason}
          </li>
        ))}
      </ul>
    </Modal>
  );
}

const KNOWN_WORDS: Readonly<Record<ArchivedPlan['known'], string>> = {
  here: 'This version is on this server, too.',
  absent: 'This server does not have this version.',
  differs: 'This server holds another plan under the same name and version.',
};

function PlanCard({ archived, onTaken }: { readonly archived: ArchivedPlan; readonly onTaken: () => void }) {
  const workspace = useWorkspace();
  const lock = useWorkspaceState((state) => state.lock);
  const { plan, known } = archived;
  const facts = [...plan.sites.flatMap(siteFacts), ...planFacts(plan)];
  return (
    <article className={classes.plan} aria-label={`Plan version ${plan.version}`}>
      <h3 className={classes.heading}>
        Plan version {plan.version}: {planSentence(plan)}
      </h3>
      <p className={classes.quiet}>
        {plan.signature === null
          ? 'Not signed.'
          : `Signed by ${plan.signature.name}${plan.signature.authenticated ? '' : ' (not authenticated)'}, ${timeWords(plan.signature.at)}.`}{' '}
        {KNOWN_WORDS[known]}
      </p>
      <details>
        <summary>All of it</summary>
        <dl className={classes.facts}>
          {facts.map((fact, index) => (
            <div key={`${index} ${fact.label}`}>
              <dt>{fact.label}</dt>
              <dd>{fact.value}</dd>
            </div>
          ))}
        </dl>
      </details>
      {known === 'here' ? null : (
        <Button
          size="sm"
          mt="xs"
          disabled={lock !== null}
          title={lock?.message}
          onClick={() => {
            if (workspace.takeOver(archived) === null) onTaken();
          }}
        >
          Take over as a draft
        </Button>
      )}
    </article>
  );
}

function ObjectRow({ object }: { readonly object: ArchivedObject }) {
  const { placed, unplaced, notUnderstood, lines, planProblem } = object;
  const left = [...unplaced, ...notUnderstood];
  return (
    <li className={classes.object}>
      <details>
        <summary>
          <b>{object.title || object.kind}</b> {object.maker === '' ? 'maker not named' : object.maker}:{' '}
          {lines.length} items read, {placed.length} marks placed, {left.length} not placed or not understood
        </summary>
        {planProblem === null ? null : <p className={classes.problem}>{planProblem} Not taken for a plan.</p>}
        <Lines
          title="Marks on the images at hand"
          lines={placed.map(({ words, level, side }) =>
            [words, level, side].filter((part) => part !== null).join(' · '),
          )}
        />
        <Lines
          title="Not placed or not understood"
          lines={left.map(({ words, reason }) => `${words}: ${reason}`)}
        />
        <Lines title="Read" lines={lines.map(({ words }) => words)} />
      </details>
    </li>
  );
}

function Lines({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <>
      <h4 className={classes.smallHeading}>{title}</h4>
      <ul className={classes.lines}>
        {lines.map((line, index) => (
          <li key={`${index} ${line}`}>{line}</li>
        ))}
      </ul>
    </>
  );
}
