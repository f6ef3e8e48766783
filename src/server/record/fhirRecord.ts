import { z } from 'zod';
import { err, issue, ok, type Result } from '../../domain/result.ts';
import { danglingReferences } from './bundleReferences.ts';
import type { Delivery, RecordPort, TransactionBundle } from './recordPort.ts';

const TIMEOUT_MS = 30_000;

const transactionResponse = z.object({
  resourceType: z.literal('Bundle'),
  type: z.literal('transaction-response'),
  entry: z.array(
    z.object({
      response: z.object({ status: z.string(), location: z.string().optional() }),
      resource: z.object({ resourceType: z.string(), id: z.string().optional() }).optional(),
    }),
  ),
});
const capability = z.object({ resourceType: z.literal('CapabilityStatement'), fhirVersion: z.string() });

/**
 * The procedure record as any FHIR R4 server: one transaction bundle, all or nothing. Every answer is checked entry by
 * entry; a repeated hand-off finds its resources by `ifNoneExist` and makes no duplicate.
 */
export function fhirRecord(baseUrl: string, authorization: string | null = null): RecordPort {
  const base = baseUrl.replace(/\/+$/, '');
  const headers = {
    accept: 'application/fhir+json',
    ...(authorization === null ? {} : { authorization }),
  };
  const where = withoutCredentials(base);

  return {
    kind: 'fhir',
    async health() {
      const answer = await request(`${base}/metadata`, { headers }, 5_000);
      if (!answer.ok) return { ok: false, message: answer.error.message };
      const parsed = capability.safeParse(answer.value.body);
      if (!parsed.success) return { ok: false, message: `${where} does not answer as a FHIR server.` };
      return parsed.data.fhirVersion.startsWith('4.0')
        ? { ok: true, message: null }
        : { ok: false, message: `${where} speaks FHIR ${parsed.data.fhirVersion}, not R4.` };
    },
    async deliver(bundle) {
      if (danglingReferences(bundle).length > 0) {
        return err(issue('dangling-reference', 'The bundle refers to resources that it does not hold.'));
      }
      const answer = await request(
        base,
        {
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/fhir+json' },
          body: JSON.stringify(bundle),
        },
        TIMEOUT_MS,
      );
      return answer.ok ? deliveryOf(bundle, answer.value, where) : answer;
    },
  };
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** A failure's message names status or kind of network fault only: an OperationOutcome may quote the patient. */
async function request(url: string, init: RequestInit, timeoutMs: number): Promise<Result<Answer>> {
  try {
    const response = await fetch(url, {
      ...init,
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    return ok({ status: response.status, body: parseJson(await response.text()) });
  } catch (error) {
    const timedOut = error instanceof Error && error.name === 'TimeoutError';
    return err(
      issue(
        timedOut ? 'record-timeout' : 'record-unreachable',
        timedOut ? 'The procedure record did not answer in time.' : 'The procedure record cannot be reached.',
      ),
    );
  }
}

function deliveryOf(bundle: TransactionBundle, answer: Answer, where: string): Result<Delivery> {
  if (answer.status !== 200) {
    return err(
      issue('record-refused', `The procedure record refused the bundle (HTTP ${String(answer.status)}).`),
    );
  }
  const parsed = transactionResponse.safeParse(answer.body);
  const sent = bundle.entry ?? [];
  if (!parsed.success || parsed.data.entry.length !== sent.length) {
    return err(issue('record-answer', 'The procedure record answered in a form that proves nothing.'));
  }
  const references: string[] = [];
  for (const [index, { response, resource }] of parsed.data.entry.entries()) {
    const resourceType = sent[index]?.resource?.resourceType ?? '';
    const status = Number.parseInt(response.status, 10);
    if (status !== 200 && status !== 201) {
      return err(
        issue('record-refused', `The procedure record refused a ${resourceType} (status ${String(status)}).`),
      );
    }
    const reference =
      referenceIn(response.location ?? '', resourceType) ??
      (resource?.id === undefined ? null : `${resource.resourceType}/${resource.id}`);
    if (reference === null || !reference.startsWith(`${resourceType}/`)) {
      return err(issue('record-answer', `The procedure record did not say where it put a ${resourceType}.`));
    }
    references.push(reference);
  }
  return ok({ where, references });
}

/** `https://host/fhir/Observation/12/_history/1` → `Observation/12`. */
function referenceIn(location: string, resourceType: string): string | null {
  const parts = location.split('/');
  const at = parts.lastIndexOf(resourceType);
  const id = at < 0 ? undefined : parts[at + 1];
  return id === undefined || id === '' ? null : `${resourceType}/${id}`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: whatever it is, it does not prove that anything arrived.
    return null;
  }
}

function withoutCredentials(url: string): string {
  const parsed = new URL(url);
  return `${parsed.origin}${parsed.pathname}`.replace(/\/$/, '');
}
