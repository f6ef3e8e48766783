import { resolve } from 'node:path';
import { z } from 'zod';
import { limitFault, RULE_LIMITS, type LimitId, type RuleLimits } from '../domain/plan/rules/limits.ts';
import { err, issue, ok, type Issue, type Result } from '../domain/result.ts';

export interface Config {
  readonly host: string;
  readonly port: number;
  readonly dataDir: string;
  readonly webRoot: string;
  readonly archive:
    | { readonly kind: 'folder'; readonly root: string }
    | { readonly kind: 'dicomweb'; readonly url: string; readonly authorization: string | null };
  readonly databaseUrl: string | null;
  readonly fhir: { readonly url: string; readonly authorization: string | null } | null;
  readonly hostNames: readonly string[];
  /** Thresholds of the rules, as this site has set them. */
  readonly limits: RuleLimits;
  readonly logLevel: string;
}

const LOOPBACK = ['127.0.0.1', 'localhost', '::1'];
const text = z.string().trim().min(1).optional();
const httpUrl = z.url({ protocol: /^https?$/, error: 'an http or https address is expected' }).optional();

/** Each threshold of the rules may be set by the site, within its range (domain/plan/rules/limits.ts). */
const limit = (id: LimitId) =>
  z.coerce
    .number({ error: limitFault(id, Number.NaN) ?? '' })
    .check(({ value, issues }) => {
      const fault = limitFault(id, value);
      if (fault !== null) issues.push({ code: 'custom', input: value, message: fault });
    })
    .default(RULE_LIMITS[id].value);

/** Names of the environment variables are the operator's interface: docs/deployment.md lists each. */
const environment = z
  .object({
    HOST: text.default('127.0.0.1'),
    PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
    DATA_DIR: text.default('./data'),
    ARCHIVE_DIR: text,
    WEB_DIR: text,
    DICOMWEB_URL: httpUrl,
    DICOMWEB_USER: text,
    DICOMWEB_PASSWORD: text,
    DATABASE_URL: z
      .url({ protocol: /^postgres(ql)?$/, error: 'a postgresql address is expected' })
      .optional(),
    FHIR_URL: httpUrl,
    FHIR_USER: text,
    FHIR_PASSWORD: text,
    PATCHPOINT_ALLOW_REMOTE: z.enum(['yes', 'no']).default('no'),
    PATCHPOINT_HOST_NAMES: text,
    LIMIT_DEVICE_INTERSPACES: limit('deviceInterspaces'),
    LIMIT_IMAGING_AGE_DAYS: limit('imagingAgeDays'),
    LIMIT_VOLUME_ML: limit('volumeMl'),
    LIMIT_CERVICAL_VOLUME_ML: limit('cervicalVolumeMl'),
    LIMIT_PATH_MISMATCH_PERCENT: limit('pathMismatchPercent'),
    LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  })
  .check(({ value, issues }) => {
    if (!LOOPBACK.includes(value.HOST) && value.PATCHPOINT_ALLOW_REMOTE !== 'yes') {
      issues.push({
        code: 'custom',
        input: value.HOST,
        path: ['HOST'],
        message:
          'names typed by people are not authenticated, so only this machine may connect; PATCHPOINT_ALLOW_REMOTE=yes overrides it behind a proxy that authenticates',
      });
    }
    if (value.DICOMWEB_URL !== undefined && value.ARCHIVE_DIR !== undefined) {
      issues.push({
        code: 'custom',
        input: value.DICOMWEB_URL,
        path: ['DICOMWEB_URL'],
        message: 'give either DICOMWEB_URL or ARCHIVE_DIR',
      });
    }
  });

/** Reads the configuration; each fault names its variable and never repeats its value (URLs can hold passwords). */
export function readConfig(
  variables: Readonly<Record<string, string | undefined>>,
  bundledWebRoot: string,
): Result<Config, readonly Issue[]> {
  // An empty variable is an unset one: `PORT= npm start`.
  const stated = Object.fromEntries(
    Object.entries(variables).filter(([, value]) => (value ?? '').trim() !== ''),
  );
  const parsed = environment.safeParse(stated);
  if (!parsed.success) {
    return err(
      parsed.error.issues.map((fault) => issue('bad-config', fault.message, String(fault.path[0] ?? ''))),
    );
  }
  const value = parsed.data;
  const dataDir = resolve(value.DATA_DIR);
  return ok({
    host: value.HOST,
    port: value.PORT,
    dataDir,
    webRoot: resolve(value.WEB_DIR ?? bundledWebRoot),
    archive:
      value.DICOMWEB_URL === undefined
        ? { kind: 'folder', root: resolve(value.ARCHIVE_DIR ?? `${dataDir}/archive`) }
        : {
            kind: 'dicomweb',
            url: value.DICOMWEB_URL,
            authorization: basic(value.DICOMWEB_USER, value.DICOMWEB_PASSWORD),
          },
    databaseUrl: value.DATABASE_URL ?? null,
    fhir:
      value.FHIR_URL === undefined
        ? null
        : { url: value.FHIR_URL, authorization: basic(value.FHIR_USER, value.FHIR_PASSWORD) },
    hostNames: [
      ...LOOPBACK.map((name) => (name.includes(':') ? `[${name}]` : name)),
      ...(value.PATCHPOINT_HOST_NAMES ?? '')
        .split(',')
        .map((name) => name.trim().toLowerCase())
        .filter((name) => name !== ''),
    ],
    limits: {
      deviceInterspaces: value.LIMIT_DEVICE_INTERSPACES,
      imagingAgeDays: value.LIMIT_IMAGING_AGE_DAYS,
      volumeMl: value.LIMIT_VOLUME_ML,
      cervicalVolumeMl: value.LIMIT_CERVICAL_VOLUME_ML,
      pathMismatchPercent: value.LIMIT_PATH_MISMATCH_PERCENT,
    },
    logLevel: value.LOG_LEVEL,
  });
}

const basic = (user: string | undefined, password: string | undefined): string | null =>
  user === undefined ? null : `Basic ${Buffer.from(`${user}:${password ?? ''}`, 'utf8').toString('base64')}`;
