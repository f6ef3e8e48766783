import { Link } from '@tanstack/react-router';
import type { PlanRecord } from '../../app/api.ts';
import classes from './Procedure.module.css';

/** The way from a plan that guides a procedure to its check. */
export function ProcedureLink({
  record,
}: {
  readonly record: Pick<PlanRecord, 'planId' | 'version' | 'state'>;
}) {
  if (record.state !== 'accepted' && record.state !== 'scheduled') return null;
  return (
    <Link
      to="/plan/$planId/procedure"
      params={{ planId: record.planId }}
      search={{ version: record.version }}
      className={classes.link}
    >
      Procedure check
    </Link>
  );
}
