import type { Db } from '../db/database.ts';

export interface StoredKeyImage {
  readonly id: string;
  readonly sha256: string;
}

/** The same picture uploaded twice to a case is one picture: a retry makes no duplicate. */
export async function storeKeyImage(
  db: Db,
  row: StoredKeyImage & { readonly caseId: string; readonly png: Buffer; readonly at: string },
): Promise<StoredKeyImage> {
  const inserted = await db
    .insertInto('key_images')
    .values({
      key_image_id: row.id,
      case_id: row.caseId,
      sha256: row.sha256,
      png: row.png,
      created_at: row.at,
    })
    .onConflict((conflict) => conflict.columns(['case_id', 'sha256']).doNothing())
    .returning('key_image_id')
    .executeTakeFirst();
  if (inserted !== undefined) return { id: row.id, sha256: row.sha256 };
  const found = await db
    .selectFrom('key_images')
    .select('key_image_id')
    .where('case_id', '=', row.caseId)
    .where('sha256', '=', row.sha256)
    .executeTakeFirstOrThrow();
  return { id: found.key_image_id, sha256: row.sha256 };
}

export async function keyImagePng(db: Db, id: string): Promise<Buffer | null> {
  const row = await db
    .selectFrom('key_images')
    .select('png')
    .where('key_image_id', '=', id)
    .executeTakeFirst();
  return row?.png ?? null;
}

/** Which of these the case holds, with their hashes. */
export async function keyImagesOfCase(
  db: Db,
  caseId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('key_images')
    .select(['key_image_id', 'sha256'])
    .where('case_id', '=', caseId)
    .where('key_image_id', 'in', [...ids])
    .execute();
  return new Map(rows.map((row) => [row.key_image_id, row.sha256]));
}

/** id → PNG in base64, for the bundle. */
export async function keyImagesBase64(
  db: Db,
  ids: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  if (ids.length === 0) return {};
  const rows = await db
    .selectFrom('key_images')
    .select(['key_image_id', 'png'])
    .where('key_image_id', 'in', [...ids])
    .execute();
  return Object.fromEntries(rows.map((row) => [row.key_image_id, row.png.toString('base64')]));
}
