import type { SpineLabeling } from '../../domain/case/document.ts';
import type { OverlayMark } from '../../viewer/api.ts';
import { markId } from './markIds.ts';

/** A canal point is the sac cut at the height of a body: drawn on the slices of that height. */
const CANAL_VISIBLE_MM = 8;

/** The canal of one series: its line, and one point a level; dashed until a person set or confirmed it. */
export function canalMarks(
  { seriesUid, frameOfReferenceUid, canal = [] }: SpineLabeling,
  selectedId: string | null,
  canDrag: (selected: boolean) => boolean,
): readonly OverlayMark[] {
  const line: OverlayMark = {
    kind: 'curve',
    id: `canal-curve|${seriesUid}`,
    frameOfReferenceUid,
    seriesUid,
    pointsLpsMm: canal.map((point) => point.pointLpsMm),
    style: { name: 'canal', provisional: canal.some((point) => point.source === 'found'), selected: false },
  };
  const points = canal.map((point): OverlayMark => {
    const id = markId({ kind: 'canal', seriesUid, level: point.level });
    const selected = id === selectedId;
    return {
      kind: 'point',
      id,
      where: { kind: 'patient', seriesUid, frameOfReferenceUid, pointLpsMm: point.pointLpsMm },
      text: selected ? `Canal ${point.level}` : '',
      style: { name: 'canal', provisional: point.source === 'found', selected },
      visibleWithinMm: CANAL_VISIBLE_MM,
      projectBeyond: false,
      draggable: canDrag(selected),
    };
  });
  return canal.length > 1 ? [line, ...points] : points;
}
