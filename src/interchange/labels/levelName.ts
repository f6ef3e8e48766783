import type { Vertebra } from '../../domain/vocabulary/level.ts';
import { isVertebra } from '../../domain/vocabulary/scheme.ts';

/**
 * The one vertebra a label names: `L2`, `l2`, `vertebrae_L2`, `L2 vertebra`, `Th12`. A bare number, an interspace or two
 * names give none: a label is never read by number alone.
 */
export function levelOfName(name: string): Vertebra | null {
  const found = [
    ...name.matchAll(/(?<![A-Za-z0-9])(?:vertebrae?_)?(Th|[CTLSD])[ _]?0?(\d{1,2})(?![A-Za-z0-9])/gi),
  ];
  const [one] = found;
  if (one === undefined || found.length > 1) return null;
  const region = (one[1] ?? '').toUpperCase().replace(/^(TH|D)$/, 'T');
  if (/\d\s*[-/]\s*[A-Z]?\d/i.test(name)) return null;
  const level = `${region}${Number(one[2])}`;
  return isVertebra(level) ? level : null;
}
