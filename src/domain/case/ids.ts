import { err, issue, ok, type Result } from '../result.ts';
import type { PointLps, PointPx } from './document.ts';

/** Key of `CaseDocument.projectionLabelings`; frames count from 1. */
export const projectionKey = (sopInstanceUid: string, frame: number): string => `${sopInstanceUid}#${frame}`;

export function byId<T extends { readonly id: string }>(
  items: readonly T[],
  id: string,
  noun: string,
): Result<T> {
  const found = items.find((item) => item.id === id);
  return found === undefined ? err(issue('unknown-id', `This ${noun} no longer exists.`)) : ok(found);
}

export function replaced<T extends { readonly id: string }>(items: readonly T[], next: T): readonly T[] {
  return items.map((item) => (item.id === next.id ? next : item));
}

export function without<T extends { readonly id: string }>(items: readonly T[], id: string): readonly T[] {
  return items.filter((item) => item.id !== id);
}

/** Ordinals count on: "Leak 3" after the last one there is. */
export const nextOrdinal = (items: readonly { readonly ordinal: number }[]): number =>
  1 + items.reduce((highest, item) => Math.max(highest, item.ordinal), 0);

export const isFinitePoint = (point: PointLps | PointPx): boolean =>
  point.every((coordinate) => Number.isFinite(coordinate));

export const isFrameNumber = (frame: number): boolean => Number.isInteger(frame) && frame >= 1;
