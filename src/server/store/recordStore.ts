import { z } from 'zod';
import type { recordEntrySchema } from '../../schema/http.ts';
import type { Db } from '../db/database.ts';

export type RecordEntry = z.output<typeof recordEntrySchema>;

/** What the embedded record holds, newest hand-off first. */
export async function recordEntries(db: Db): Promise<RecordEntry[]> {
  const rows = await db
    .selectFrom('record_resources')
    .selectAll()
    .orderBy('received_at', 'desc')
    .orderBy('plan_id')
    .orderBy('version', 'desc')
    .orderBy('resource_type')
    .execute();
  const entries = new Map<string, RecordEntry>();
  for (const row of rows) {
    const key = `${row.plan_id} ${String(row.version)}`;
    const entry = entries.get(key) ?? {
      planId: row.plan_id,
      version: row.version,
      receivedAt: row.received_at.toISOString(),
      resources: [],
    };
    entry.resources.push({
      reference: `${row.resource_type}/${row.resource_id}`,
      resourceType: row.resource_type,
      summary: summaryOf(row.content),
    });
    entries.set(key, entry);
  }
  return [...entries.values()];
}

const narrated = z.object({ text: z.object({ div: z.string() }) });

/** The generated narrative of a resource as plain text; every resource we write has one where it says something. */
function summaryOf(content: unknown): string {
  const parsed = narrated.safeParse(content);
  if (!parsed.success) return '';
  return parsed.data.text.div
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
