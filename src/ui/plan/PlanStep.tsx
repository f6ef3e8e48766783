import { Button, Text } from '@mantine/core';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import type { Workspace } from '../../app/workspace.ts';
import type { CaseDocument } from '../../domain/case/document.ts';
import { PATCH_KINDS } from '../../domain/vocabulary/terms.ts';
import { Blockers } from './Blockers.tsx';
import { Circumstances } from './Circumstances.tsx';
import { Choice } from './fields/Choice.tsx';
import { CommittedTextarea } from './fields/CommittedTextarea.tsx';
import { Field } from './fields/Field.tsx';
import { TextAnswer } from './fields/TextAnswer.tsx';
import { FiredHazards } from './FiredHazards.tsx';
import { HazardQuestions } from './HazardQuestions.tsx';
import { LockedPlan } from './LockedPlan.tsx';
import { NumberingSummary } from './NumberingSummary.tsx';
import { SignPanel } from './SignPanel.tsx';
import { SiteForm } from './SiteForm.tsx';
import { kindWords } from './words.ts';
import classes from './Plan.module.css';

/** The plan as a form: filled from the marks on entering, everything else asked for, nothing assumed. */
export function PlanStep({ workspace }: { readonly workspace: Workspace }) {
  const doc = useStore(workspace.store, (state) => state.doc);
  const derived = useStore(workspace.store, (state) => state.derived);
  const lock = useStore(workspace.store, (state) => state.lock);
  const locked = lock !== null;

  useEffect(() => {
    if (!locked) workspace.dispatch({ type: 'plan/prefill', newSiteId: crypto.randomUUID() });
  }, [workspace, locked]);

  return (
    <div className={classes.step}>
      <LockedPlan workspace={workspace} />
      <fieldset className={classes.form} disabled={locked} aria-label="Targeting plan">
        <Kind workspace={workspace} doc={doc} />
        <NumberingSummary workspace={workspace} numbering={doc.numbering} relative={derived.relative} />
        {doc.plan.sites.length === 0 ? (
          <Text size="sm" c="dimmed" className={classes.nothing}>
            No site yet. Mark the leak, and the site is filled from it; a blind or prophylactic patch needs no
            mark.
          </Text>
        ) : null}
        {doc.plan.sites.map((site, index) => (
          <SiteForm
            key={site.id}
            workspace={workspace}
            doc={doc}
            derived={derived}
            site={site}
            position={{ index, count: doc.plan.sites.length }}
          />
        ))}
        <AddSites workspace={workspace} doc={doc} />
        <HazardQuestions workspace={workspace} doc={doc} />
        <Circumstances workspace={workspace} doc={doc} />
        <FiredHazards workspace={workspace} doc={doc} hazards={derived.hazards} />
        <PlanTexts workspace={workspace} doc={doc} />
      </fieldset>
      {locked && lock.code !== 'signing' ? null : (
        <div className={classes.foot}>
          <Blockers workspace={workspace} blockers={derived.blockers} notices={derived.notices} />
          <SignPanel workspace={workspace} />
        </div>
      )}
    </div>
  );
}

interface PartProps {
  readonly workspace: Workspace;
  readonly doc: CaseDocument;
}

function Kind({ workspace, doc }: PartProps) {
  const { kind } = doc.plan;
  return (
    <Field path="kind" label="Kind of patch" answered={kind !== null}>
      {(labelId) => (
        <Choice
          options={PATCH_KINDS}
          words={kindWords}
          value={kind}
          onChange={(next) => workspace.dispatch({ type: 'plan/set', patch: { kind: next } })}
          labelledBy={labelId}
        />
      )}
    </Field>
  );
}

/** Findings without a site, and a site without a finding. */
function AddSites({ workspace, doc }: PartProps) {
  const add = (findingId: string | null): void => {
    workspace.dispatch({ type: 'site/add', id: crypto.randomUUID(), findingId });
  };
  const open = doc.findings.filter(
    (finding) => !doc.plan.sites.some((site) => site.findingId === finding.id),
  );
  return (
    <div className={classes.add} data-field="sites">
      {open.map((finding) => (
        <Button key={finding.id} size="xs" variant="default" onClick={() => add(finding.id)}>
          Add a site for leak {finding.ordinal}
        </Button>
      ))}
      <Button size="xs" variant="default" onClick={() => add(null)}>
        Add a site without a mark
      </Button>
    </div>
  );
}

function PlanTexts({ workspace, doc }: PartProps) {
  const { plan } = doc;
  return (
    <section className={classes.section} aria-label="Course and reasons">
      <TextAnswer
        path="conservativeTherapy"
        label="Conservative therapy so far"
        value={plan.conservativeTherapy}
        onChange={(conservativeTherapy) =>
          workspace.dispatch({ type: 'plan/set', patch: { conservativeTherapy } })
        }
        placeholder="What, and for how long"
      />
      <TextAnswer
        path="aftercare"
        label="Aftercare"
        value={plan.aftercare}
        onChange={(aftercare) => workspace.dispatch({ type: 'plan/set', patch: { aftercare } })}
        placeholder="Posture and time, what to watch for"
      />
      <Field
        path="rationale"
        label="Rationale"
        answered
        hint="Why this level, side and approach. May stay empty."
      >
        {(labelId) => (
          <CommittedTextarea
            aria-labelledby={labelId}
            minRows={2}
            maxRows={10}
            maxLength={8000}
            stored={plan.rationale}
            onCommit={(text) => workspace.dispatch({ type: 'plan/set', patch: { rationale: text.trim() } })}
          />
        )}
      </Field>
    </section>
  );
}
