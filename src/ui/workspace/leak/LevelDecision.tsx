import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { LeakFinding } from '../../../domain/case/document.ts';
import { derivedLevelText } from '../../../domain/findings/decisions.ts';
import type { DerivedLocation } from '../../../domain/plan/targetingPlan.ts';
import type { Level } from '../../../domain/vocabulary/level.ts';
import { LevelField } from '../../plan/fields/LevelField.tsx';
import { useCommitted } from '../../plan/fields/useCommitted.ts';
import { useWorkspaceState } from '../context.tsx';
import { OutdatedDecision } from './OutdatedDecision.tsx';

interface LevelDecisionProps {
  readonly path: string;
  readonly finding: LeakFinding;
  readonly location: DerivedLocation | undefined;
  readonly onChange: (decision: LeakFinding['levelDecision']) => void;
}

/** A level that departs from geometry, or stands in where geometry gives none; always with a reason. */
export function LevelDecision({ path, finding, location, onChange }: LevelDecisionProps) {
  const numbering = useWorkspaceState((state) => state.doc.numbering);
  const [wanted, setWanted] = useState(false);
  const decision = finding.levelDecision;
  const interspace = location?.interspace ?? null;
  const derived: Level | null = interspace === null ? null : { kind: 'interspace', ...interspace };
  const reason = useCommitted(decision?.reason ?? '', (text) => {
    if (decision !== null) onChange({ ...decision, reason: text.trim() });
  });
  if (decision === null && !wanted)
    return (
      <Button size="compact-xs" variant="subtle" mb={4} onClick={() => setWanted(true)}>
        {derived === null ? 'Give the level by hand' : 'Level is another?'}
      </Button>
    );
  return (
    <>
      <LevelField
        path={`${path}.levelDecision`}
        label="Level, by your word"
        value={decision?.level ?? null}
        others={[]}
        scheme={numbering}
        offered={derived === null ? null : { says: 'from the mark', level: derived }}
        onChange={(level) => {
          if (level === null) setWanted(false);
          onChange(level === null ? null : { level, reason: decision?.reason ?? '' });
        }}
      />
      {decision === null ||
      location === undefined ||
      decision.against === derivedLevelText(location) ? null : (
        <OutdatedDecision
          what="level"
          then={decision.against}
          now={derivedLevelText(location)}
          onKeep={() => onChange({ level: decision.level, reason: decision.reason })}
        />
      )}
      {decision === null ? null : (
        <TextInput
          aria-label="Reason for the level"
          placeholder="Reason: why it differs from the marks"
          ml={12}
          mb={8}
          maxLength={2000}
          value={reason.text}
          onChange={(event) => reason.setText(event.currentTarget.value)}
          onBlur={reason.commit}
        />
      )}
    </>
  );
}
