import { sql } from 'kysely';
import { err, issue, ok, type Result } from '../../domain/result.ts';
import type { Database, Db } from '../db/database.ts';
import { danglingReferences, identifierOf, resolveReferences } from './bundleReferences.ts';
import type {
  Delivery,
  FhirResource,
  RecordPort,
  TransactionBundle,
  TransactionEntry,
} from './recordPort.ts';

interface Ports {
  readonly database: Database;
  readonly clock: () => Date;
  readonly newId: () => string;
}
interface Placed {
  readonly entry: TransactionEntry & { readonly resource: FhirResource };
  readonly reference: string;
  /** False when a resource with this identifier or id was there already: it is left as it is. */
  readonly isNew: boolean;
}

/**
 * The procedure record in our own database, for places without a FHIR server: a transaction in all or nothing, with the
 * conditional create of FHIR R4 (http.html#ccreate) by identifier and update-as-create by id.
 */
export function embeddedRecord({ database: { db }, clock, newId }: Ports): RecordPort {
  return {
    kind: 'embedded',
    async health() {
      await sql`select 1`.execute(db);
      return { ok: true, message: null };
    },
    async deliver(bundle, planId, version) {
      if (danglingReferences(bundle).length > 0) {
        return err(issue('dangling-reference', 'The bundle refers to resources that it does not hold.'));
      }
      return db.transaction().execute(async (trx): Promise<Result<Delivery>> => {
        // One delivery at a time: two servers must not both find nothing and both create.
        await sql`select pg_advisory_xact_lock(7078)`.execute(trx);
        const placed = await placeAll(trx, bundle, newId);
        if (!placed.ok) return placed;
        const known = new Map(
          placed.value.flatMap(({ entry, reference }) =>
            entry.fullUrl === undefined ? [] : [[entry.fullUrl, reference] as const],
          ),
        );
        const receivedAt = clock().toISOString();
        for (const { entry, reference, isNew } of placed.value) {
          if (!isNew) continue;
          const [resourceType, resourceId] = split(reference);
          const content = { ...resolveReferences(entry.resource, known), id: resourceId };
          await trx
            .insertInto('record_resources')
            .values({
              resource_type: resourceType,
              resource_id: resourceId,
              plan_id: planId,
              version,
              content: JSON.stringify(content),
              received_at: receivedAt,
            })
            .execute();
        }
        return ok({
          where: 'embedded record',
          references: placed.value.map(({ reference }) => reference),
        });
      });
    },
  };
}

async function placeAll(
  db: Db,
  bundle: TransactionBundle,
  newId: () => string,
): Promise<Result<readonly Placed[]>> {
  const placed: Placed[] = [];
  for (const entry of bundle.entry ?? []) {
    const { request, resource } = entry;
    if (request === undefined || resource === undefined) {
      return err(issue('bundle-malformed', 'An entry of the bundle has no request or no resource.'));
    }
    const reference = await placeOf(db, request, resource, newId);
    if (!reference.ok) return reference;
    placed.push({ entry: { ...entry, resource }, ...reference.value });
  }
  return ok(placed);
}

async function placeOf(
  db: Db,
  request: NonNullable<TransactionEntry['request']>,
  resource: FhirResource,
  newId: () => string,
): Promise<Result<{ readonly reference: string; readonly isNew: boolean }>> {
  if (request.method === 'PUT') {
    const [resourceType, resourceId] = split(request.url);
    const there = await db
      .selectFrom('record_resources')
      .select('resource_id')
      .where('resource_type', '=', resourceType)
      .where('resource_id', '=', resourceId)
      .executeTakeFirst();
    return ok({ reference: request.url, isNew: there === undefined });
  }
  if (request.method !== 'POST' || request.url !== resource.resourceType) {
    return err(issue('bundle-malformed', 'The embedded record takes POST and PUT entries only.'));
  }
  if (request.ifNoneExist === undefined) {
    return ok({ reference: `${resource.resourceType}/${newId()}`, isNew: true });
  }
  const identifier = identifierOf(request.ifNoneExist);
  if (identifier === null) {
    return err(issue('bundle-malformed', 'A conditional create must name one identifier.'));
  }
  const matches = await db
    .selectFrom('record_resources')
    .select('resource_id')
    .where('resource_type', '=', resource.resourceType)
    .where(sql<boolean>`content -> 'identifier' @> ${JSON.stringify([identifier])}::jsonb`)
    .limit(2)
    .execute();
  if (matches.length > 1) {
    return err(issue('several-matches', 'More than one resource in the record has this identifier (412).'));
  }
  const match = matches[0];
  return ok(
    match === undefined
      ? { reference: `${resource.resourceType}/${newId()}`, isNew: true }
      : { reference: `${resource.resourceType}/${match.resource_id}`, isNew: false },
  );
}

function split(reference: string): readonly [string, string] {
  const [resourceType, resourceId] = reference.split('/');
  if (resourceType === undefined || resourceId === undefined) {
    throw new Error("Argument 'reference' must be of the form Type/id.");
  }
  return [resourceType, resourceId];
}
