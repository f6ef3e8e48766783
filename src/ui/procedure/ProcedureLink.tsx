import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { PlanRecord } from '../../app/api.ts';

/** The way from a plan that guides a procedure to its check. */
export function ProcedureLink({
  record,
}: {
  readonly record: Pick<PlanRecord, 'planId' | 'version' | 'state'>;
}) {
  if (record.state !== 'accepted' && record.state !== 'scheduled' && record.state !== 'performed')
    return null;
  return (
    <Button
      component={Link}
      to="/plan/$planId/procedure"
      // @tanstack/react-router types the parameters of a polymorphic link by its own props.
      {...{ params: { planId: record.planId }, search: { version: record.version } }}
      variant="default"
      size="md"
    >
      Procedure check
    </Button>
  );
}
