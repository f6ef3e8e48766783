import { expect, it } from 'vitest';
import type { PlanHazard } from '../../src/domain/plan/targetingPlan.ts';
import { hazardGroups, isAnswerTo } from '../../src/ui/plan/hazardGroups.ts';

const fired = (
  id: PlanHazard['id'],
  siteId: string | null,
  severity: PlanHazard['severity'],
  message: string,
): PlanHazard => ({
  id,
  siteId,
  severity,
  message,
  source: 'source',
});

it('shows firings that one answer covers as one warning, by the worst of them', () => {
  const groups = hazardGroups([
    fired('H13', 's1', 'inform', 'first'),
    fired('H13', 's1', 'acknowledge', 'second'),
    fired('H13', 's2', 'acknowledge', 'other site'),
  ]);
  expect(groups.map(({ siteId, severity, messages }) => [siteId, severity, messages])).toEqual([
    ['s1', 'acknowledge', ['first', 'second']],
    ['s2', 'acknowledge', ['other site']],
  ]);
  const [first] = groups;
  expect(first && isAnswerTo(first, { id: 'H13', siteId: 's1', reason: 'x' })).toBe(true);
  expect(first && isAnswerTo(first, { id: 'H13', siteId: 's2', reason: 'x' })).toBe(false);
});

it('puts what blocks first', () => {
  const order = hazardGroups([
    fired('H17', null, 'inform', 'a'),
    fired('H8', null, 'acknowledge', 'b'),
    fired('H4', 's1', 'block', 'c'),
  ]);
  expect(order.map(({ id }) => id)).toEqual(['H4', 'H8', 'H17']);
});
