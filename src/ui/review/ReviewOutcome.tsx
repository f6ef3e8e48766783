import { Text } from '@mantine/core';
import type { PlanRecord } from '../../app/api.ts';
import type { PlanSignature } from '../../domain/plan/targetingPlan.ts';
import { roleWords } from '../plan/words.ts';
import { Icon } from '../theme/icons.tsx';
import { timeWords } from '../record/timeWords.ts';
import classes from './Review.module.css';

const who = (signature: PlanSignature): string =>
  `${signature.name}, ${roleWords[signature.role]} (${signature.authenticated ? 'authenticated' : 'not authenticated'}), ${timeWords(signature.at)}`;

/** Who signed, and what the reviewer said. */
export function ReviewOutcome({ record }: { readonly record: PlanRecord }) {
  const { review, plan } = record;
  return (
    <div className={classes.outcome}>
      <Text size="sm">
        <b>Signed by</b> {plan.signature === null ? 'nobody' : who(plan.signature)}
      </Text>
      {review === null ? null : (
        <div className={classes.decision} data-decision={review.decision}>
          <Icon name={review.decision === 'accepted' ? 'check' : 'returned'} />
          <div>
            <Text>
              <b>{review.decision === 'accepted' ? 'Accepted by' : 'Returned by'}</b> {who(review.reviewer)}
            </Text>
            {review.comment === '' ? null : <Text>“{review.comment}”</Text>}
          </div>
        </div>
      )}
    </div>
  );
}
