import { formatLevel } from '../../../domain/vocabulary/levelText.ts';
import type { Level } from '../../../domain/vocabulary/level.ts';
import type { Side } from '../../../domain/vocabulary/terms.ts';
import { CONCEPTS, levelCodes, SIDE_CODES, type Code } from '../../codes/codes.ts';
import { PLAN, SR } from '../../codes/planConcepts.ts';
import { code, text, type SrItem } from './items.ts';

/**
 * A level in codes (Finding Site, TID 1501 row 6) and in words. A range is two finding sites, told apart by a
 * topographical modifier; laterality and further modifiers hang below each (rows 7, 8).
 */
export function levelItems(
  level: Level | string | null,
  side: Side | null,
  modifier: Code | null = null,
): readonly SrItem[] {
  const spelled = level === null ? 'not-derived' : typeof level === 'string' ? level : formatLevel(level);
  const codes = level === null || typeof level === 'string' ? [] : levelCodes(level);
  const sideCode = side === null ? null : SIDE_CODES[side];
  const isRange = level !== null && typeof level !== 'string' && level.kind === 'range';
  return [
    ...codes.map((value, index) =>
      code('HAS CONCEPT MOD', SR.site, value, [
        ...(sideCode === null ? [] : [code('HAS CONCEPT MOD', CONCEPTS.laterality, sideCode)]),
        ...(modifier === null ? [] : [code('HAS CONCEPT MOD', CONCEPTS.topographicalModifier, modifier)]),
        ...(isRange
          ? [
              code(
                'HAS CONCEPT MOD',
                CONCEPTS.topographicalModifier,
                index === 0 ? PLAN.extentCranial : PLAN.extentCaudal,
              ),
            ]
          : []),
      ]),
    ),
    text('CONTAINS', PLAN.levelWords, spelled),
    ...(side === null ? [] : [text('CONTAINS', PLAN.sideWords, side)]),
  ];
}

/** Head of a measurement group (TID 1410, 1411, 1501 rows 2, 3, 3a, 3b). */
export const groupHead = (
  trackingId: string,
  trackingUid: string,
  category: Code,
  finding: Code,
): readonly SrItem[] => [
  text('HAS OBS CONTEXT', SR.trackingId, trackingId),
  { type: 'UIDREF', relationship: 'HAS OBS CONTEXT', name: SR.trackingUid, value: trackingUid },
  code('CONTAINS', SR.category, category),
  code('CONTAINS', SR.finding, finding),
];
