import { sql } from 'kysely';
import { healthSchema } from '../../schema/http.ts';
import type { Deps } from '../deps.ts';
import type { ZodApp } from './zodApp.ts';

interface State {
  readonly ok: boolean;
  readonly message: string | null;
}

export function addHealthRoutes(app: ZodApp, deps: Deps): void {
  const { database, archive, record } = deps;
  const databaseState = async (): Promise<State> => {
    await sql`select 1`.execute(database.db);
    return { ok: true, message: null };
  };

  app.get(
    '/api/health',
    {
      schema: {
        tags: ['server'],
        summary: 'Whether database, archive and record answer',
        response: { 200: healthSchema },
      },
    },
    async () => {
      const [base, images, procedures] = await Promise.all([
        stateOf(databaseState),
        stateOf(() => archive.health()),
        stateOf(() => record.health()),
      ]);
      const allOk = base.ok && images.ok && procedures.ok;
      return {
        status: allOk ? ('ok' as const) : ('degraded' as const),
        version: deps.version,
        database: { kind: database.kind, ok: base.ok },
        archive: { kind: archive.kind, ...images },
        record: { kind: record.kind, ...procedures },
        sampleCases: deps.sampleCases(),
      };
    },
  );
}

/** A part that throws is a part that does not answer: that is the news this route is for. */
const stateOf = async (ask: () => Promise<State>): Promise<State> =>
  ask().catch(() => ({ ok: false, message: 'It does not answer.' }));
