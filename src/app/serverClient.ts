import { z } from 'zod';
import { unpackStudy } from '../dicom/packedStudy.ts';
import { err, issue, ok, type Result } from '../domain/result.ts';
import {
  caseRecordSchema,
  draftVersionSchema,
  errorSchema,
  healthSchema,
  keyImageUploadSchema,
  looksSchema,
  planRecordSchema,
  planRecordsSchema,
  recordSchema,
  sessionSchema,
  studiesSchema,
  worklistSchema,
} from '../schema/http.ts';
import { archiveObjectsSchema, archiveReceiptSchema } from '../schema/archiveObjects.ts';
import { guardCheckSchema, guardChecksSchema } from '../schema/guard.ts';
import type { ServerApi } from './api.ts';

interface Call {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly json?: unknown;
  readonly body?: Blob;
  readonly headers?: Readonly<Record<string, string>>;
}

const OFFLINE = issue('offline', 'The server does not answer. Nothing was sent; try again when it is back.');
const UNREADABLE = issue(
  'unexpected-answer',
  'The server sent an answer this page does not understand. Reload the page: the two may be of different versions.',
);

/** Where no readable error came back, the status alone still says what to do. */
const messageOfStatus = (status: number): string => {
  if (status === 401) return 'The server does not know who you are. Enter your name, then try again.';
  if (status === 403) return 'Your role may not do this.';
  if (status === 404) return 'This does not exist on the server, or no longer.';
  if (status === 409) return 'Someone changed this meanwhile. Reload to see the newest version.';
  if (status === 413) return 'This is larger than the server accepts.';
  return `The server could not do this (HTTP ${status}). Nothing was changed; try again.`;
};

const planPath = (planId: string, version: number): string =>
  `/plans/${encodeURIComponent(planId)}/versions/${version}`;
const casePath = (caseId: string): string => `/cases/${encodeURIComponent(caseId)}`;

/**
 * The HTTP contract of `api.ts` over `fetch`, same origin. Every answer is unknown until its schema has parsed it;
 * every failure is a value with a sentence for people.
 */
export function createServerClient(
  base = '/api',
  request: typeof fetch = (...args) => fetch(...args),
): ServerApi {
  async function call<T>(path: string, schema: z.ZodType<T>, options: Call = {}): Promise<Result<T>> {
    const response = await send(path, options);
    if (response === null) return err(OFFLINE);
    const body: unknown = response.status === 204 ? null : await response.json().catch(() => undefined);
    if (!response.ok) {
      const failure = errorSchema.safeParse(body);
      return err(
        failure.success
          ? issue(failure.data.code, failure.data.message, failure.data.path)
          : issue(`http-${response.status}`, messageOfStatus(response.status)),
      );
    }
    const parsed = schema.safeParse(body);
    return parsed.success ? ok(parsed.data) : err(UNREADABLE);
  }

  async function send(path: string, { method = 'GET', json, body, headers }: Call): Promise<Response | null> {
    try {
      return await request(`${base}${path}`, {
        method,
        credentials: 'same-origin',
        headers: {
          Accept: 'application/json',
          ...(json === undefined ? {} : { 'Content-Type': 'application/json' }),
          ...headers,
        },
        ...(json === undefined ? {} : { body: JSON.stringify(json) }),
        ...(body === undefined ? {} : { body }),
      });
    } catch {
      return null;
    }
  }

  return {
    health: () => call('/health', healthSchema),
    session: () => call('/session', sessionSchema.nullable()),
    signIn: (name, role) => call('/session', sessionSchema, { method: 'POST', json: { name, role } }),
    signOut: async () => {
      const done = await call('/session', z.unknown(), { method: 'DELETE' });
      return done.ok ? ok(null) : done;
    },
    worklist: () => call('/worklist', worklistSchema),
    study: async (studyUid) => {
      const studies = await call(`/studies/${encodeURIComponent(studyUid)}`, studiesSchema);
      return studies.ok ? ok(studies.value.map(unpackStudy)) : studies;
    },
    openCase: (patient) => call('/cases', caseRecordSchema, { method: 'POST', json: { patient } }),
    caseById: (caseId) => call(casePath(caseId), caseRecordSchema),
    saveDraft: (caseId, version, document) =>
      call(`${casePath(caseId)}/draft`, draftVersionSchema, {
        method: 'PUT',
        json: document,
        headers: { 'If-Match': `"${version}"` },
      }),
    uploadKeyImage: (caseId, png) =>
      call(`${casePath(caseId)}/key-images`, keyImageUploadSchema, {
        method: 'POST',
        body: png,
        headers: { 'Content-Type': 'image/png' },
      }),
    sign: (caseId, plan) =>
      call(`${casePath(caseId)}/plans`, planRecordSchema, { method: 'POST', json: { plan } }),
    plansOfCase: (caseId) => call(`${casePath(caseId)}/plans`, planRecordsSchema),
    plan: (planId) => call(`/plans/${encodeURIComponent(planId)}`, planRecordsSchema),
    lookAt: (planId, version) => call(`${planPath(planId, version)}/look`, looksSchema, { method: 'PUT' }),
    review: (planId, version, review) =>
      call(`${planPath(planId, version)}/review`, planRecordSchema, { method: 'POST', json: review }),
    addToCourse: (planId, version, event) =>
      call(`${planPath(planId, version)}/course`, planRecordSchema, { method: 'POST', json: event }),
    archiveObjects: (studyUid) =>
      call(`/studies/${encodeURIComponent(studyUid)}/objects`, archiveObjectsSchema),
    archivePlan: (planId, version) =>
      call(`${planPath(planId, version)}/archive`, archiveReceiptSchema, { method: 'POST' }),
    handOff: (planId, version) =>
      call(`${planPath(planId, version)}/handoff`, planRecordSchema, { method: 'POST' }),
    guardChecks: (planId, version) => call(`${planPath(planId, version)}/guard`, guardChecksSchema),
    keepGuardCheck: (planId, version, mark, reason) =>
      call(`${planPath(planId, version)}/guard`, guardCheckSchema, {
        method: 'POST',
        json: { mark, reason },
      }),
    record: () => call('/record', recordSchema),
  };
}
