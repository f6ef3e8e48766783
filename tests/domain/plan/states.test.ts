import { describe, expect, it } from 'vitest';
import { nextState, openOverrides, reviewEvent } from '../../../src/domain/plan/states.ts';
import { PLAN_STATES } from '../../../src/domain/vocabulary/terms.ts';
import { seedPlan } from '../seedCases.ts';

describe('states', () => {
  const plain = { hazards: [] };
  const sign = { type: 'sign', role: 'radiologist' } as const;
  const accept = { type: 'accept', role: 'pain-physician', hazardAnswers: [] } as const;
  const giveBack = { type: 'return', role: 'pain-physician', comment: 'Which side?' } as const;
  const supersede = { type: 'supersede' } as const;
  const schedule = { type: 'schedule', role: 'pain-physician' } as const;
  const perform = { type: 'perform', role: 'pain-physician' } as const;
  const cancel = { type: 'cancel', role: 'pain-physician' } as const;

  it.each(PLAN_STATES)('from %s only what the machine allows', (state) => {
    const reached = [sign, accept, giveBack, schedule, perform, cancel, supersede].map((event) => {
      const next = nextState(state, event, plain);
      return next.ok ? next.value : '-';
    });
    expect(reached).toEqual(
      {
        draft: ['signed', '-', '-', '-', '-', '-', '-'],
        signed: ['-', 'accepted', 'returned', '-', '-', '-', 'superseded'],
        accepted: ['-', '-', '-', 'scheduled', 'performed', 'cancelled', 'superseded'],
        returned: ['-', '-', '-', '-', '-', '-', 'superseded'],
        scheduled: ['-', '-', '-', 'scheduled', 'performed', 'cancelled', 'superseded'],
        performed: ['-', '-', '-', '-', '-', '-', '-'],
        cancelled: ['-', '-', '-', '-', '-', '-', '-'],
        superseded: ['-', '-', '-', '-', '-', '-', '-'],
      }[state],
    );
  });

  it('each role does its own part', () => {
    expect(nextState('draft', { ...sign, role: 'pain-physician' }, plain)).toMatchObject({
      error: { code: 'role' },
    });
    expect(nextState('signed', { ...accept, role: 'radiologist' }, plain)).toMatchObject({
      error: { code: 'role' },
    });
    for (const event of [giveBack, schedule, perform, cancel]) {
      expect(nextState('signed', { ...event, role: 'radiologist' }, plain)).toMatchObject({
        error: { code: 'role' },
      });
    }
  });

  it('returning needs a comment', () => {
    expect(nextState('signed', { ...giveBack, comment: ' ' }, plain)).toMatchObject({
      error: { code: 'comment-missing' },
    });
  });

  it('accepting a blocking hazard needs the reviewer’s own reason', () => {
    const plan = seedPlan('intrathecalPump');
    expect(nextState('signed', accept, plan)).toMatchObject({ error: { code: 'hazard-unanswered' } });
    // The radiologist's override is in the plan; it does not stand in for the reviewer's.
    expect(plan.hazardAnswers).toHaveLength(1);
    expect(openOverrides(plan, [])).toHaveLength(1);
    const siteId = plan.sites[0]?.id ?? null;
    const review = {
      decision: 'accepted',
      comment: '',
      hazardAnswers: [{ id: 'H4', siteId, reason: 'Lateral film first' }],
      reviewer: { name: 'B', role: 'pain-physician', at: '2024-06-12T11:00:00Z', authenticated: false },
    } as const;
    expect(nextState('signed', reviewEvent(review), plan)).toEqual({ ok: true, value: 'accepted' });
  });
});
