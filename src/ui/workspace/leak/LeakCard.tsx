import { Select } from '@mantine/core';
import type { Workspace } from '../../../app/workspace.ts';
import type { LeakFinding } from '../../../domain/case/document.ts';
import { awaitsSide } from '../../../domain/findings/sideDoubts.ts';
import { formatLevel } from '../../../domain/vocabulary/levelText.ts';
import { COMPARTMENTS, CONFIDENCES } from '../../../domain/vocabulary/terms.ts';
import { Choice } from '../../plan/fields/Choice.tsx';
import { CommittedTextarea } from '../../plan/fields/CommittedTextarea.tsx';
import { Field } from '../../plan/fields/Field.tsx';
import { compartmentWords, confidenceWords, sideWords } from '../../plan/words.ts';
import { useWorkspaceState } from '../context.tsx';
import { MarkCard } from '../MarkCard.tsx';
import { OnOtherSeries } from '../across/OnOtherSeries.tsx';
import { CompartmentHint } from './CompartmentHint.tsx';
import { LEAK_CHOICES, leakChoice, leakTypeOf } from './leakTypes.ts';
import { LevelDecision } from './LevelDecision.tsx';
import { MiddleCheck } from './MiddleCheck.tsx';
import { SideDecision } from './SideDecision.tsx';
import classes from '../StepPanel.module.css';

interface LeakCardProps {
  readonly workspace: Workspace;
  readonly finding: LeakFinding;
}

/** One leak: where geometry puts it, how sure that is, and what only a person can say. */
export function LeakCard({ workspace, finding }: LeakCardProps) {
  const location = useWorkspaceState((state) => state.derived.locations[finding.id]);
  const resolved = useWorkspaceState((state) => state.derived.resolved[finding.id]);
  const path = `findings.${finding.id}`;
  const update = (patch: Partial<Omit<LeakFinding, 'id' | 'trackingUid' | 'ordinal'>>): void => {
    workspace.dispatch({ type: 'finding/update', id: finding.id, patch });
  };
  const level =
    resolved?.level === null || resolved === undefined ? 'level not known' : formatLevel(resolved.level);
  const side =
    resolved?.side === null || resolved === undefined
      ? 'side not known'
      : `${sideWords[resolved.side].toLowerCase()}${awaitsSide(finding, location) ? '?' : ''}`;
  return (
    <MarkCard
      workspace={workspace}
      id={finding.id}
      name={`Leak ${finding.ordinal}`}
      title={`Leak ${finding.ordinal}, ${level}, ${side}`}
      colour="#f5e10a"
      onDelete={() => workspace.dispatch({ type: 'finding/remove', id: finding.id })}
    >
      <p className={classes.words}>{location?.words ?? 'Not located.'}</p>
      {location?.exitingRoot ? (
        <dl className={classes.facts}>
          <dt>Exiting root</dt>
          <dd>{location.exitingRoot}</dd>
        </dl>
      ) : null}
      <MiddleCheck workspace={workspace} path={path} finding={finding} location={location} />
      <OnOtherSeries workspace={workspace} finding={finding} />
      <SideDecision
        path={path}
        finding={finding}
        location={location}
        onChange={(sideDecision) => update({ sideDecision })}
      />
      <LevelDecision
        path={path}
        finding={finding}
        location={location}
        onChange={(levelDecision) => update({ levelDecision })}
      />
      <Field path={`${path}.leakType`} label="Type of leak" answered={finding.leakType !== null}>
        {(labelId) => (
          <Select
            aria-labelledby={labelId}
            placeholder="System and type"
            data={LEAK_CHOICES}
            value={finding.leakType === null ? null : leakChoice(finding.leakType)}
            onChange={(value) => update({ leakType: leakTypeOf(value) })}
            maxDropdownHeight={360}
          />
        )}
      </Field>
      <Field path={`${path}.compartment`} label="Compartment" answered={finding.compartment !== null}>
        {(labelId) => (
          <Choice
            options={COMPARTMENTS}
            words={compartmentWords}
            value={finding.compartment}
            onChange={(compartment) => update({ compartment })}
            labelledBy={labelId}
          />
        )}
      </Field>
      <CompartmentHint finding={finding} onChoose={(compartment) => update({ compartment })} />
      <Field path={`${path}.confidence`} label="Confidence" answered={finding.confidence !== null}>
        {(labelId) => (
          <Choice
            options={CONFIDENCES}
            words={confidenceWords}
            value={finding.confidence}
            onChange={(confidence) => update({ confidence })}
            labelledBy={labelId}
          />
        )}
      </Field>
      <Field path={`${path}.note`} label="Note" answered>
        {(labelId) => (
          <CommittedTextarea
            aria-labelledby={labelId}
            maxLength={4000}
            stored={finding.note}
            onCommit={(note) => update({ note })}
          />
        )}
      </Field>
    </MarkCard>
  );
}
