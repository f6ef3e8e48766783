import { describe, expect, it } from 'vitest';
import { silentTogether } from '../../src/ui/review/planFacts.ts';

describe('the facts of a plan', () => {
  it('say what has no answer together, "not stated" and "not answered" apart', () => {
    const facts = [
      { label: 'Needle', value: 'Not stated' },
      { label: 'Position', value: 'Prone' },
      { label: 'Injection ends', value: 'Not answered' },
      { label: 'Catheter', value: 'Not stated' },
      { label: 'CSF drained before', value: 'Not answered' },
    ];
    expect(silentTogether(facts)).toEqual([
      { label: 'Position', value: 'Prone' },
      { label: 'Not stated', value: 'Needle; Catheter' },
      { label: 'Not answered', value: 'Injection ends; CSF drained before' },
    ]);
  });

  it('leave one without an answer where it stands', () => {
    const facts = [
      { label: 'Needle', value: 'Not stated' },
      { label: 'Stop when', value: 'Not stated by the ward' },
    ];
    expect(silentTogether(facts)).toEqual(facts);
  });
});
