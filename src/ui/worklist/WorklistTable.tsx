import { Table, Text } from '@mantine/core';
import type { WorklistPatient } from '../../app/api.ts';
import { SpineThumb } from '../spineMap/SpineThumb.tsx';
import { approachWords, sideLetters } from '../plan/words.ts';
import { isApproach, isSide } from '../plan/guards.ts';
import { nameWords } from '../../domain/vocabulary/personName.ts';
import { patientKey, patientLine, dicomDate } from './patientWords.ts';
import { RowActions } from './RowActions.tsx';
import { SeriesChips } from './SeriesChips.tsx';
import { StatusBadge } from './StatusBadge.tsx';
import { statusOf } from './worklistRows.ts';
import classes from './Worklist.module.css';

export function WorklistTable({ rows }: { readonly rows: readonly WorklistPatient[] }) {
  return (
    <div className={classes.tableBox}>
      <Table verticalSpacing="sm" horizontalSpacing="md" highlightOnHover aria-label="Patients">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Patient</Table.Th>
            <Table.Th>Imaging</Table.Th>
            <Table.Th>Target</Table.Th>
            <Table.Th>Status</Table.Th>
            <Table.Th className={classes.actionCell}>Open</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={patientKey(row.patient)}>
              <Table.Td className={classes.patientCell}>
                <Text fw={600} className={classes.name}>
                  {nameWords(row.patient.name)}
                </Text>
                <Text size="sm" c="dimmed">
                  {patientLine(row.patient)}
                </Text>
              </Table.Td>
              <Table.Td>
                <Studies row={row} />
              </Table.Td>
              <Table.Td>
                <Target row={row} />
              </Table.Td>
              <Table.Td>
                <StatusBadge status={statusOf(row.plan)} />
              </Table.Td>
              <Table.Td className={classes.actionCell}>
                <RowActions row={row} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function Studies({ row }: { readonly row: WorklistPatient }) {
  return (
    <div className={classes.studies}>
      {row.studies.map((each) => (
        <div key={each.studyInstanceUid}>
          <SeriesChips series={each.series} />
          <Text size="sm" c="dimmed" lineClamp={2}>
            {dicomDate(each.study.date)} ·{' '}
            {each.study.description === '' ? 'no description' : each.study.description}
          </Text>
        </div>
      ))}
    </div>
  );
}

function Target({ row }: { readonly row: WorklistPatient }) {
  const { plan } = row;
  if (plan === null) {
    return (
      <Text size="sm" c="dimmed">
        not yet marked
      </Text>
    );
  }
  const side = isSide(plan.side) ? plan.side : null;
  return (
    <div className={classes.target}>
      <SpineThumb level={plan.level} side={side} />
      <div>
        <Text fw={650} size="lg" className={classes.level}>
          {plan.level} {side === null ? plan.side : sideLetters[side]}
        </Text>
        <Text size="sm" c="dimmed">
          {isApproach(plan.approach) ? approachWords[plan.approach] : plan.approach}
          {plan.version > 1 ? ` · version ${plan.version}` : ''}
        </Text>
      </div>
    </div>
  );
}
