import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TargetingPlan } from '../../src/domain/plan/targetingPlan.ts';
import { exportVerified } from '../../src/interchange/exportVerified.ts';
import { procedureToFhirBundle } from '../../src/interchange/fhir/procedure.ts';
import { HAPI_MISSING, hapiIssues } from '../support/hapi.ts';
import { contextOf, fullPlan, PUBLISHED, signature } from './support/exportInput.ts';

/** HAPI FHIR's instance validator (R4 definitions, required bindings, invariants) over the bundles of every plan. */
const PLANS: readonly (readonly [string, () => TargetingPlan])[] = [
  ['everything at once', fullPlan],
  ...PUBLISHED,
];

if (HAPI_MISSING !== null) console.warn(`SKIPPED: ${HAPI_MISSING}`);
describe.skipIf(HAPI_MISSING !== null)(
  `HAPI FHIR${HAPI_MISSING === null ? '' : ` (${HAPI_MISSING})`}`,
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'patchpoint-hapi-'));
    let issues: Awaited<ReturnType<typeof hapiIssues>>;
    const files: string[] = [];
    const put = (name: string, bundle: string | Uint8Array): void => {
      files.push(`${name}.json`);
      writeFileSync(join(folder, `${name}.json`), bundle);
    };

    beforeAll(async () => {
      for (const [name, make] of PLANS) {
        const plan = make();
        const written = exportVerified(plan, 'fhir', contextOf(plan));
        if (!written.ok) throw new Error(`${name}: ${written.error[0]?.message ?? ''}`);
        put(name.replaceAll(' ', '-'), written.value[0]?.bytes ?? '');
      }
      const plan = fullPlan();
      const by = { ...signature, role: 'pain-physician' } as const;
      const cancelled = { event: { kind: 'cancelled', reason: 'Fever on the day' }, by } as const;
      const sites = plan.sites.map(
        (site) =>
          ({
            siteId: site.id,
            done: true,
            level: site.target,
            side: site.side,
            approach: site.approach,
            injectedVolumeMl: 12,
            epidurogram: { seen: 'vascular', reason: 'Needle drawn back, then epidural only' },
          }) as const,
      );
      const report = {
        performedOn: '2024-06-13',
        sites,
        stopReason: 'Back pressure',
        complications: 'not-stated',
        response: 'not-stated',
        deviationReason: '',
      } as const;
      put(
        'performed',
        JSON.stringify(procedureToFhirBundle(plan, { event: { kind: 'performed', report }, by })),
      );
      put('cancelled', JSON.stringify(procedureToFhirBundle(plan, cancelled)));
      put('broken', JSON.stringify({ resourceType: 'Bundle', type: 'transaction', entry: [] }));
      issues = await hapiIssues(files.map((file) => join(folder, file)));
    }, 300_000);
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    it('came through every bundle', () => {
      expect(issues.filter(({ severity }) => severity === 'validated').map(({ file }) => file)).toEqual(
        files,
      );
    });
    it('finds no error in the bundles of the published plans, of the fullest plan and of a procedure done or cancelled', () => {
      const errors = issues.filter(
        ({ severity, file }) => ['error', 'fatal'].includes(severity) && file !== 'broken.json',
      );
      expect(errors).toEqual([]);
    });
    it('can fail: an empty array is an error', () => {
      expect(
        issues.filter(({ file, severity }) => file === 'broken.json' && severity === 'error'),
      ).not.toEqual([]);
    });
  },
);
