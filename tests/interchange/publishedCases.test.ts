import { describe, expect, it, vi } from 'vitest';
import type { PublishedCase } from '../../sample-data/cases/publication.ts';
import { exportVerified } from '../../src/interchange/exportVerified.ts';
import { PLAN_FORMATS } from '../../src/interchange/formats.ts';
import { planOf } from '../domain/builders.ts';
import { publishedDraft } from '../domain/publishedPlans.ts';
import { PUBLISHED } from '../e2e/replay/replayCase.ts';
import { contextOf, signed } from './support/exportInput.ts';

/** A loaded machine takes its time over eleven files a plan. */
vi.setConfig({ testTimeout: 60_000 });

/** What a plan may lack for one format: no region for a segmentation, no mark for a presentation state. */
const WITHOUT_SOURCE = new Set(['needs-source', 'no-marks']);

describe('each of the eleven published procedures leaves in every format and reads back the same', () => {
  it.each(PUBLISHED.map(({ id }) => id as PublishedCase))('%s', (id) => {
    const plan = signed(planOf(publishedDraft(id)));
    const context = contextOf(plan);
    const faults = PLAN_FORMATS.flatMap(({ id: format }) => {
      const files = exportVerified(plan, format, context);
      return files.ok
        ? []
        : files.error
            .filter(({ code }) => !WITHOUT_SOURCE.has(code))
            .map(({ message }) => `${format}: ${message}`);
    });
    expect(faults).toEqual([]);
  });
});
