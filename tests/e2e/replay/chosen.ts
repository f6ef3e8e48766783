import type { Result } from '../../../src/domain/result.ts';
import { err, ok } from '../../../src/domain/result.ts';
import { PUBLISHED, type ReplayCase } from './replayCase.ts';
import { MIRRORED, PRONE, SLEEVES, TWO_LEAKS } from './trapCases.ts';

/** Everything that is gone through in a browser. */
const REPLAYED: readonly ReplayCase[] = [...PUBLISHED, TWO_LEAKS, SLEEVES, MIRRORED, PRONE];

/** The second procedure of one patient is planned after the first. */
const COMES_AFTER: Readonly<Record<string, string>> = { 'S004-P3-EBP2': 'S004-P3' };

/**
 * Cases of a comma-separated list, in the order they are gone through, with those they come after.
 *
 * @param list - absent or empty: all
 */
export function chosenCases(list: string | undefined): Result<readonly ReplayCase[], string> {
  const names = (list ?? '').split(',').filter((name) => name !== '');
  if (names.length === 0) return ok(REPLAYED);
  const unknown = names.filter((name) => !REPLAYED.some(({ id }) => id === name));
  if (unknown.length > 0)
    return err(
      `Not replayed in a browser: ${unknown.join(', ')}. Known: ${REPLAYED.map(({ id }) => id).join(', ')}`,
    );
  const wanted = new Set(
    names.flatMap((name) => {
      const first = COMES_AFTER[name];
      return first === undefined ? [name] : [first, name];
    }),
  );
  return ok(REPLAYED.filter(({ id }) => wanted.has(id)));
}
