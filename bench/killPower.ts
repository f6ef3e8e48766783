/**
 * `node --import tsx bench/killPower.ts [--cuts 10] [--seed 1]`: what a loss of power costs on PGlite, in the worst case
 * the rules of fsync allow. Beside the database a shadow is kept of what has been fsynced; at a cut everything else is
 * lost, or a random part of it reaches the disk. A database is opened on the shadow and asked for every plan whose
 * signature had been acknowledged. Directory entries count as lost until the file itself was fsynced.
 */
import { DEFAULT_LIMITS } from '../src/domain/plan/rules/limits.ts';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import { PATIENT, planOf, rightL2L3Draft } from '../tests/domain/builders.ts';
import { seeded } from './killRandom.ts';

const { values } = parseArgs({
  options: { cuts: { type: 'string', default: '10' }, seed: { type: 'string', default: '1' } },
});
const PAGE_BYTES = 8192;
const base = fs.mkdtempSync(join(tmpdir(), 'patchpoint-power-'));
const live = join(base, 'live');
const shadow = join(base, 'shadow');
const random = seeded(Number(values.seed));
let fsyncs = 0;

/** From here on, what is fsynced below `live` is copied into the shadow as it is at that moment. */
const fsyncSync = fs.fsyncSync;
fs.fsyncSync = (descriptor) => {
  fsyncSync(descriptor);
  const path = fs.readlinkSync(`/proc/self/fd/${String(descriptor)}`);
  if (!path.startsWith(live)) return;
  fsyncs += 1;
  const target = join(shadow, relative(live, path));
  if (fs.statSync(path).isDirectory()) fs.mkdirSync(target, { recursive: true });
  else {
    fs.mkdirSync(dirname(target), { recursive: true });
    fs.copyFileSync(path, target);
  }
};
syncBuiltinESMExports();

const { openDatabase } = await import('../src/server/db/database.ts');
const { caseService } = await import('../src/server/services/cases.ts');
const { signingService } = await import('../src/server/services/signing.ts');
const actor = { name: 'Bench', role: 'radiologist', authenticated: false } as const;

/** A random part of the unsynced pages reaches the disk, as the kernel may have it. */
function leakPages(from: string, to: string): void {
  for (const entry of fs.readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) {
      fs.mkdirSync(target, { recursive: true });
      leakPages(source, target);
    } else if (fs.existsSync(target)) {
      leakInto(source, target);
    } else if (random() < 0.5) {
      fs.copyFileSync(source, target);
    }
  }
}
function leakInto(source: string, target: string): void {
  const [newer, older] = [fs.readFileSync(source), fs.readFileSync(target)];
  if (newer.equals(older)) return;
  const mixed = Buffer.alloc(Math.max(newer.length, older.length));
  older.copy(mixed);
  for (let at = 0; at < newer.length; at += PAGE_BYTES) {
    if (random() < 0.5) newer.copy(mixed, at, at, at + PAGE_BYTES);
  }
  fs.writeFileSync(target, mixed);
}

/** Acknowledged versions that a database opened on `folder` does not hold; all of them when it does not open. */
async function lostIn(folder: string, acknowledged: ReadonlyMap<string, number>): Promise<number> {
  try {
    const database = await openDatabase({ databaseUrl: null, folder });
    const rows = await database.db.selectFrom('plans').select(['plan_id', 'version']).execute();
    await database.close();
    const found = new Set(rows.map((row) => `${row.plan_id} ${String(row.version)}`));
    return [...acknowledged].flatMap(([planId, newest]) =>
      Array.from({ length: newest }, (_, index) => `${planId} ${String(index + 1)}`).filter(
        (key) => !found.has(key),
      ),
    ).length;
  } catch {
    return [...acknowledged.values()].reduce((sum, newest) => sum + newest, 0);
  }
}

const database = await openDatabase({ databaseUrl: null, folder: live });
const ports = { database, clock: () => new Date(), newId: randomUUID, limits: DEFAULT_LIMITS };
const [cases, signing] = [caseService(ports), signingService(ports)];
const acknowledged = new Map<string, number>();
const rows: { readonly signed: number; readonly all: number; readonly part: number }[] = [];
fsyncs = 0;
let signatures = 0;
for (let cut = 1; cut <= Number(values.cuts); cut += 1) {
  const patient = { ...PATIENT, id: `POWER-${String(cut)}` };
  const opened = await cases.open(patient, actor);
  if (!opened.ok) throw new Error(opened.error.message);
  const planId = `plan-${String(cut)}`;
  const wanted = 1 + Math.floor(random() * 12);
  for (let version = 1; version <= wanted; version += 1) {
    const replacesVersion = version === 1 ? null : version - 1;
    const plan = planOf(rightL2L3Draft(), { patient, planId, version, replacesVersion });
    const signed = await signing.sign(opened.value.caseId, plan, actor);
    if (!signed.ok) throw new Error(signed.error.message);
    acknowledged.set(planId, version);
    signatures += 1;
  }
  if (random() < 0.3) await sql`checkpoint`.execute(database.db);
  const [nothing, some] = [join(base, 'nothing'), join(base, 'some')];
  for (const folder of [nothing, some]) fs.cpSync(shadow, folder, { recursive: true });
  leakPages(live, some);
  rows.push({
    signed: signatures,
    all: await lostIn(nothing, acknowledged),
    part: await lostIn(some, acknowledged),
  });
  for (const folder of [nothing, some]) fs.rmSync(folder, { recursive: true });
  process.stderr.write(`\rcut ${String(cut)} `);
}
const syncsInAll = fsyncs;
await database.close();
fs.rmSync(base, { recursive: true });

console.log(
  '\n| cut | plans signed until then | lost, nothing unsynced written | lost, a random half of unsynced pages written |',
);
console.log('|---|---|---|---|');
for (const [index, { signed, all, part }] of rows.entries()) {
  console.log(`| ${String(index + 1)} | ${String(signed)} | ${String(all)} | ${String(part)} |`);
}
console.log(
  `\n${String(syncsInAll)} fsyncs for ${String(signatures)} signatures and ${String(rows.length)} new cases.`,
);
process.exitCode = rows.some(({ all, part }) => all + part > 0) ? 1 : 0;
