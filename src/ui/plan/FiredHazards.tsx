import { Button, Text, Title } from '@mantine/core';
import type { Workspace } from '../../app/workspace.ts';
import type { CaseDocument, HazardAnswer } from '../../domain/case/document.ts';
import { answeredNow, earlierAnswer } from '../../domain/plan/hazardAnswers.ts';
import type { PlanHazard } from '../../domain/plan/targetingPlan.ts';
import { Icon } from '../theme/icons.tsx';
import { hazardGroups, hazardKey, isAnswerTo, type HazardGroup } from './hazardGroups.ts';
import { CommittedTextarea } from './fields/CommittedTextarea.tsx';
import { severityWords } from './words.ts';
import classes from './Plan.module.css';

interface FiredHazardsProps {
  readonly workspace: Workspace;
  readonly doc: CaseDocument;
  readonly hazards: readonly PlanHazard[];
}

const icons = { block: 'stop', acknowledge: 'warning', inform: 'info' } as const;

/** Rules that fired on this draft, the worst first, each with its source and the place for a person's reason. */
export function FiredHazards({ workspace, doc, hazards }: FiredHazardsProps) {
  if (hazards.length === 0) return null;
  return (
    <section className={classes.section} aria-labelledby="fired-hazards">
      <Title order={3} size="h5" id="fired-hazards" className={classes.sectionHead}>
        Warnings
      </Title>
      {hazardGroups(hazards).map((group) => (
        <Hazard key={hazardKey(group)} workspace={workspace} doc={doc} hazard={group} />
      ))}
    </section>
  );
}

function Hazard({
  workspace,
  doc,
  hazard,
}: Omit<FiredHazardsProps, 'hazards'> & { readonly hazard: HazardGroup }) {
  const { id, siteId, firings } = hazard;
  const earlier = earlierAnswer(firings, doc.plan.hazardAnswers);
  const given =
    earlier === null ? doc.plan.hazardAnswers.find((each) => isAnswerTo(hazard, each)) : undefined;
  const answer = (reason: string): void => {
    const bound = { id, siteId, reason: reason.trim(), answered: answeredNow(firings) };
    workspace.dispatch({ type: 'hazard/answer', answer: bound });
  };
  return (
    <div className={classes.hazard} data-severity={hazard.severity} data-field={`fired.${hazard.id}`}>
      <Icon name={icons[hazard.severity]} size={20} />
      <div className={classes.hazardText}>
        {hazard.messages.map((message) => (
          <Text key={message} size="sm" fw={600}>
            {message}
          </Text>
        ))}
        <Text size="xs" c="dimmed">
          {hazard.id} · {severityWords[hazard.severity]} · {hazard.source}
        </Text>
        {hazard.severity === 'inform' || earlier === null ? null : (
          <EarlierAnswer earlier={earlier} onKeep={() => answer(earlier.reason)} />
        )}
        {hazard.severity === 'inform' ? null : (
          <CommittedTextarea
            mt={6}
            size="sm"
            label={
              hazard.severity === 'block' ? 'Override, with the reason' : 'Acknowledge, with a word on it'
            }
            stored={given?.reason ?? ''}
            onCommit={answer}
          />
        )}
      </div>
    </div>
  );
}

/** The facts changed since the answer: what was answered then, and a way to say that the reason still holds. */
function EarlierAnswer({ earlier, onKeep }: { readonly earlier: HazardAnswer; readonly onKeep: () => void }) {
  const then = earlier.answered?.map((firing) => firing.message).join(' ') ?? '';
  return (
    <div className={classes.earlier}>
      <Text size="sm">
        Asked again, because this changed. Answered before{then === '' ? '' : ` to “${then}”`}: “
        {earlier.reason}”
      </Text>
      <Button size="compact-xs" variant="default" onClick={onKeep}>
        The reason still holds
      </Button>
    </div>
  );
}
