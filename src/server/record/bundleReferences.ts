import type { TransactionBundle } from './recordPort.ts';

/** `urn:uuid:…` inside a transaction stands for what the receiver makes of that entry (FHIR R4 http.html#trules). */
export function resolveReferences(
  resource: object,
  known: ReadonlyMap<string, string>,
): Readonly<Record<string, unknown>> {
  const walk = (inner: unknown, key: string): unknown => {
    if (key === 'reference' && typeof inner === 'string') return known.get(inner) ?? inner;
    if (Array.isArray(inner)) return inner.map((item: unknown) => walk(item, ''));
    return typeof inner === 'object' && inner !== null ? resolveReferences(inner, known) : inner;
  };
  return Object.fromEntries(Object.entries(resource).map(([key, item]) => [key, walk(item, key)]));
}

/** `urn:uuid:…` references of a bundle that no entry of it answers to: such an order would point at nothing. */
export function danglingReferences(bundle: TransactionBundle): readonly string[] {
  const own = new Set((bundle.entry ?? []).map((entry) => entry.fullUrl));
  const found = new Set<string>();
  JSON.stringify(bundle, (key, value: unknown) => {
    if (
      key === 'reference' &&
      typeof value === 'string' &&
      value.startsWith('urn:uuid:') &&
      !own.has(value)
    ) {
      found.add(value);
    }
    return value;
  });
  return [...found];
}

/** `identifier=system%7Cvalue` of a conditional create; null for any other search. */
export function identifierOf(search: string): { readonly system: string; readonly value: string } | null {
  const parameters = [...new URLSearchParams(search)];
  const [name, token] = parameters[0] ?? [];
  const bar = token?.search(/(?<!\\)\|/) ?? -1;
  if (parameters.length !== 1 || name !== 'identifier' || token === undefined || bar < 0) return null;
  return { system: unescaped(token.slice(0, bar)), value: unescaped(token.slice(bar + 1)) };
}

/** FHIR R4 search.html#escaping. */
const unescaped = (text: string): string => text.replaceAll(/\\([\\,$|])/g, '$1');
