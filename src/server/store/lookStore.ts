import type { Db } from '../db/database.ts';

/** Keeps that this person has looked at a plan version; a second look at it changes nothing. */
export async function insertLook(
  db: Db,
  name: string,
  planId: string,
  version: number,
  at: string,
): Promise<void> {
  await db
    .insertInto('looks')
    .values({ name, plan_id: planId, version, at })
    .onConflict((conflict) => conflict.columns(['plan_id', 'name', 'version']).doNothing())
    .execute();
}

/** Versions of the plan that this person has looked at, wherever they sat; oldest first. */
export async function versionsLookedAt(db: Db, name: string, planId: string): Promise<readonly number[]> {
  const rows = await db
    .selectFrom('looks')
    .select('version')
    .where('plan_id', '=', planId)
    .where('name', '=', name)
    .orderBy('version')
    .execute();
  return rows.map((row) => row.version);
}
