import type { Side } from '../../domain/vocabulary/terms.ts';
import { levelY, widthAt, type Column } from './spineMapLayout.ts';
import type { MapMark } from './spineMapModel.ts';

/** The patient's right is on the picture's left: seen from the front. */
export function towardOf(side: Side): readonly (-1 | 0 | 1)[] {
  switch (side) {
    case 'right':
      return [-1];
    case 'left':
      return [1];
    case 'bilateral':
      return [-1, 1];
    default:
      return [0];
  }
}

export const markX = (column: Column, mark: Pick<MapMark, 'level'>, toward: number): number =>
  column.centreX + toward * widthAt(column, levelY(column, mark.level)) * 0.3;
