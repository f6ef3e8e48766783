import { Skeleton, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { PlanRecord } from '../../app/api.ts';
import type { HazardAnswer } from '../../domain/case/document.ts';
import { planSentence } from '../../domain/plan/describe.ts';
import { ProcedureLink } from '../procedure/ProcedureLink.tsx';
import { useSession } from '../shell/queries.ts';
import { CoursePanel } from './course/CoursePanel.tsx';
import { DecisionBar } from './DecisionBar.tsx';
import { Glance } from './Glance.tsx';
import { HandoffPanel } from './HandoffPanel.tsx';
import { KeyImages } from './KeyImages.tsx';
import { MapCard } from './MapCard.tsx';
import { PlanFactsTable, SafetyAnswers } from './PlanFactsTable.tsx';
import { ReviewHeader } from './ReviewHeader.tsx';
import { ReviewOutcome } from './ReviewOutcome.tsx';
import { Changes, Versions } from './Versions.tsx';
import { Downloads } from './Downloads.tsx';
import { useCompared } from './useCompared.ts';
import { Warnings } from './Warnings.tsx';
import classes from './Review.module.css';

interface ReviewSheetProps {
  readonly record: PlanRecord;
  readonly versions: readonly PlanRecord[];
}

/** One page, two minutes: what, where, which side, which way in, what to beware of, and the picture that shows it. */
export function ReviewSheet({ record, versions }: ReviewSheetProps) {
  const session = useSession();
  const [overrides, setOverrides] = useState<readonly HazardAnswer[]>([]);
  const { plan } = record;
  const newest = versions[0]?.version === record.version;
  const deciding = record.state === 'signed' && newest && session.data?.role === 'pain-physician';
  const compared = useCompared(record, versions);

  return (
    <article className={classes.page} aria-labelledby="plan-sentence">
      <ReviewHeader record={record} newest={versions[0]} />
      <div className={classes.columns}>
        <div className={classes.mapColumn}>
          <MapCard plan={plan} />
          <KeyImages plan={plan} />
        </div>
        <div className={classes.factsColumn}>
          <Title order={1} id="plan-sentence" className={classes.sentence}>
            {planSentence(plan)}
          </Title>
          {plan.sites.map((site) => (
            <Glance key={site.id} site={site} />
          ))}
          {compared === 'asking' ? (
            <Skeleton height={120} />
          ) : compared === null ? null : (
            <Changes from={compared.record} looked={compared.looked} to={record} />
          )}
          <ReviewOutcome record={record} />
          <ProcedureLink record={record} />
          {record.handoff.kind !== 'none' ? <HandoffPanel record={record} /> : null}
          <CoursePanel record={record} newest={newest} />
          <Warnings
            plan={plan}
            review={record.review}
            deciding={deciding}
            overrides={overrides}
            onOverrides={setOverrides}
          />
          <SafetyAnswers plan={plan} />
          <PlanFactsTable plan={plan} />
          <Downloads plan={plan} />
          <Versions versions={versions} shown={record.version} />
          <Text size="sm" c="dimmed">
            {plan.notice}
          </Text>
        </div>
      </div>
      <DecisionBar record={record} newest={newest} overrides={overrides} />
    </article>
  );
}
