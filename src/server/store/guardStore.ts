import type { GuardCheck } from '../../domain/guard/model.ts';
import { guardCheckSchema } from '../../schema/guard.ts';
import type { Db } from '../db/database.ts';

/** Guard checks of a plan version, oldest first; written once (trigger in migration 0003). */
export async function guardChecks(db: Db, planId: string, version: number): Promise<readonly GuardCheck[]> {
  const rows = await db
    .selectFrom('guard_checks')
    .select('content')
    .where('plan_id', '=', planId)
    .where('version', '=', version)
    .orderBy('at')
    .orderBy('check_id')
    .execute();
  return rows.map((row) => guardCheckSchema.parse(row.content));
}

export async function insertGuardCheck(
  db: Db,
  planId: string,
  version: number,
  check: GuardCheck,
): Promise<void> {
  await db
    .insertInto('guard_checks')
    .values({
      check_id: check.id,
      plan_id: planId,
      version,
      content: JSON.stringify(check),
      at: check.by.at,
    })
    .execute();
}
