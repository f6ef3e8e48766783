import { Text } from '@mantine/core';
import type { PatientHeader } from '../../app/workspace.ts';
import { nameWords } from '../../domain/vocabulary/personName.ts';
import { patientLine } from '../worklist/patientWords.ts';

/** Whose plan a confirmation is about: the bar that says it lies behind the dialog. */
export function PatientConfirmed({ patient }: { readonly patient: PatientHeader }) {
  return (
    <div>
      <Text fw={650} size="lg" style={{ overflowWrap: 'anywhere' }}>
        {nameWords(patient.name)}
      </Text>
      <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
        {patientLine(patient)}
      </Text>
    </div>
  );
}
