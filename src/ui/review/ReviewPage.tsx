import { Button, Skeleton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { usePlan } from '../shell/queries.ts';
import { StateMessage } from '../shell/StateMessage.tsx';
import { ReviewSheet } from './ReviewSheet.tsx';
import classes from './Review.module.css';

interface ReviewPageProps {
  readonly planId: string;
  /** null: the newest. */
  readonly version: number | null;
}

export function ReviewPage({ planId, version }: ReviewPageProps) {
  const query = usePlan(planId);
  if (query.isPending) {
    return (
      <div className={classes.page} aria-busy="true">
        <Skeleton height={64} />
        <div className={classes.columns}>
          <Skeleton height={520} />
          <Skeleton height={520} />
        </div>
      </div>
    );
  }
  const versions = query.data ?? [];
  const shown = version === null ? versions[0] : versions.find((each) => each.version === version);
  if (shown === undefined) {
    return (
      <StateMessage
        icon="search"
        tone={query.isError ? 'bad' : 'quiet'}
        title={query.isError ? 'The plan cannot be shown' : 'There is no such plan'}
        actions={
          <>
            {query.isError ? <Button onClick={() => void query.refetch()}>Try again</Button> : null}
            <Link to="/">To the worklist</Link>
          </>
        }
      >
        {query.isError
          ? query.error.message
          : 'The plan was not found on this server. Open the patient from the worklist to see what plans there are.'}
      </StateMessage>
    );
  }
  return <ReviewSheet key={shown.version} record={shown} versions={versions} />;
}
