import { Text, Textarea, Title } from '@mantine/core';
import type { HazardAnswer } from '../../domain/case/document.ts';
import type { PlanReview, TargetingPlan } from '../../domain/plan/targetingPlan.ts';
import { hazardGroups, hazardKey, isAnswerTo, type HazardGroup } from '../plan/hazardGroups.ts';
import { severityWords } from '../plan/words.ts';
import { Icon } from '../theme/icons.tsx';
import classes from './Review.module.css';

interface WarningsProps {
  readonly plan: TargetingPlan;
  readonly review: PlanReview | null;
  /** The pain physician may answer now. */
  readonly deciding: boolean;
  readonly overrides: readonly HazardAnswer[];
  readonly onOverrides: (answers: readonly HazardAnswer[]) => void;
}

const icons = { block: 'stop', acknowledge: 'warning', inform: 'info' } as const;

export const overrideFieldId = (hazard: Pick<HazardGroup, 'id' | 'siteId'>): string =>
  `override-${hazardKey(hazard)}`;

/** Rules that fired, the worst first; the reviewer overrides what blocks in their own words. */
export function Warnings({ plan, review, deciding, overrides, onOverrides }: WarningsProps) {
  const hazards = hazardGroups(plan.hazards);
  const change = (hazard: HazardGroup, reason: string): void =>
    onOverrides([
      ...overrides.filter((each) => !isAnswerTo(hazard, each)),
      ...(reason === '' ? [] : [{ id: hazard.id, siteId: hazard.siteId, reason }]),
    ]);
  return (
    <section aria-labelledby="warnings">
      <Title order={2} size="h4" id="warnings" mb={6}>
        Warnings
      </Title>
      {hazards.length === 0 ? (
        <Text c="dimmed">No rule fired on what is known. What was not stated is named below.</Text>
      ) : null}
      {hazards.map((hazard) => (
        <div key={hazardKey(hazard)} className={classes.warning} data-severity={hazard.severity}>
          <Icon name={icons[hazard.severity]} size={22} />
          <div className={classes.warningText}>
            {hazard.messages.map((message) => (
              <Text key={message} fw={650}>
                {message}
              </Text>
            ))}
            <Text size="sm" c="dimmed">
              {hazard.id} · {severityWords[hazard.severity]} · {hazard.source}
            </Text>
            <Reason by="Radiologist" answer={plan.hazardAnswers.find((each) => isAnswerTo(hazard, each))} />
            <Reason
              by="Pain physician"
              answer={review?.hazardAnswers.find((each) => isAnswerTo(hazard, each))}
            />
            {deciding && hazard.severity === 'block' ? (
              <Textarea
                id={overrideFieldId(hazard)}
                mt={8}
                autosize
                minRows={2}
                size="md"
                label="Your own reason to go on (needed to accept)"
                value={overrides.find((each) => isAnswerTo(hazard, each))?.reason ?? ''}
                onChange={(event) => change(hazard, event.currentTarget.value)}
              />
            ) : null}
          </div>
        </div>
      ))}
    </section>
  );
}

function Reason({ by, answer }: { readonly by: string; readonly answer: HazardAnswer | undefined }) {
  if (answer === undefined) return null;
  return (
    <Text size="sm" mt={4}>
      <b>{by}:</b> {answer.reason}
    </Text>
  );
}
