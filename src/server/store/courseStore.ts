import type { CourseEntry } from '../../domain/plan/course.ts';
import type { Db } from '../db/database.ts';

/** Adds to what became of a plan version; entries are never changed (trigger in migration 0002). */
export async function insertCourseEntry(
  db: Db,
  planId: string,
  version: number,
  entry: CourseEntry,
): Promise<void> {
  await db
    .insertInto('course')
    .values({ plan_id: planId, version, content: JSON.stringify(entry), at: entry.by.at })
    .execute();
}
