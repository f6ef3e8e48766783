import { Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { PlanRecord } from '../../app/api.ts';
import { StatusBadge } from '../worklist/StatusBadge.tsx';
import { nameWords } from '../../domain/vocabulary/personName.ts';
import { patientLine } from '../worklist/patientWords.ts';
import { statusWords } from '../plan/words.ts';
import classes from './Review.module.css';

interface ReviewHeaderProps {
  readonly record: PlanRecord;
  readonly newest: PlanRecord | undefined;
}

/** Whose plan this is, which version, and where it stands. */
export function ReviewHeader({ record, newest }: ReviewHeaderProps) {
  const { patient, planId } = record.plan;
  const outdated = newest !== undefined && newest.version !== record.version;
  return (
    <header className={classes.header}>
      <div className={classes.patient}>
        <Text fw={700} size="lg" className={classes.patientName}>
          {nameWords(patient.name)}
        </Text>
        <Text size="sm" c="dimmed">
          {patientLine(patient)}
        </Text>
      </div>
      <Group gap={12} wrap="nowrap">
        <Text size="sm" c="dimmed" className={classes.version}>
          Version {record.version}
        </Text>
        <StatusBadge status={statusWords(record.state, record.handoff.kind)} />
      </Group>
      {outdated ? (
        <div className={classes.outdated} role="alert">
          This is an older version and locked. Version {newest.version} is the newest.{' '}
          <Link to="/plan/$planId" params={{ planId }} search={{}}>
            Show version {newest.version}
          </Link>
        </div>
      ) : null}
    </header>
  );
}
