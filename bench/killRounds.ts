import { createHash } from 'node:crypto';
import { planOf, rightL2L3Draft, PATIENT } from '../tests/domain/builders.ts';
import { pngOf } from '../tests/server/support/png.ts';
import {
  caseRecordSchema,
  keyImageUploadSchema,
  planRecordSchema,
  planRecordsSchema,
  recordSchema,
} from '../src/schema/http.ts';
import { signIn, type Client } from './killClient.ts';
import { startServerProcess, type RunningServer } from './killServer.ts';

export interface KillReport {
  readonly rounds: number;
  readonly acknowledged: Readonly<Record<Kind, number>>;
  /** Writes in flight at a kill, so without an answer. Of these some were found afterwards: both are right. */
  readonly unanswered: number;
  /** Sentences; empty when everything acknowledged was found and nothing was half. */
  readonly faults: readonly string[];
  readonly slowestStartMs: number;
}
const KINDS = ['drafts', 'plans', 'reviews', 'key images'] as const;
type Kind = (typeof KINDS)[number];

interface CaseLog {
  readonly caseId: string;
  readonly patientId: string;
  /** Draft version → rationale sent with it; the last one may be unanswered. */
  readonly sentDrafts: Map<number, string>;
  draftVersion: number;
  /** Acknowledged plan versions → rationale signed. */
  readonly plans: Map<number, string>;
  readonly accepted: Set<number>;
  readonly keyImages: Map<string, string>;
}

/**
 * SIGKILLs a server that several clients write to, starts it again, and looks for everything it had acknowledged.
 *
 * @param random - 0..1, decides after how many acknowledged writes, and how soon after, each kill comes
 */
export async function killRounds(options: {
  readonly rounds: number;
  readonly entry: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly random: () => number;
  readonly progress?: (round: number) => void;
}): Promise<KillReport> {
  const { rounds, entry, environment, random } = options;
  const faults: string[] = [];
  const acknowledged: Record<Kind, number> = { drafts: 0, plans: 0, reviews: 0, 'key images': 0 };
  let unanswered = 0;
  let slowestStartMs = 0;
  const start = async (): Promise<RunningServer> => {
    const before = performance.now();
    const server = await startServerProcess(entry, environment);
    slowestStartMs = Math.max(slowestStartMs, performance.now() - before);
    return server;
  };

  let server = await start();
  const logs = await openCases(await signIn(server.url, 'radiologist'), 4);
  for (let round = 1; round <= rounds; round += 1) {
    const killing = new AbortController();
    const writers = await startWriters(server.url, logs, killing.signal, (kind, isAnswered) => {
      if (isAnswered) acknowledged[kind] += 1;
      else unanswered += 1;
    });
    const wanted = total(acknowledged) + 1 + Math.floor(random() * 60);
    await waitUntil(() => total(acknowledged) >= wanted);
    await pause(random() * 30);
    await server.kill();
    killing.abort();
    await Promise.all(writers);
    server = await start();
    faults.push(...(await checkCases(await signIn(server.url, 'radiologist'), logs, round)));
    options.progress?.(round);
  }
  faults.push(...(await checkRecord(await signIn(server.url, 'radiologist'), logs)));
  await server.stop();
  return { rounds, acknowledged, unanswered, faults, slowestStartMs };
}

const total = (acknowledged: Readonly<Record<Kind, number>>): number =>
  Object.values(acknowledged).reduce((sum, count) => sum + count, 0);
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A minute at most: a server that acknowledges nothing is killed all the same. */
async function waitUntil(isSo: () => boolean): Promise<void> {
  const until = Date.now() + 60_000;
  while (!isSo() && Date.now() < until) await pause(1);
}

async function openCases(client: Client, count: number): Promise<readonly CaseLog[]> {
  const logs: CaseLog[] = [];
  for (let index = 0; index < count; index += 1) {
    const patientId = `BENCH-${String(Date.now())}-${String(index)}`;
    const opened = await client.call('POST', '/api/cases', { patient: { ...PATIENT, id: patientId } });
    const { caseId } = caseRecordSchema.parse(opened?.body);
    logs.push({
      caseId,
      patientId,
      sentDrafts: new Map(),
      draftVersion: 0,
      plans: new Map(),
      accepted: new Set(),
      keyImages: new Map(),
    });
  }
  return logs;
}

/** Three writers a case: drafts, plans with their review, key images. Each goes on until the kill. */
async function startWriters(
  url: string,
  logs: readonly CaseLog[],
  killed: AbortSignal,
  count: (kind: Kind, isAnswered: boolean) => void,
): Promise<readonly Promise<void>[]> {
  const radiologist = await signIn(url, 'radiologist');
  const physician = await signIn(url, 'pain-physician');
  return logs.flatMap((log) => [
    repeat(killed, () => writeDraft(radiologist, log, count)),
    repeat(killed, () => signAndReview(radiologist, physician, log, count)),
    repeat(killed, () => writeKeyImage(radiologist, log, count)),
  ]);
}

/** Until the write fails, because the server is gone. */
async function repeat(killed: AbortSignal, write: () => Promise<boolean>): Promise<void> {
  while (!killed.aborted && (await write()));
}

async function writeDraft(
  client: Client,
  log: CaseLog,
  count: (kind: Kind, isAnswered: boolean) => void,
): Promise<boolean> {
  const next = log.draftVersion + 1;
  const rationale = `draft ${String(next)} ${'x'.repeat(500 + (next % 7) * 3000)}`;
  const draft = rightL2L3Draft();
  log.sentDrafts.set(next, rationale);
  const saved = await client.call(
    'PUT',
    `/api/cases/${log.caseId}/draft`,
    { ...draft, caseId: log.caseId, plan: { ...draft.plan, rationale: rationale.slice(0, 8000) } },
    { 'if-match': `"${String(log.draftVersion)}"` },
  );
  count('drafts', saved?.status === 200);
  if (saved?.status !== 200) return false;
  log.draftVersion = next;
  return true;
}

