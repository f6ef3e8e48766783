import { Button, Kbd, Text } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { Workspace } from '../../app/workspace.ts';
import type { DraftSite } from '../../domain/case/document.ts';
import type { Issue } from '../../domain/result.ts';
import { DialogFrame } from '../common/DialogFrame.tsx';
import { PatientConfirmed } from '../common/PatientConfirmed.tsx';
import { placeWords } from './siteWords.ts';
import { approachWords, sideWords } from './words.ts';
import classes from './Plan.module.css';

/** Signing locks the plan: the confirmation names patient, level, side and approach once more. */
export function SignPanel({ workspace }: { readonly workspace: Workspace }) {
  const sites = useStore(workspace.store, (state) => state.doc.plan.sites);
  const patient = useStore(workspace.store, (state) => state.patient);
  const blocked = useStore(workspace.store, (state) => state.derived.blockers.length > 0);
  const [asking, setAsking] = useState(false);
  const [signing, setSigning] = useState(false);
  const [refused, setRefused] = useState<readonly Issue[]>([]);

  const ask = (): void => {
    // A field being typed in is handed on first, so that what is confirmed is what is signed.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    const { derived, lock } = workspace.store.getState();
    if (derived.blockers.length === 0 && lock === null) setAsking(true);
  };
  useHotkeys([['mod+Enter', ask]], []);

  const sign = async (): Promise<void> => {
    setSigning(true);
    const issues = await workspace.sign();
    setSigning(false);
    setRefused(issues ?? []);
    if (issues === null) setAsking(false);
  };

  return (
    <div className={classes.sign}>
      <Button
        fullWidth
        size="md"
        disabled={blocked}
        onClick={ask}
        rightSection={<Kbd size="xs">Ctrl Enter</Kbd>}
      >
        Sign the plan…
      </Button>
      <DialogFrame
        title="Sign this plan?"
        opened={asking}
        problem={
          refused.length === 0
            ? null
            : refused.map((issue) => (
                <Text size="sm" key={`${issue.code}${issue.path ?? ''}`}>
                  {issue.message}
                </Text>
              ))
        }
        sending={signing}
        send={{ label: 'Sign', run: () => void sign(), focused: true }}
        leave={{ label: 'Not yet', run: () => setAsking(false) }}
      >
        <PatientConfirmed patient={patient} />
        {sites.map((site) => (
          <Confirmation key={site.id} site={site} />
        ))}
        <Text size="sm" c="dimmed">
          The plan is locked and goes to the pain physician. A change afterwards is a new version. Your name
          stands on it, not authenticated.
        </Text>
      </DialogFrame>
    </div>
  );
}

function Confirmation({ site }: { readonly site: DraftSite }) {
  return (
    <dl className={classes.confirm}>
      <div>
        <dt>Level</dt>
        <dd>{placeWords(site.target)}</dd>
      </div>
      <div>
        <dt>Side</dt>
        <dd>{site.side === null ? 'Unanswered' : sideWords[site.side]}</dd>
      </div>
      <div>
        <dt>Approach</dt>
        <dd>{site.approach === null ? 'Unanswered' : approachWords[site.approach]}</dd>
      </div>
    </dl>
  );
}
