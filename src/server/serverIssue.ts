import type { Issue } from '../domain/result.ts';

/** What a service answers when it does not do what was asked. Each code has one HTTP status, here and nowhere else. */
export const STATUS_OF_CODE = {
  invalid: 400,
  'bad-query': 400,
  'not-signed-in': 401,
  forbidden: 403,
  'foreign-origin': 403,
  'wrong-host': 403,
  'not-found': 404,
  'not-acceptable': 406,
  conflict: 409,
  'wrong-state': 409,
  'patient-mismatch': 409,
  'archive-changed': 409,
  'precondition-required': 428,
  'too-large': 413,
  'unsupported-media-type': 415,
  'patient-unidentified': 422,
  'plan-refused': 422,
  'reason-missing': 422,
  'key-image-missing': 422,
  'unstorable-text': 422,
  'too-many-requests': 429,
  internal: 500,
  'database-unreachable': 503,
  'archive-unreachable': 502,
  'archive-failed': 502,
} as const satisfies Record<string, number>;
export type ServerCode = keyof typeof STATUS_OF_CODE;

export interface ServerIssue extends Issue {
  readonly code: ServerCode;
  /** Everything that blocks, for example each reason why a plan was not signed. */
  readonly issues?: readonly Issue[];
}

export const serverIssue = (code: ServerCode, message: string, issues?: readonly Issue[]): ServerIssue =>
  issues === undefined ? { code, message } : { code, message, issues };