async function signAndReview(
  radiologist: Client,
  physician: Client,
  log: CaseLog,
  count: (kind: Kind, isAnswered: boolean) => void,
): Promise<boolean> {
  const latest = Math.max(0, ...log.plans.keys());
  const version = latest + 1;
  const plan = planOf(rightL2L3Draft(), {
    patient: { ...PATIENT, id: log.patientId },
    planId: `plan-${log.caseId}`,
    version,
    replacesVersion: latest === 0 ? null : latest,
  });
  const rationale = `version ${String(version)}`;
  const signed = await radiologist.call('POST', `/api/cases/${log.caseId}/plans`, {
    plan: { ...plan, rationale },
  });
  count('plans', signed?.status === 200);
  if (signed?.status !== 200) return false;
  log.plans.set(planRecordSchema.parse(signed.body).version, rationale);
  if (version % 2 === 0) return true;
  const review = await physician.call(
    'POST',
    `/api/plans/${plan.planId}/versions/${String(version)}/review`,
    {
      decision: 'accepted',
      comment: 'bench',
      hazardAnswers: [],
    },
  );
  count('reviews', review?.status === 200);
  if (review?.status === 200) log.accepted.add(version);
  return review?.status === 200;
}

let pictures = 0;
async function writeKeyImage(
  client: Client,
  log: CaseLog,
  count: (kind: Kind, isAnswered: boolean) => void,
): Promise<boolean> {
  pictures += 1;
  const png = pngOf(pictures, 64);
  const stored = await client.call('POST', `/api/cases/${log.caseId}/key-images`, png);
  count('key images', stored?.status === 200);
  if (stored?.status !== 200) return false;
  log.keyImages.set(
    keyImageUploadSchema.parse(stored.body).id,
    createHash('sha256').update(png).digest('hex'),
  );
  return true;
}

/** Everything acknowledged so far is there, whole; where a write had no answer, the log follows what was found. */
async function checkCases(
  client: Client,
  logs: readonly CaseLog[],
  round: number,
): Promise<readonly string[]> {
  const faults: string[] = [];
  const fault = (what: string): void => void faults.push(`round ${String(round)}: ${what}`);
  for (const log of logs) {
    const read = await client.call('GET', `/api/cases/${log.caseId}`);
    const found = caseRecordSchema.safeParse(read?.body);
    if (!found.success) {
      fault('a case cannot be read');
      continue;
    }
    const { draftVersion, document } = found.data;
    if (draftVersion < log.draftVersion) fault(`draft ${String(log.draftVersion)} was lost`);
    if (draftVersion > log.draftVersion + 1) fault('a draft version nobody wrote');
    const sent = log.sentDrafts.get(draftVersion)?.slice(0, 8000) ?? null;
    if (draftVersion > 0 && document?.plan.rationale !== sent) fault('a draft is not the one that was sent');
    log.draftVersion = draftVersion;

    const versions = found.data.plans.map(({ version }) => version);
    if (versions.some((version, index) => version !== versions.length - index))
      fault('plan versions have a hole');
    for (const [version, rationale] of log.plans) {
      const plan = found.data.plans.find((record) => record.version === version);
      if (plan?.plan.rationale !== rationale) fault(`plan version ${String(version)} was lost`);
      if (log.accepted.has(version) && plan?.review?.decision !== 'accepted') fault('a review was lost');
    }
    const inForce = found.data.plans.filter(({ state }) => state !== 'superseded');
    if (inForce.length > 1) fault('two versions are in force');
    for (const { version, plan } of found.data.plans) log.plans.set(version, plan.rationale);

    for (const [id, sha256] of log.keyImages) {
      const picture = await client.call('GET', `/api/key-images/${id}`);
      const hash = createHash('sha256')
        .update(picture?.bytes ?? Buffer.alloc(0))
        .digest('hex');
      if (hash !== sha256) fault('a key image was lost or differs');
    }
    // Looked at once; the end would take longer than the bench otherwise.
    log.keyImages.clear();
  }
  return faults;
}

/** A dispatcher that was killed while delivering holds its row this long at most. */
const LEASE_MS = 60_000;

/** After the last start the outbox runs dry, and no plan version stands twice in the record. */
async function checkRecord(client: Client, logs: readonly CaseLog[]): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const log of logs.filter(({ plans }) => plans.size > 0)) {
    if (!(await arrives(client, log))) faults.push('an accepted plan did not arrive');
    const record = recordSchema.parse((await client.call('GET', '/api/record'))?.body);
    for (const entry of record.filter(({ planId }) => planId === `plan-${log.caseId}`)) {
      const orders = entry.resources.filter(({ resourceType }) => resourceType === 'ServiceRequest');
      if (orders.length > 1) faults.push('a plan version was handed over twice');
    }
  }
  return faults;
}

async function arrives(client: Client, { caseId }: CaseLog): Promise<boolean> {
  const until = Date.now() + LEASE_MS + 15_000;
  for (;;) {
    const answer = await client.call('GET', `/api/plans/plan-${caseId}`);
    const newest = planRecordsSchema.parse(answer?.body)[0];
    if (newest?.state !== 'accepted' || newest.handoff.kind === 'arrived') return true;
    if (Date.now() > until) return false;
    await pause(500);
  }
}
