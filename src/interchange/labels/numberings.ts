import type { Vertebra } from '../../domain/vocabulary/level.ts';
import { VERTEBRAE } from '../../domain/vocabulary/level.ts';
import type { Numbering } from './labelFile.ts';

const usual = (region: string, count: number): readonly Vertebra[] =>
  VERTEBRAE.filter((level) => level.startsWith(region) && Number(level.slice(1)) <= count);
const PRESACRAL = [...usual('C', 7), ...usual('T', 12), ...usual('L', 5)];

/** VerSe 2019/2020: 1–24 = C1–L5, 25 = L6, 28 = T13 (26 sacrum, 27 coccyx: no single vertebra). */
const VERSE: ReadonlyMap<number, Vertebra> = new Map<number, Vertebra>([
  ...PRESACRAL.map((level, i): [number, Vertebra] => [i + 1, level]),
  [25, 'L6'],
  [28, 'T13'],
]);

/** TotalSegmentator v2 task `total`: 26 = S1, 27–50 = L5 up to C1 (25 sacrum). */
const TOTAL_SEGMENTATOR: ReadonlyMap<number, Vertebra> = new Map<number, Vertebra>([
  [26, 'S1'],
  ...PRESACRAL.toReversed().map((level, i): [number, Vertebra] => [27 + i, level]),
]);

/** Level of a number in a stated convention; null where the number stands for no single vertebra. */
export const levelOfNumber = (numbering: Numbering, value: number): Vertebra | null =>
  (numbering === 'verse' ? VERSE : TOTAL_SEGMENTATOR).get(value) ?? null;
