import type { Attributes } from './attributes.ts';
import { TAG } from './tags.ts';

/** Pairs of centre and width of a dataset or item that a linear window allows (PS3.3 C.11.2.1.2: width of 1 or more). */
export function windowsOf(source: Attributes): readonly (readonly [number, number])[] {
  const widths = source.numbers(TAG.windowWidth);
  return source.numbers(TAG.windowCenter).flatMap((center, i): (readonly [number, number])[] => {
    const width = widths[i] ?? Number.NaN;
    return Number.isFinite(center) && width >= 1 ? [[center, width]] : [];
  });
}
