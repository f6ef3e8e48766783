import { Title } from '@mantine/core';
import type { TargetingPlan } from '../../domain/plan/targetingPlan.ts';
import { placeWords } from '../plan/siteWords.ts';
import type { Fact } from '../../report/content/blocks.ts';
import { safetyAnswerFacts } from '../../report/content/hazardBlocks.ts';
import { planFacts, silentTogether, siteFacts } from './planFacts.ts';
import classes from './Review.module.css';

/** What was asked before the injection and how it was answered: also the answers that fired no rule. */
export function SafetyAnswers({ plan }: { readonly plan: TargetingPlan }) {
  return (
    <section aria-labelledby="safety-answers">
      <Title order={2} size="h4" id="safety-answers" mb={6}>
        Safety answers
      </Title>
      <Facts caption={null} facts={safetyAnswerFacts(plan)} />
    </section>
  );
}

export function PlanFactsTable({ plan }: { readonly plan: TargetingPlan }) {
  return (
    <section aria-labelledby="plan-facts">
      <Title order={2} size="h4" id="plan-facts" mb={6}>
        The plan
      </Title>
      {plan.sites.map((site, index) => (
        <Facts
          key={site.id}
          caption={
            plan.sites.length === 1
              ? null
              : `Site ${index + 1} of ${plan.sites.length}: ${placeWords(site.target)}`
          }
          facts={silentTogether(siteFacts(site))}
        />
      ))}
      <Facts caption={null} facts={silentTogether(planFacts(plan))} />
    </section>
  );
}

function Facts({ caption, facts }: { readonly caption: string | null; readonly facts: readonly Fact[] }) {
  return (
    <table className={classes.facts}>
      {caption === null ? null : <caption>{caption}</caption>}
      <tbody>
        {facts.map((fact) => (
          <tr key={fact.label}>
            <th scope="row">{fact.label}</th>
            <td>{fact.value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
