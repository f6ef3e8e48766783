import { Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { PlanRecord } from '../../app/api.ts';
import { planDifferences } from '../../domain/plan/describe.ts';
import { timeWords } from '../record/timeWords.ts';
import { statusWords } from '../plan/words.ts';
import classes from './Review.module.css';

interface ChangesProps {
  readonly from: PlanRecord;
  /** The reviewer has looked at it; else it is the version before. */
  readonly looked: boolean;
  readonly to: PlanRecord;
}

/** What changed since the reviewer looked last, in words, before anything else is read. */
export function Changes({ from, looked, to }: ChangesProps) {
  const changes = planDifferences(from.plan, to.plan);
  return (
    <section className={classes.changes} aria-labelledby="changes">
      <Title order={2} size="h5" id="changes">
        Changed since version {from.version}
        {looked ? ', which you looked at last' : ''}
      </Title>
      {from.review?.decision === 'returned' && from.review.comment !== '' ? (
        <Text size="sm">
          Version {from.version} was returned: “{from.review.comment}”
        </Text>
      ) : null}
      {changes.length === 0 ? (
        <Text size="sm">Nothing in the plan itself; it was signed again.</Text>
      ) : (
        <ul>
          {changes.map((change) => (
            <li key={change}>{change}</li>
          ))}
        </ul>
      )}
    </section>
  );
}

interface VersionsProps {
  readonly versions: readonly PlanRecord[];
  readonly shown: number;
}

export function Versions({ versions, shown }: VersionsProps) {
  if (versions.length < 2) return null;
  return (
    <section aria-labelledby="versions" className="pp-noPrint">
      <Title order={2} size="h4" id="versions" mb={6}>
        Versions
      </Title>
      <ul className={classes.versions}>
        {versions.map((each) => (
          <li key={each.version} aria-current={each.version === shown ? 'true' : undefined}>
            <Link
              to="/plan/$planId"
              params={{ planId: each.planId }}
              search={{ version: each.version }}
              className={classes.bigLink}
            >
              Version {each.version}
            </Link>
            <Text size="sm" c="dimmed">
              {each.version === shown ? 'shown here, ' : ''}
              {statusWords(each.state, each.handoff.kind).toLowerCase()},{' '}
              {each.plan.signature === null ? 'not signed' : `signed ${timeWords(each.plan.signature.at)}`}
            </Text>
          </li>
        ))}
      </ul>
    </section>
  );
}
