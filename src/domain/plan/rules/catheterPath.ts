import type { DraftSite, SpineLabeling } from '../../case/document.ts';
import { distance } from '../../geometry/vec3.ts';
import type { Level, SpineScheme, Vertebra } from '../../vocabulary/level.ts';
import { vertebraeOf } from '../../vocabulary/scheme.ts';
import { formatLevel } from '../../vocabulary/levelText.ts';
import type { CaseFacts, HazardHit } from './model.ts';

/** Sacral hiatus (S4) to the S1 body along the canal, mm: general knowledge, not verified (clinical.md 1.1 item 6). */
export const HIATUS_TO_S1_MM = 100;

/**
 * H21: does the catheter's insertion length fit the way along the canal from access to tip? The way is the sum of
 * the distances between labelled body centres; from the sacral hiatus to S1 it is an estimate, and said so.
 * Silent where the labels do not reach: what cannot be measured is not judged.
 */
export function pathMismatch(facts: CaseFacts): readonly HazardHit[] {
  return facts.doc.plan.sites.flatMap((site) => {
    const { catheter } = site;
    if (catheter === null || typeof catheter === 'string' || typeof catheter.insertionLengthMm === 'string')
      return [];
    const path = longestPath(facts, site);
    if (path === null || path.mm === 0) return [];
    const offPercent = (100 * Math.abs(catheter.insertionLengthMm - path.mm)) / path.mm;
    if (offPercent <= facts.limits.pathMismatchPercent) return [];
    const about = path.estimated ? ', with the sacral canal estimated' : '';
    return [
      {
        siteId: site.id,
        limit: 'pathMismatchPercent',
        message: `Catheter insertion of ${cm(catheter.insertionLengthMm)} cm does not fit the way along the canal to ${path.to}: about ${cm(path.mm)} cm (measured on the labels${about}).`,
        facts: `${cm(catheter.insertionLengthMm)} cm|${cm(path.mm)} cm to ${path.to}`,
      },
    ];
  });
}

interface CanalPath {
  readonly mm: number;
  readonly estimated: boolean;
  readonly to: string;
}

/** Over the labelings that can measure it; the difference between series is small against 20 %. */
function longestPath({ doc }: CaseFacts, site: DraftSite): CanalPath | null {
  const { access, catheterTip } = site;
  if (access === null || access === 'not-stated') return null;
  if (catheterTip === null || typeof catheterTip === 'string') return null;
  const paths = Object.values(doc.labelings).flatMap((labeling) => {
    const path = pathOn(labeling, doc.numbering, access, catheterTip);
    return path === null ? [] : [path];
  });
  return paths.toSorted((a, b) => b.mm - a.mm)[0] ?? null;
}

function pathOn(
  labeling: SpineLabeling,
  scheme: SpineScheme,
  access: Level | 'sacral-hiatus',
  tip: Level,
): CanalPath | null {
  const chain = chainMm(labeling, scheme);
  const to = placeAlong(chain, tip);
  const from = access === 'sacral-hiatus' ? (chain.get('S1') ?? null) : placeAlong(chain, access);
  if (to === null || from === null) return null;
  const estimated = access === 'sacral-hiatus';
  const mm = Math.abs(to - from) + (estimated ? HIATUS_TO_S1_MM : 0);
  return { mm, estimated, to: formatLevel(tip) };
}

/** Distance along the body centres from the first label of the longest unbroken row, mm. */
function chainMm(labeling: SpineLabeling, scheme: SpineScheme): ReadonlyMap<Vertebra, number> {
  const order = vertebraeOf(scheme);
  let row = new Map<Vertebra, number>();
  let longest = row;
  let [alongMm, previous] = [0, -1];
  for (const [i, label] of labeling.labels.entries()) {
    const index = order.indexOf(label.level);
    const before = labeling.labels[i - 1];
    if (before !== undefined && index === previous + 1)
      alongMm += distance(before.pointLpsMm, label.pointLpsMm);
    else [row, alongMm] = [new Map<Vertebra, number>(), 0];
    row.set(label.level, alongMm);
    if (row.size > longest.size) longest = row;
    previous = index;
  }
  return longest;
}

/** A vertebra lies at its centre, an interspace midway, a range at the middle of its ends. */
function placeAlong(chain: ReadonlyMap<Vertebra, number>, level: Level): number | null {
  const [a, b] =
    level.kind === 'vertebra'
      ? [level.level, level.level]
      : level.kind === 'interspace'
        ? [level.upper, level.lower]
        : [level.from, level.to];
  const [first, second] = [chain.get(a), chain.get(b)];
  return first === undefined || second === undefined ? null : (first + second) / 2;
}

const cm = (mm: number): string => (mm / 10).toFixed(0);
