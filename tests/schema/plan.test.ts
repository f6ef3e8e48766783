import { describe, expect, it } from 'vitest';
import { caseDocumentSchema } from '../../src/schema/caseDocument.ts';
import { parseTargetingPlan } from '../../src/schema/plan.ts';
import { planFixture, rightL2L3Draft } from '../domain/builders.ts';
import { SEED_DRAFTS, seedPlan, type SeedStyle } from '../domain/seedCases.ts';

const wire = (value: unknown): Record<string, unknown> =>
  JSON.parse(JSON.stringify(value)) as Record<string, unknown>;

/** Sets one value at a path of a fresh copy of the plan. */
function withValue(path: readonly (string | number)[], value: unknown): unknown {
  const plan = wire(planFixture());
  let at: Record<string | number, unknown> = plan;
  for (const step of path.slice(0, -1)) at = at[step] as Record<string | number, unknown>;
  const last = path.at(-1) ?? '';
  if (value === undefined) delete at[last];
  else at[last] = value;
  return plan;
}

describe('targeting plan on the wire', () => {
  it.each(Object.keys(SEED_DRAFTS))('%s: parse(JSON(plan)) is the plan', (style) => {
    const plan = seedPlan(style as SeedStyle);
    expect(parseTargetingPlan(wire(plan))).toEqual({ ok: true, value: plan });
  });

  it.each([
    ['unknown schema', ['schema'], 'something.else', 'not-a-plan', 'schema'],
    ['a later version', ['schemaVersion'], 4, 'unknown-version', 'schemaVersion'],
  ])('refuses %s by name', (_name, path, value, code, at) => {
    const parsed = parseTargetingPlan(withValue(path, value));
    expect(parsed).toMatchObject({ ok: false, error: [{ code, path: at }] });
  });

  it.each<[string, (string | number)[], unknown]>([
    ['a side that is not a side', ['sites', 0, 'side'], 'leftish'],
    ['an unanswered side', ['sites', 0, 'side'], null],
    ['a side left out', ['sites', 0, 'side'], undefined],
    ['a level string instead of the object', ['sites', 0, 'target'], 'L2-L3'],
    ['a vertebra that does not exist', ['findings', 0, 'derived', 'vertebra'], 'L7'],
    ['a negative volume', ['sites', 0, 'plannedVolumeMl'], -1],
    ['a volume in words', ['sites', 0, 'plannedVolumeMl'], '15'],
    ['a coordinate that is null', ['labelings', 0, 'labels', 0, 'pointLpsMm', 0], null],
    [
      'frame 0',
      ['findings', 0, 'place'],
      { kind: 'image', seriesUid: '1', sopInstanceUid: '1', frame: 0, pointPx: [0, 0] },
    ],
    ['a type from another system', ['findings', 0, 'leakType'], { system: 'farb', type: '1a' }],
    ['a UID with letters', ['series', 0, 'seriesInstanceUid'], 'abc'],
    ['no site', ['sites'], []],
    ['an unknown key', ['surprise'], true],
    [
      'a hash that is no hash',
      ['keyImages'],
      [
        {
          id: 'a',
          caption: '',
          seriesUid: '1',
          sopInstanceUid: null,
          frame: null,
          findingIds: [],
          sha256: 'x',
          widthPx: 1,
          heightPx: 1,
        },
      ],
    ],
  ])('refuses %s and names the path', (_name, path, value) => {
    const parsed = parseTargetingPlan(withValue(path, value));
    expect(parsed.ok).toBe(false);
    if (parsed.ok) return;
    expect(
      parsed.error.some((one) => (one.path ?? '').startsWith(path[0] === 'surprise' ? '' : String(path[0]))),
    ).toBe(true);
  });

  it('never repeats a value of the file in a message', () => {
    const parsed = parseTargetingPlan(withValue(['patient', 'name'], { secret: 'DOE^JANE' }));
    expect(JSON.stringify(parsed)).not.toContain('DOE');
  });
});

describe('case document on the wire', () => {
  it('reads back as it was', () => {
    const doc = rightL2L3Draft();
    expect(caseDocumentSchema.parse(wire(doc))).toEqual(doc);
  });
});
