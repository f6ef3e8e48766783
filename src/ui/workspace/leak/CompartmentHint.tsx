import { Button } from '@mantine/core';
import { useMemo } from 'react';
import type { LeakFinding } from '../../../domain/case/document.ts';
import { canalPlaceOf } from '../../../domain/findings/canalPlaceOf.ts';
import type { Compartment } from '../../../domain/vocabulary/terms.ts';
import { compartmentWords } from '../../plan/words.ts';
import { useWorkspaceState } from '../context.tsx';
import classes from '../StepPanel.module.css';

/** Where the mark lies around the confirmed canal, and the compartment that follows: proposed, never filled in. */
export function CompartmentHint({
  finding,
  onChoose,
}: {
  readonly finding: LeakFinding;
  readonly onChoose: (compartment: Compartment) => void;
}) {
  const labelings = useWorkspaceState((state) => state.doc.labelings);
  const numbering = useWorkspaceState((state) => state.doc.numbering);
  const place = useMemo(
    () => canalPlaceOf({ labelings, numbering }, finding),
    [labelings, numbering, finding],
  );
  if (place === null) return null;
  const { compartment } = place;
  return (
    <p className={classes.hint}>
      {place.words}
      {place.clock === null ? '' : ' (clock as on an axial image: 12 in front, 3 patient left)'}{' '}
      {compartment === null || compartment === finding.compartment ? null : (
        <Button size="compact-xs" variant="light" onClick={() => onChoose(compartment)}>
          Choose {compartmentWords[compartment].toLowerCase()}
        </Button>
      )}
    </p>
  );
}
